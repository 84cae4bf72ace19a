import { basename, extname } from 'node:path';
import { getStack, insertStack } from '../../db/index.ts';
import { type Actor, Fault, isFault, type StackId, toFaultRecord, vietnamWallTime } from '../../domain/index.ts';
import type { ScanSettings } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import type { Taker } from '../outcomes/import-outcomes.ts';
import type { ScanState } from './capture-board.ts';
import { emptyStack, enterFile, pagesFolder, pagesPath } from './stack-files.ts';

/** What to scan, and where to. */
export type StackScan = {
	/** As `listScanners` names it. */
	readonly device: string;
	readonly settings: ScanSettings;
	/** The stack that the pages are put at the end of; a new one when absent. */
	readonly stackId?: StackId | undefined;
};

/**
 * Starts a scan into a stack. It goes on by itself: its pages and how it stands are seen on the clerk's desk, also after the
 * screen was loaded anew. Each page is entered as soon as it is whole.
 *
 * @returns the stack.
 * @throws {Fault} `notAllowed`, `scanUnderWay`, `stackMissing`, `pagesBound`, `outputUnwritable`.
 */
export async function scanToStack(actor: Actor, core: Core, scan: StackScan): Promise<StackId> {
	const clerk = permit(actor, 'scanToStack');
	const { scans } = core.capture;
	if (scans.get(clerk.accountId)?.running) throw new Fault('scanUnderWay');
	const stack = scan.stackId === undefined ? undefined : await getStack(core.db, scan.stackId, clerk.accountId);
	if (stack?.bound) throw new Fault('pagesBound');
	const fresh = emptyStack(core, clerk, 'scanner');
	const stackId = stack?.id ?? fresh.id;
	if (stack === undefined) await core.db.write((tx) => insertStack(tx, fresh));
	const folder = await pagesFolder(core, stackId);
	// Asked once more: two calls may have come this far together.
	if (scans.get(clerk.accountId)?.running) throw new Fault('scanUnderWay');
	const show = (state: Partial<ScanState>): void => {
		const before = scans.get(clerk.accountId);
		const count = before?.count ?? 0;
		scans.set(clerk.accountId, { stackId, device: scan.device, count, running: true, ...state });
		core.capture.changed();
	};
	show({ count: 0 });
	// A scanner's own names are the same for every paper: the minute tells them apart.
	const stamp = vietnamWallTime(core.clock.now()).slice(0, 19).replaceAll(/[-:]/g, '').replace(/\D/, '-');
	core.capture.begin(scanKey(clerk), async (signal) => {
		try {
			let count = 0;
			for await (const page of core.scanner.scan(scan.device, scan.settings, { folder, signal })) {
				count += 1;
				const path = `${pagesPath(stackId)}/${basename(page.path)}`;
				const name = `${stamp}-${String(count).padStart(3, '0')}${extname(path)}`;
				await enterFile(core, clerk, { stackId, path, name, origin: 'scanner' });
				show({ count });
			}
			show({ running: false });
		} catch (error) {
			// A bug ends the scan as visibly as a jam does.
			show({ running: false, fault: toFaultRecord(error) });
			if (!isFault(error)) throw error;
		}
	});
	return stackId;
}

/** Stops the clerk's scan; pages that were whole stay. When none is running, forgets how the last one ended. @throws {Fault} `notAllowed`. */
export async function stopScan(actor: Actor, core: Core): Promise<void> {
	const clerk = permit(actor, 'scanToStack');
	const { scans } = core.capture;
	if (scans.get(clerk.accountId)?.running) return core.capture.stop(scanKey(clerk));
	scans.delete(clerk.accountId);
	core.capture.changed();
}

function scanKey(clerk: Pick<Taker, 'accountId'>): string {
	return `scan ${clerk.accountId}`;
}
