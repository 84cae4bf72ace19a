import { newId } from '../../db/index.ts';
import { type Actor, type FaultRecord, isFault, toFaultRecord } from '../../domain/index.ts';
import type { ScannerCapabilities, ScannerDevice, ScanSettings } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import type { ImportResult } from '../outcomes/import-outcomes.ts';
import { beginPaper, takeIn } from './incoming.ts';

/** One paper to be scanned: a sheet on the glass, or all that lie in the feeder. */
export type ScanRequest = {
	/** As `listScanners` names it. */
	readonly device: string;
	readonly settings?: ScanSettings | undefined;
	readonly signal?: AbortSignal | undefined;
};

/** What happens while a paper is scanned. */
export type ScanEvent =
	/** Another page is whole; `count` so far. */
	| { readonly kind: 'page'; readonly count: number }
	/** The scanner stopped before the end; the pages so far are taken in. */
	| { readonly kind: 'stopped'; readonly fault: FaultRecord; readonly count: number }
	| ImportResult;

/**
 * Scans a paper, page by page, and takes it in as one outcome. What was scanned when the paper jams, the cover opens or somebody
 * presses Ctrl+C is taken in too: nothing is lost, and the clerk is told where to go on.
 *
 * @throws {Fault} `notAllowed`; when not a single page came, the scanner's own: `scannerMissing`, `scannerNoPaper` …
 */
export async function* scanPapers(actor: Actor, core: Core, request: ScanRequest): AsyncGenerator<ScanEvent> {
	const clerk = permit(actor, 'scanPapers');
	const paper = await beginPaper(core, newId(), clerk);
	const { device, settings = { source: 'flatbed' }, signal } = request;
	let count = 0;
	try {
		const target = { folder: paper.pages, ...(signal && { signal }) };
		for await (const _page of core.scanner.scan(device, settings, target)) {
			count += 1;
			yield { kind: 'page', count };
		}
	} catch (error) {
		if (!isFault(error)) throw error;
		if (count === 0) {
			for await (const _nothing of takeIn(core, paper, clerk));
			throw error;
		}
		yield { kind: 'stopped', fault: toFaultRecord(error), count };
	}
	yield* takeIn(core, paper, clerk);
}

/** The scanners that answer now. @throws {Fault} `notAllowed`, `scannerProgramMissing`, `scannerFailed`, `cancelled`. */
export async function listScanners(actor: Actor, core: Core, signal?: AbortSignal): Promise<readonly ScannerDevice[]> {
	permit(actor, 'scanPapers');
	return core.scanner.listScanners(signal);
}

/** What a scanner can do. @throws {Fault} `notAllowed`; as `Scanner.capabilities`. */
export async function scannerCapabilities(
	actor: Actor,
	core: Core,
	device: string,
	signal?: AbortSignal,
): Promise<ScannerCapabilities> {
	permit(actor, 'scanPapers');
	return core.scanner.capabilities(device, signal);
}
