import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './new-name.ts';

/** Something in a watched folder that may become an outcome: a file, or a folder of page files. */
export type HotEntry = {
	readonly kind: 'file' | 'folder';
	readonly path: string;
	/** Size and times of it (of all files in it): another text means that it was changed or replaced. */
	readonly fingerprint: string;
	/** False for a file of zero bytes, and for a folder that is empty or in which something is still being made. */
	readonly whole: boolean;
	/** False when the system cannot even look at a name that it lists (bytes that are no UTF-8). */
	readonly usable: boolean;
};

/** Where a watched folder keeps what is done with; hidden, as are all names that begin with a dot. */
export const OWN_FOLDER = '.sohoa';

/** What programs call files that they are still writing (Office, browsers, rsync, scp clients, scanners' FTP servers). */
const TEMPORARY = /^~\$|^~.*\.tmp$|\.(?:part|partial|tmp|temp|crdownload|download|filepart|swp|lock)$/i;
/** What systems put into folders by themselves. */
const SYSTEM_FILES: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini']);

/** "Trang 2" before "Trang 10". */
const byName = new Intl.Collator('vi', { numeric: true });

/**
 * What lies in a watched folder, in natural order of names: files, and folders one level down. Links, pipes, sockets, devices, hidden
 * and temporary names are passed over; what vanishes meanwhile too.
 *
 * @throws the system's error when the folder itself cannot be read.
 */
export async function readHotFolder(folder: string): Promise<readonly HotEntry[]> {
	const entries: HotEntry[] = [];
	for (const each of (await shownIn(folder)).filter((entry) => !isTemporary(entry.name))) {
		const entry = await entryOf(folder, each);
		if (entry !== undefined) entries.push(entry);
	}
	return entries;
}

/** Looks at one entry again; `undefined` when it is gone, is another kind of thing now, or cannot be seen (a share that is gone). */
export async function lookAgain(entry: HotEntry): Promise<HotEntry | undefined> {
	try {
		return await (entry.kind === 'file' ? fileEntry(entry.path) : folderEntry(entry.path));
	} catch (error) {
		if (systemCode(error) === '') throw error;
		return undefined;
	}
}

async function shownIn(folder: string): Promise<readonly Dirent[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	return entries
		.filter((entry) => !entry.name.startsWith('.') && !SYSTEM_FILES.has(entry.name.toLowerCase()))
		.toSorted((a, b) => byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
}

function isTemporary(name: string): boolean {
	return TEMPORARY.test(name);
}

async function entryOf(folder: string, entry: Dirent): Promise<HotEntry | undefined> {
	const path = join(folder, entry.name);
	if (entry.isDirectory()) return folderEntry(path);
	if (!entry.isFile()) return undefined;
	const file = await fileEntry(path);
	if (file !== undefined || !entry.name.includes('\uFFFD')) return file;
	return { kind: 'file', path, fingerprint: 'unusable', whole: true, usable: false };
}

async function fileEntry(path: string): Promise<HotEntry | undefined> {
	const stats = await statsOf(path);
	if (stats?.isFile() !== true) return undefined;
	return { kind: 'file', path, fingerprint: fingerprintOf(stats), whole: stats.size > 0n, usable: true };
}

/** A folder is whole when every page file in it is, and no name in it says that one is still being written. */
async function folderEntry(path: string): Promise<HotEntry | undefined> {
	try {
		if ((await statsOf(path))?.isDirectory() !== true) return undefined;
		const inside = await shownIn(path);
		const files: HotEntry[] = [];
		for (const entry of inside.filter((each) => each.isFile())) {
			const file = await fileEntry(join(path, entry.name));
			if (file !== undefined) files.push(file);
		}
		const fingerprint = files.map((file) => `${file.path}\0${file.fingerprint}`).join('\n');
		const settled = files.every((file) => file.whole) && !inside.some((entry) => isTemporary(entry.name));
		return { kind: 'folder', path, fingerprint, whole: files.length > 0 && settled, usable: true };
	} catch (error) {
		if (isGone(error)) return undefined;
		// Nothing in it can be seen, which the one who takes it will say in words.
		if (isClosed(error)) return { kind: 'folder', path, fingerprint: 'closed', whole: true, usable: true };
		throw error;
	}
}

async function statsOf(path: string): Promise<BigIntStats | undefined> {
	try {
		return await lstat(path, { bigint: true });
	} catch (error) {
		if (isGone(error)) return undefined;
		throw error;
	}
}

/** The time of the last change of anything (ctime) tells a file that was moved over another of the same size and date. */
function fingerprintOf(stats: BigIntStats): string {
	return `${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}

function isGone(error: unknown): boolean {
	return ['ENOENT', 'ENOTDIR'].includes(systemCode(error));
}

function isClosed(error: unknown): boolean {
	return ['EACCES', 'EPERM'].includes(systemCode(error));
}
