import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../domain/fault.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
/** What else a file system may answer to a writer; anything not listed is a bug and is thrown as it is. */
const UNWRITABLE = new Set(
	'EACCES EPERM EROFS ENOENT ENOTDIR EISDIR ENAMETOOLONG ELOOP EIO EBUSY EMFILE ENFILE EFBIG EINVAL ENXIO ESTALE UNKNOWN'.split(
		' ',
	),
);
/** Answers of file systems that have no hard links (FAT, exFAT, some network shares). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL', 'UNKNOWN']);

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function toFault(error: unknown): unknown {
	const system = codeOf(error);
	if (FULL.has(system)) return new Fault('diskFull', { system }, error);
	return UNWRITABLE.has(system) ? new Fault('outputUnwritable', { system }, error) : error;
}

async function sha256OfFile(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
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

/** Gives `temporary` the name `path`; `false` when that is taken. */
async function claimName(temporary: string, path: string): Promise<boolean> {
	try {
		// A hard link fails where a name is taken; a rename would replace what is there.
		await link(temporary, path);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		if (!NO_LINKS.has(codeOf(error))) throw error;
		if (await exists(path)) return false;
		await rename(temporary, path);
		return true;
	}
	await unlink(temporary);
	return true;
}

/** Makes a new name last. Windows cannot open a folder for that, and keeps names in its own journal. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function writeAll(path: string, parts: readonly Uint8Array[]): Promise<void> {
	const handle = await open(path, 'wx');
	try {
		for (const part of parts) {
			for (let at = 0; at < part.length; ) at += (await handle.write(part, at)).bytesWritten;
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * Writes a whole file: to a temporary name beside it, synced, checked by `inspect`, then named. The same bytes under that name are
 * accepted (a retry after a crash).
 *
 * @throws {Fault} `outputExists` when other bytes have that name; `diskFull`, `outputUnwritable`; what `inspect` throws, and then
 * nothing is left behind.
 */
export async function writeNewFile(
	path: string,
	parts: readonly Uint8Array[],
	sha256: string,
	inspect: (temporary: string) => Promise<void>,
): Promise<void> {
	// Without the target's name in it: that may already be as long as names get.
	const temporary = join(dirname(path), `.sohoa-${randomBytes(9).toString('hex')}.part`);
	try {
		await writeAll(temporary, parts);
		await inspect(temporary);
		if (await claimName(temporary, path)) await syncFolder(dirname(path));
		else if ((await sha256OfFile(path)) !== sha256) throw new Fault('outputExists');
	} catch (error) {
		throw toFault(error);
	} finally {
		await rm(temporary, { force: true });
	}
}
