import type { QueryClient } from '@tanstack/react-query';
import type { ScanInput, ScannerChoices } from '../../contract/index.ts';
import { toFault } from '../../contract/index.ts';
import { Fault } from '../../domain/fault.ts';
import { api } from '../client.ts';

/** How this workstation scans: kept in the browser's own store, as the scanner belongs to the machine. */
export type ScanSettings = Omit<ScanInput, 'stackId'>;

const KEPT = 'sohoa.scan';
/** CV 7197 of 11/2025: at least 300 dpi. */
const USUAL_DPI = 300;
/** A feeder is there for stacks of paper. */
const SOURCES = ['feeder', 'feederDuplex', 'flatbed'] as const;
/** CV 7197: in colour wherever there is a seal, a photo or a note by hand. */
const COLOURS = ['colour', 'gray', 'bilevel'] as const;

/** What was scanned with last; `undefined` before the first time. */
export function keptSettings(): ScanSettings | undefined {
	try {
		return JSON.parse(localStorage.getItem(KEPT) ?? 'null') ?? undefined;
	} catch {
		return undefined;
	}
}

/** Remembers what to scan with. */
export function keepSettings(settings: ScanSettings): void {
	localStorage.setItem(KEPT, JSON.stringify(settings));
}

/** What a scanner can do of what is wanted; where it can't, what is usual. */
export function fitting(device: string, can: ScannerChoices, wanted: Partial<ScanSettings> = {}): ScanSettings {
	const { resolutionsDpi } = can;
	const dpi = wanted.dpi ?? USUAL_DPI;
	return {
		device,
		source: pick(can.sources, wanted.source, SOURCES),
		colour: pick(can.colours, wanted.colour, COLOURS),
		dpi: resolutionsDpi.find((one) => one >= dpi) ?? resolutionsDpi.at(-1) ?? dpi,
	};
}

function pick<T>(can: readonly T[], wanted: T | undefined, usual: readonly [T, ...T[]]): T {
	if (wanted !== undefined && can.includes(wanted)) return wanted;
	return usual.find((one) => can.includes(one)) ?? can[0] ?? usual[0];
}

/** What to scan with now: as the last time, or with the first scanner that answers. @throws `scannerMissing` and others. */
export async function settingsNow(queries: QueryClient): Promise<ScanSettings> {
	const kept = keptSettings();
	if (kept !== undefined) return kept;
	const [scanner] = await queries.fetchQuery(api.capture.scanners.queryOptions());
	if (scanner === undefined) throw new Fault('scannerMissing');
	const input = { device: scanner.id };
	const settings = fitting(scanner.id, await queries.fetchQuery(api.capture.scannerChoices.queryOptions({ input })));
	keepSettings(settings);
	return settings;
}

/** Forgets what to scan with when that scanner is not there any more, so that the next one that answers is taken. */
export function forgetIfGone(error: unknown): void {
	if (toFault(error).code === 'scannerMissing') localStorage.removeItem(KEPT);
}
