import { basename } from 'node:path';
import { isInHand } from '../../db/index.ts';
import { type AccountActor, type Actor, Fault, isFault, type StackId, toFaultRecord } from '../../domain/index.ts';
import { type HotFolderOptions, listInputs, openSource, watchFolder } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { takeFile } from './add-file.ts';
import type { WatchState } from './capture-board.ts';

type Patience = Pick<HotFolderOptions, 'stableMs' | 'folderStableMs'>;

/**
 * Starts watching the office's folder for the clerk: each file, and the pictures of each subfolder, become a stack. Nothing when
 * it is being watched already. It ends when the clerk stops it or the program does.
 *
 * @throws {Fault} `notAllowed`, `hotFolderUnset`.
 */
export async function startWatching(actor: Actor, core: Core, patience: Patience = {}): Promise<void> {
	const clerk = permit(actor, 'watchToStacks');
	const { hotFolder } = await officeSettings(core.db);
	if (hotFolder === undefined) throw new Fault('hotFolderUnset');
	const { watches } = core.capture;
	if (watches.get(clerk.accountId)?.running) return;
	const show = (change: Partial<WatchState>): void => {
		const before = watches.get(clerk.accountId);
		watches.set(clerk.accountId, { running: true, taken: before?.taken ?? 0, ...change });
		core.capture.changed();
	};
	show({ taken: 0 });
	core.capture.begin(watchKey(clerk), async (signal) => {
		const take: HotFolderOptions['take'] = (item) => takeItem(core, clerk, item);
		const options = { ...patience, folder: hotFolder, notInside: [core.db.folder], take, signal };
		try {
			for await (const event of watchFolder(options)) {
				const taken = watches.get(clerk.accountId)?.taken ?? 0;
				if (event.kind === 'taken') show({ taken: taken + 1 });
				else show({ fault: toFaultRecord(event.fault) });
			}
			show({ running: false });
		} catch (error) {
			show({ running: false, fault: toFaultRecord(error) });
			if (!isFault(error)) throw error;
		}
	});
}

/** Stops watching for the clerk, after the file at hand. @throws {Fault} `notAllowed`. */
export async function stopWatching(actor: Actor, core: Core): Promise<void> {
	await core.capture.stop(watchKey(permit(actor, 'watchToStacks')));
}

function watchKey(clerk: AccountActor): string {
	return `watch ${clerk.accountId}`;
}

/** A file is offered again when the program was stopped between taking and moving it: what is in hand is taken as taken. */
async function takeItem(
	core: Core,
	clerk: AccountActor,
	{ kind, path }: Parameters<HotFolderOptions['take']>[0],
): Promise<void> {
	for (const group of await listInputs([path], { group: kind })) {
		if (group.kind === 'refused') throw group.fault;
		let stackId: StackId | undefined;
		// Looked at before any is taken: a folder of which one file can't be read is no paper.
		const files = [];
		for (const part of group.parts) {
			const document = await openSource(part.path);
			await document.close();
			files.push({ path: part.path, sha256: document.sha256 });
		}
		for (const file of files) {
			if (await isInHand(core.db, file.sha256, clerk.accountId)) continue;
			const incoming = { from: file.path, name: basename(file.path), stackId, origin: 'folder' } as const;
			stackId = await takeFile(core, clerk, incoming);
		}
	}
}
