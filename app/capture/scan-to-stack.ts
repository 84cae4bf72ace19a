import { basename } from 'node:path';
import { getStack, insertStack } from '../../db/index.ts';
import { type Actor, Fault, isFault, type StackId, toFaultRecord } from '../../domain/index.ts';
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
	core.capture.begin(scanKey(clerk), async (signal) => {
		try {
			let count = 0;
			for await (const page of core.scanner.scan(scan.device, scan.settings, { folder, signal })) {
				const name = basename(page.path);
				await enterFile(core, clerk, { stackId, path: `${pagesPath(stackId)}/${name}`, name, origin: 'scanner' });
				count += 1;
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

/** Stops the clerk's scan; pages that were whole stay. @throws {Fault} `notAllowed`. */
export async function stopScan(actor: Actor, core: Core): Promise<void> {
	await core.capture.stop(scanKey(permit(actor, 'scanToStack')));
}

function scanKey(clerk: Pick<Taker, 'accountId'>): string {
	return `scan ${clerk.accountId}`;
}
