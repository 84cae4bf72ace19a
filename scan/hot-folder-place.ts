import { lstat, mkdir, open, realpath } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { Fault, type FaultRecord } from '../domain/index.ts';
import { safeBaseName, safeFolderName } from './base-name.ts';
import { kindOfName } from './file-kind.ts';
import { type HotEntry, OWN_FOLDER } from './hot-folder-entries.ts';
import { moveToNewName, syncFolder, systemCode } from './new-name.ts';

/** Names that are tried for one file before something else must be wrong. */
const MAX_NAMES = 100_000;

/**
 * Refuses a folder that must not be watched: a link (it could be turned elsewhere at any time), no folder at all, one that overlaps
 * a folder of `notInside` (our own files would come in as scans), or one whose `.sohoa` is not a plain folder.
 *
 * @throws {Fault} `fileMissing`, `hotFolderUnsafe`.
 */
export async function refuseUnsafeFolder(folder: string, notInside: readonly string[]): Promise<void> {
	if ((await kindOf(folder)) !== 'folder') throw new Fault('hotFolderUnsafe', { reason: 'notAFolder' });
	const watched = await realpath(folder);
	for (const other of notInside) {
		const kept = await realpath(other).catch(() => resolve(other));
		if (holds(watched, kept) || holds(kept, watched)) throw new Fault('hotFolderUnsafe', { reason: 'overlap' });
	}
	const own = await kindOf(join(folder, OWN_FOLDER)).catch(() => 'missing');
	if (own === 'other') throw new Fault('hotFolderUnsafe', { reason: 'ownFolder' });
}

async function kindOf(path: string): Promise<'folder' | 'other'> {
	try {
		return (await lstat(path)).isDirectory() ? 'folder' : 'other';
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) throw new Fault('fileMissing', {}, error);
		throw error;
	}
}

function holds(outer: string, inner: string): boolean {
	const way = relative(outer, inner);
	return (
		way === '' ||
		(way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === inner && !/^[a-z]:/i.test(way))
	);
}

/**
 * Moves what was taken (or refused) to `<folder>/.sohoa/<where>/` under a safe name of its own; nothing is replaced.
 *
 * @returns its new path.
 * @throws {Fault} `outputUnwritable`, `fileMissing` when it is gone.
 */
export async function setAside(folder: string, entry: HotEntry, where: 'done' | 'failed'): Promise<string> {
	try {
		const target = await ownFolder(folder, where);
		for (const name of namesFor(entry)) {
			const path = join(target, name);
			if (!(await moveToNewName(entry.path, path))) continue;
			await syncFolder(target);
			return path;
		}
	} catch (error) {
		if (systemCode(error) === 'ENOENT') throw new Fault('fileMissing', {}, error);
		if (systemCode(error) === '') throw error;
		throw new Fault('outputUnwritable', {}, error);
	}
	throw new Fault('outputUnwritable');
}

/** Makes `.sohoa/<where>`, step by step so that no step can be a planted link. */
async function ownFolder(folder: string, where: string): Promise<string> {
	let path = folder;
	for (const step of [OWN_FOLDER, where]) {
		path = join(path, step);
		await mkdir(path).catch((error: unknown) => {
			if (systemCode(error) !== 'EEXIST') throw error;
		});
		if (!(await lstat(path)).isDirectory()) throw new Fault('outputUnwritable');
	}
	return path;
}

function* namesFor(entry: HotEntry): Iterable<string> {
	const ending = entry.kind === 'file' && kindOfName(entry.path) !== undefined ? extname(entry.path) : '';
	const stem = entry.kind === 'file' ? safeBaseName(entry.path) : safeFolderName(entry.path);
	yield `${stem}${ending}`;
	for (let n = 2; n < MAX_NAMES; n++) yield `${stem}-${n}${ending}`;
}

/**
 * Writes why a file failed beside it: `<name>.json` with the name it came by, the fault and the time (UTC).
 * A note that cannot be written is done without: the fault is reported anyway.
 */
export async function writeNote(setAsidePath: string, source: string, fault: FaultRecord, now: Date): Promise<void> {
	const note = { source, fault, at: now.toISOString() };
	try {
		const handle = await open(`${setAsidePath}.json`, 'wx');
		try {
			await handle.writeFile(`${JSON.stringify(note, undefined, '\t')}\n`);
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (systemCode(error) === '') throw error;
	}
}
