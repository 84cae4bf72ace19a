import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, posix, resolve, sep } from 'node:path';
import { Fault, type FileVault, type Sha256, type StoredFile } from '../domain/index.ts';
import { errorCode, toFolderFault } from './sqlite-faults.ts';

/** How a file's name begins while it is being written; left behind only by a crash. */
export const TEMPORARY_PREFIX = '.new-';

const CHUNK = 1 << 20;

/** Where a file's bytes come from, in pieces. */
type Source = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * The stored files of a data folder. A file appears under its name whole or not at all, and never in place of another: it is
 * written under a temporary name, synced, hard-linked to its name (which fails when that exists), and the folder is synced.
 */
export function openFileVault(dataFolder: string): FileVault {
	const root = resolve(dataFolder);
	const locate = (path: string): string => join(root, ...checkedParts(path));
	return {
		locate,
		put: (path, bytes) => store(root, path, [bytes]),
		async putFile(path, from) {
			const handle = await openSource(from);
			try {
				return await store(root, path, handle.createReadStream({ highWaterMark: CHUNK, autoClose: false }));
			} finally {
				await handle.close();
			}
		},
		async read(path, expected) {
			const bytes = await readWhole(locate(path), path);
			if (expected !== undefined && sha256Of(bytes) !== expected) throw new Fault('fileLost', { path, reason: 'hash' });
			return bytes;
		},
		async exists(path) {
			return (await sizeOf(locate(path))) !== undefined;
		},
		list: (prefix) => listBelow(root, prefix),
		discard: (path) => rm(locate(path), { force: true }),
	};
}

/**
 * SHA-256 and length of a stored file, read in pieces, or `undefined` when it is gone.
 */
export async function hashStored(vault: FileVault, path: string): Promise<StoredFile | undefined> {
	return hashFile(vault.locate(path), path);
}

/** {@link hashStored} of any file; `path` is what the answer calls it. */
export async function hashFile(absolute: string, path: string): Promise<StoredFile | undefined> {
	const hash = createHash('sha256');
	let byteLength = 0;
	try {
		for await (const piece of createReadStream(absolute, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>) {
			hash.update(piece);
			byteLength += piece.length;
		}
	} catch (error) {
		if (isAbsent(error)) return undefined;
		throw error;
	}
	return { path, sha256: hash.digest('hex') as Sha256, byteLength };
}

async function store(root: string, path: string, source: Source): Promise<StoredFile> {
	const parts = checkedParts(path);
	const target = join(root, ...parts);
	const folder = dirname(target);
	const temporary = join(folder, `${TEMPORARY_PREFIX}${randomUUID()}`);
	try {
		await makeFolders(root, parts.slice(0, -1));
		const written = await writeSynced(temporary, source);
		await takeName(temporary, target, { path, ...written });
		await syncFolder(folder);
		return { path, ...written };
	} catch (error) {
		throw toFolderFault(error);
	} finally {
		await rm(temporary, { force: true });
	}
}

/** @throws {Fault} `fileMissing`, `fileUnreadable`: what is wrong with the source is not blamed on the data folder. */
async function openSource(from: string): Promise<FileHandle> {
	try {
		return await open(from, 'r');
	} catch (error) {
		const code = errorCode(error);
		if (isAbsent(error)) throw new Fault('fileMissing', {}, error);
		throw code === 'EACCES' || code === 'EPERM' ? new Fault('fileUnreadable', {}, error) : error;
	}
}

/** Gives the file its name. When the name is taken by the same bytes, that is a retry after a crash, and well. */
async function takeName(temporary: string, target: string, file: StoredFile): Promise<void> {
	if (await linkNew(temporary, target)) return;
	const there = await hashFile(target, file.path);
	if (there?.sha256 !== file.sha256) throw new Fault('outputExists', { path: file.path });
}

/** What file systems without hard links (FAT, exFAT) answer. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Whether the name was free and is ours now. Without hard links a look has to do: no other Sohoa works in this folder. */
async function linkNew(temporary: string, target: string): Promise<boolean> {
	try {
		await link(temporary, target);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		if (!NO_LINKS.has(errorCode(error))) throw error;
	}
	if ((await sizeOf(target)) !== undefined) return false;
	await rename(temporary, target);
	return true;
}

async function writeSynced(file: string, source: Source): Promise<Omit<StoredFile, 'path'>> {
	const hash = createHash('sha256');
	let byteLength = 0;
	const handle = await open(file, 'wx', 0o600);
	try {
		for await (const piece of source) {
			hash.update(piece);
			byteLength += piece.length;
			await writeAll(handle, piece);
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
	return { sha256: hash.digest('hex') as Sha256, byteLength };
}

/** One `write` may take only a part. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length; ) {
		const { bytesWritten } = await handle.write(bytes, at);
		at += bytesWritten;
	}
}

/** Makes the folders one below the other and syncs each parent, so that a new folder survives a power cut too. */
async function makeFolders(root: string, parts: readonly string[]): Promise<void> {
	const first = await mkdir(join(root, ...parts), { recursive: true, mode: 0o700 });
	if (first === undefined) return;
	let folder = root;
	await syncFolder(folder);
	for (const part of parts) {
		folder = join(folder, part);
		await syncFolder(folder);
	}
}

/** Makes the names in a folder last. Windows cannot open a folder; NTFS keeps its own journal of names. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * A path's parts, when it stays inside the folder on every system: no `..`, no drive, no backslash, no control character.
 *
 * @throws {RangeError} for any other path: they are made by us, so that is a bug or an attack.
 */
function checkedParts(path: string): readonly string[] {
	const parts = path.split('/');
	const bad = parts.some((part) => part === '' || part === '.' || part === '..' || part !== part.trimEnd());
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
	if (bad || path.length > 400 || /[\\:*?"<>|\u0000-\u001f\u007f]/.test(path)) {
		throw new RangeError('A path that leaves the data folder, or cannot be a file everywhere');
	}
	return parts;
}

async function readWhole(absolute: string, path: string): Promise<Uint8Array> {
	try {
		return await readFile(absolute);
	} catch (error) {
		if (isAbsent(error)) throw new Fault('fileLost', { path, reason: 'absent' }, error);
		throw error;
	}
}

async function sizeOf(absolute: string): Promise<number | undefined> {
	try {
		const found = await stat(absolute);
		return found.isFile() ? found.size : undefined;
	} catch (error) {
		if (isAbsent(error)) return undefined;
		throw error;
	}
}

async function listBelow(root: string, prefix: string): Promise<readonly string[]> {
	const start = join(root, ...checkedParts(prefix));
	try {
		const entries = await readdir(start, { recursive: true, withFileTypes: true });
		return entries
			.filter((entry) => !entry.isDirectory())
			.map((entry) =>
				join(entry.parentPath, entry.name)
					.slice(root.length + 1)
					.split(sep)
					.join(posix.sep),
			)
			.sort();
	} catch (error) {
		if (isAbsent(error)) return [];
		throw error;
	}
}

function isAbsent(error: unknown): boolean {
	const code = errorCode(error);
	return code === 'ENOENT' || code === 'ENOTDIR';
}

function sha256Of(bytes: Uint8Array): Sha256 {
	return createHash('sha256').update(bytes).digest('hex') as Sha256;
}
