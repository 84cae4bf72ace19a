import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../../domain/fault.ts';
import { asSha256, type Sha256 } from '../../domain/ids.ts';

/** A file that is written front to back and only gets its name when it is whole. */
export type OutputFile = {
	/** Bytes written so far. */
	readonly byteLength: number;
	/** @throws {Fault} `diskFull`, `outputUnwritable`. */
	write(bytes: Uint8Array): Promise<void>;
	/** SHA-256 over the bytes written so far. */
	sha256(): Sha256;
	/**
	 * Syncs, gives the file its name, syncs the folder.
	 *
	 * @throws {Fault} `outputExists` when something has that name by now; `diskFull`, `outputUnwritable`.
	 */
	commit(): Promise<void>;
	/** Closes and removes the temporary file. Does nothing after `commit` or a first `discard`. */
	discard(): Promise<void>;
};

/** System errors that mean the disk, or the user's share of it, is full. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** What else a file system may answer to a writer. Anything not listed is a bug and is thrown as it is. */
const UNWRITABLE = new Set(
	'EACCES EPERM EROFS ENOENT ENOTDIR EISDIR ENAMETOOLONG ELOOP EIO EBUSY EMFILE ENFILE EFBIG EINVAL ENXIO ESTALE ETIMEDOUT UNKNOWN'.split(
		' ',
	),
);

/** Answers of file systems that have no hard links (FAT, exFAT, some network shares). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL', 'UNKNOWN']);

/** The `code` of a system error. */
function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** A system error as `diskFull` or `outputUnwritable` (data: `system`, the error's code); any other error as it is. */
export function toOutputFault(error: unknown): unknown {
	const system = codeOf(error);
	if (FULL.has(system)) return new Fault('diskFull', { system }, error);
	if (UNWRITABLE.has(system)) return new Fault('outputUnwritable', { system }, error);
	return error;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toOutputFault(error);
	}
}

async function exists(path: string): Promise<boolean> {
	try {
		await lstat(path);
		return true;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return false;
		throw error;
	}
}

/** Gives `temporary` the name `path`, which nothing may have. */
async function nameIt(temporary: string, path: string): Promise<void> {
	try {
		// A hard link fails where a name is taken; a rename would replace what is there.
		await link(temporary, path);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') throw new Fault('outputExists', {}, error);
		if (!NO_LINKS.has(codeOf(error))) throw error;
		if (await exists(path)) throw new Fault('outputExists', {}, error);
		await rename(temporary, path);
		return;
	}
	await unlink(temporary);
}

/** Makes the new name itself last. Windows cannot open a folder for that, and keeps names in its own journal. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * Opens a temporary file beside `path`.
 *
 * @throws {Fault} `outputExists` when `path` is taken; `diskFull`, `outputUnwritable` (the folder is missing or closed to us).
 */
export async function openOutputFile(path: string): Promise<OutputFile> {
	const folder = dirname(path);
	// Without the target's name in it: that may already be as long as names get.
	const temporary = join(folder, `.sohoa-${randomBytes(9).toString('hex')}.part`);
	if (await guarded(() => exists(path))) throw new Fault('outputExists');
	const handle = await guarded(() => open(temporary, 'wx'));
	return outputOn(handle, temporary, path);
}

function outputOn(handle: FileHandle, temporary: string, path: string): OutputFile {
	const hash = createHash('sha256');
	let byteLength = 0;
	let state: 'open' | 'closed' | 'done' = 'open';

	async function close(): Promise<void> {
		if (state !== 'open') return;
		state = 'closed';
		await handle.close();
	}

	return {
		get byteLength() {
			return byteLength;
		},
		async write(bytes) {
			await guarded(async () => {
				for (let at = 0; at < bytes.length; ) {
					at += (await handle.write(bytes, at)).bytesWritten;
				}
			});
			hash.update(bytes);
			byteLength += bytes.length;
		},
		sha256: () => asSha256(hash.copy().digest('hex')),
		async commit() {
			await guarded(async () => {
				await handle.sync();
				await close();
				await nameIt(temporary, path);
				state = 'done';
				await syncFolder(dirname(path));
			});
		},
		async discard() {
			if (state === 'done') return;
			await guarded(async () => {
				await close();
				await rm(temporary, { force: true });
			});
			state = 'done';
		},
	};
}
