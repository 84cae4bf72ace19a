import type { QueryClient } from '@tanstack/react-query';
import type { ScanInput, ScannerChoices, ScannerProfile } from '../../contract/index.ts';
import { toFault } from '../../contract/index.ts';
import { Fault } from '../../domain/fault.ts';
import type { AccountId } from '../../domain/ids.ts';
import { api } from '../client.ts';

/** How to scan; `profile` names the profile that it is, and is absent where a person has set it up by hand. */
export type ScanSettings = Omit<ScanInput, 'stackId'>;

/** Each clerk's own on this workstation, in the browser's store: a scanner belongs to the machine. */
const KEPT = 'sohoa.scan';
/** CV 7197 of 11/2025: at least 300 dpi. */
const USUAL_DPI = 300;
/** A feeder is there for stacks of paper. */
const SOURCES = ['feeder', 'feederDuplex', 'flatbed'] as const;
/** CV 7197: in colour wherever there is a seal, a photo or a note by hand. */
const COLOURS = ['colour', 'gray', 'bilevel'] as const;

/** What was scanned with last; `undefined` before the first time. */
export function keptSettings(clerk: AccountId): ScanSettings | undefined {
	try {
		return JSON.parse(localStorage.getItem(`${KEPT}.${clerk}`) ?? 'null') ?? undefined;
	} catch {
		return undefined;
	}
}

/** Remembers what to scan with. */
export function keepSettings(clerk: AccountId, settings: ScanSettings): void {
	localStorage.setItem(`${KEPT}.${clerk}`, JSON.stringify(settings));
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
		...(wanted.sheet !== undefined && { sheet: wanted.sheet }),
	};
}

function pick<T>(can: readonly T[], wanted: T | undefined, usual: readonly [T, ...T[]]): T {
	if (wanted !== undefined && can.includes(wanted)) return wanted;
	return usual.find((one) => can.includes(one)) ?? can[0] ?? usual[0];
}

/** A profile of the office as what to scan with. */
export function ofProfile({ name, ...settings }: ScannerProfile): ScanSettings {
	return { ...settings, profile: name };
}

/** What an office that has named no profiles is offered: each source of the first scanner that answers, as is usual. */
export async function usualProfiles(
	queries: QueryClient,
	nameOf: (source: ScanSettings['source']) => string,
): Promise<readonly ScannerProfile[]> {
	const [scanner] = await queries.fetchQuery(api.capture.scanners.queryOptions());
	if (scanner === undefined) throw new Fault('scannerMissing');
	const input = { device: scanner.id };
	const can = await queries.fetchQuery(api.capture.scannerChoices.queryOptions({ input, staleTime: 60_000 }));
	return SOURCES.filter((source) => can.sources.includes(source)).map((source) => ({
		...fitting(scanner.id, can, { source }),
		name: nameOf(source),
	}));
}

/**
 * What to scan with now: as the last time, with what its profile says by now; else the first profile; else the first scanner that answers.
 *
 * @throws `scannerMissing` and others.
 */
export async function settingsNow(queries: QueryClient, clerk: AccountId): Promise<ScanSettings> {
	const kept = keptSettings(clerk);
	if (kept !== undefined && kept.profile === undefined) return kept;
	const { scannerProfiles } = await queries.fetchQuery(api.settings.show.queryOptions({ staleTime: 10_000 }));
	const known = scannerProfiles.find(({ name }) => name === kept?.profile);
	const [first] = scannerProfiles;
	// An office without profiles has none that could have been changed: what was chosen of the usual ones stands.
	if (known === undefined && first === undefined && kept !== undefined) return kept;
	const settings = known ?? first;
	const now = settings === undefined ? await firstScanner(queries) : ofProfile(settings);
	keepSettings(clerk, now);
	return now;
}

async function firstScanner(queries: QueryClient): Promise<ScanSettings> {
	const [scanner] = await queries.fetchQuery(api.capture.scanners.queryOptions());
	if (scanner === undefined) throw new Fault('scannerMissing');
	const input = { device: scanner.id };
	return fitting(scanner.id, await queries.fetchQuery(api.capture.scannerChoices.queryOptions({ input })));
}

/** Forgets what to scan with when that scanner is not there any more, so that the next one that answers is taken. */
export function forgetIfGone(clerk: AccountId, error: unknown): void {
	if (toFault(error).code === 'scannerMissing') localStorage.removeItem(`${KEPT}.${clerk}`);
}
