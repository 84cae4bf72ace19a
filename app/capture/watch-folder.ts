import { type Actor, Fault } from '../../domain/index.ts';
import { type HotFolderEvent, type HotFolderOptions, listInputs, watchFolder as watch } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { jobsSettled } from '../jobs/jobs-settled.ts';
import { queuePapers, type Taker } from '../outcomes/import-outcomes.ts';

/** A folder that other programs scan into. */
export type WatchRequest = {
	readonly folder: string;
	/** `move` (default): what is taken goes into `.sohoa/done` of the folder; `keep`: it stays. */
	readonly after?: 'move' | 'keep' | undefined;
	/** Ends when all that lies there has been taken. */
	readonly once?: boolean | undefined;
	/** How long a file, and a subfolder, must have been left alone before it counts as whole, ms. */
	readonly stableMs?: number | undefined;
	readonly folderStableMs?: number | undefined;
	readonly signal?: AbortSignal | undefined;
};

/**
 * Watches a folder and takes in every paper that comes: a file, or the pictures of a subfolder. Jobs run meanwhile. A file counts
 * as taken once its bytes are kept in the data folder.
 *
 * @throws {Fault} `notAllowed`, `hotFolderUnsafe`, `fileMissing`, `fileUnreadable`.
 */
export async function* watchFolder(actor: Actor, core: Core, request: WatchRequest): AsyncGenerator<HotFolderEvent> {
	const clerk = permit(actor, 'watchFolder');
	core.jobs.start();
	const { folder, after, once, stableMs, folderStableMs, signal } = request;
	yield* watch({
		folder,
		notInside: [core.db.folder],
		take: (item, stop) => takeItem(core, clerk, item, stop),
		...(after && { after }),
		...(once && { once }),
		...(stableMs !== undefined && { stableMs }),
		...(folderStableMs !== undefined && { folderStableMs }),
		...(signal && { signal }),
	});
}

type Item = Parameters<HotFolderOptions['take']>[0];

/** Resolves when the papers of an item are kept. @throws {Fault} of the file, or `duplicateOutcome`. */
async function takeItem(
	core: Core,
	clerk: Taker,
	{ kind, path }: Item,
	signal: AbortSignal | undefined,
): Promise<void> {
	for (const group of await listInputs([path], { group: kind })) {
		if (group.kind === 'refused') throw group.fault;
		for await (const result of queuePapers(clerk, core, group)) {
			if (result.kind === 'known') throw new Fault('duplicateOutcome', { outcomeId: result.outcomeId });
			const fault =
				result.kind === 'failed' ? result.fault : await jobsSettled(core, result.outcomeId, { kind: 'import', signal });
			if (fault !== undefined) throw new Fault(fault.code, fault.data);
		}
	}
}
