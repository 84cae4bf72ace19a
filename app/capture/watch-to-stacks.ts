import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { appendAudit, forgetWatching, isFileTaken, keepWatching } from '../../db/index.ts';
import {
	type AccountId,
	type Actor,
	type AuditActor,
	Fault,
	isFault,
	type StackId,
	toFaultRecord,
} from '../../domain/index.ts';
import { type HotFolderOptions, listInputs, openSource, watchFolder } from '../../scan/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import type { Taker } from '../outcomes/import-outcomes.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { takeFile } from './add-file.ts';
import type { WatchState } from './capture-board.ts';

/** How long things must lie still; as the stage has it where absent. */
type Patience = Pick<HotFolderOptions, 'stableMs' | 'folderStableMs'>;

/**
 * Starts watching the office's folder for the clerk: each file, and the pictures of each subfolder, become a stack. Nothing when
 * it is being watched already. It goes on until the clerk stops it, also when the program was ended or died in between.
 *
 * @throws {Fault} `notAllowed`, `hotFolderUnset`.
 */
export async function startWatching(actor: Actor, core: Core, patience: Patience = {}): Promise<void> {
	const clerk = permit(actor, 'watchToStacks');
	const { accountId } = clerk;
	const { hotFolder: folder } = await officeSettings(core.db);
	if (folder === undefined) throw new Fault('hotFolderUnset');
	if (core.capture.watches.get(accountId)?.running) return;
	const since = instantOf(core);
	await core.db.write(async (tx) => {
		await keepWatching(tx, { accountId, folder, since });
		await appendAudit(tx, auditActor(accountId), { kind: 'watchStarted', accountId, resumed: false }, since);
	});
	beginWatching(core, clerk, { ...patience, folder, since });
}

/** What is watched, and since when (UTC, ISO 8601). `waits`: for a folder that is not there yet. */
type Watch = Patience & { readonly folder: string; readonly since: string; readonly waits?: boolean };

/** Between two looks for a folder that is not there yet, ms: a share may come up minutes after the machine. */
const LOOK_AGAIN_MS = 15_000;

/** Watches in the background until it is stopped; how it stands is seen on the clerk's desk. */
export function beginWatching(core: Core, clerk: Taker, watch: Watch): void {
	const { accountId } = clerk;
	const { watches } = core.capture;
	if (watches.get(accountId)?.running) return;
	const show = (change: Partial<WatchState>): void => {
		const { taken = 0, known = 0 } = watches.get(accountId) ?? {};
		watches.set(accountId, { running: true, since: watch.since, taken, known, ...change });
		core.capture.changed();
	};
	show({ taken: 0, known: 0 });
	core.capture.begin(watchKey(accountId), async (signal) => {
		try {
			while (!signal.aborted) {
				const missing = await watchOnce(core, clerk, watch, { signal, show }).catch(orWhenMissing(watch));
				if (missing === undefined) break;
				show({ fault: toFaultRecord(missing) });
				await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
			}
			show({ running: false });
		} catch (error) {
			show({ running: false, fault: toFaultRecord(error) });
			if (!isFault(error)) throw error;
		}
	});
}

/** The fault of a folder that is not there, if that is to be waited for; any other is thrown on. */
function orWhenMissing({ waits = false }: Watch): (error: unknown) => Fault {
	return (error) => {
		if (waits && isFault(error, 'fileMissing')) return error;
		throw error;
	};
}

type Watcher = { readonly signal: AbortSignal; readonly show: (change: Partial<WatchState>) => void };

/** Watches until the signal fires. @throws {Fault} as `watchFolder`. */
async function watchOnce(core: Core, clerk: Taker, watch: Watch, { signal, show }: Watcher): Promise<undefined> {
	const { since: _since, waits: _waits, ...options } = watch;
	let anew = false;
	const take: HotFolderOptions['take'] = async (item) => {
		anew = await takeItem(core, clerk, item);
	};
	for await (const event of watchFolder({ ...options, notInside: [core.db.folder], take, signal })) {
		const { taken = 0, known = 0 } = core.capture.watches.get(clerk.accountId) ?? {};
		if (event.kind === 'taken') show(anew ? { taken: taken + 1 } : { known: known + 1 });
		else show({ fault: toFaultRecord(event.fault) });
	}
}

/** Stops watching for the clerk, after the file at hand; it does not go on by itself any more. @throws {Fault} `notAllowed`. */
export async function stopWatching(actor: Actor, core: Core): Promise<void> {
	const { accountId } = permit(actor, 'watchToStacks');
	await endWatching(core, accountId, auditActor(accountId));
}

/** Stops and forgets what is watched for an account, for whatever reason. Nothing when nothing is. */
export async function endWatching(core: Core, accountId: AccountId, by: AuditActor): Promise<void> {
	await core.capture.stop(watchKey(accountId));
	await core.db.write(async (tx) => {
		if (!(await forgetWatching(tx, accountId))) return;
		await appendAudit(tx, by, { kind: 'watchStopped', accountId }, instantOf(core));
	});
}

function watchKey(accountId: AccountId): string {
	return `watch ${accountId}`;
}

/**
 * A file is offered again when the program was stopped between taking and moving it, and another clerk may watch the same folder:
 * what the office has already is not taken a second time.
 *
 * @returns whether anything of it was new.
 */
async function takeItem(
	core: Core,
	clerk: Taker,
	{ kind, path }: Parameters<HotFolderOptions['take']>[0],
): Promise<boolean> {
	const turn = core.capture.watching.take();
	try {
		await turn.mine;
		let anew = false;
		for (const group of await listInputs([path], { group: kind })) {
			if (group.kind === 'refused') throw group.fault;
			anew = (await takeParts(core, clerk, group.parts)) || anew;
		}
		return anew;
	} finally {
		turn.pass();
	}
}

async function takeParts(core: Core, clerk: Taker, parts: readonly { readonly path: string }[]): Promise<boolean> {
	// Looked at before any is taken: a folder of which one file can't be read is no paper.
	const files = [];
	for (const { path } of parts) {
		const document = await openSource(path);
		await document.close();
		files.push({ path, sha256: document.sha256 });
	}
	let stackId: StackId | undefined;
	for (const file of files) {
		if (await isFileTaken(core.db, file.sha256, clerk.orgUnitId)) continue;
		const incoming = { from: file.path, name: basename(file.path), stackId, origin: 'folder' } as const;
		stackId = await takeFile(core, clerk, incoming);
	}
	return stackId !== undefined;
}
