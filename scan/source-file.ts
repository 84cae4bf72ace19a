import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';
import { asSha256, Fault, type Sha256 } from '../domain/index.ts';
import type { ByteSource } from './byte-source.ts';

/** NAME_MAX of ext4, APFS and NTFS; counted in UTF-8 bytes, which is the strictest of the three. */
const MAX_NAME_BYTES = 255;
const CHUNK_BYTES = 1024 * 1024;

/** A regular file that is open for reading. */
export type SourceFile = ByteSource & {
	readonly path: string;
	readonly mtimeMs: number;
	close(): Promise<void>;
};

/**
 * Opens a regular file for reading; a symbolic link to one is followed.
 *
 * @throws {Fault} `fileNameUnusable`, `fileMissing`, `fileUnreadable`, `fileNotRegular`, `fileEmpty`, `fileTooLarge`.
 */
export async function openSourceFile(path: string, maxBytes: number): Promise<SourceFile> {
	refuseUnusableName(path);
	await refuseIrregular(path);
	const handle = await translated(path, () => open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
	try {
		// The path may have been replaced since it was looked at: what counts is what was opened.
		const stats = await handle.stat();
		if (!stats.isFile()) throw new Fault('fileNotRegular');
		if (stats.size === 0) throw new Fault('fileEmpty');
		if (stats.size > maxBytes) throw new Fault('fileTooLarge', { bytes: stats.size, limit: maxBytes });
		return {
			path,
			size: stats.size,
			mtimeMs: stats.mtimeMs,
			read: (position, length) => readAt(handle, stats.size, position, length),
			close: () => handle.close(),
		};
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/**
 * Opens a file again that has been opened before, to fetch a page.
 *
 * @throws {Fault} as {@link openSourceFile}; `fileUnreadable` with `reason: 'changed'` when it is not the same any more.
 */
export async function reopenSourceFile(before: SourceFile, maxBytes: number): Promise<SourceFile> {
	const file = await openSourceFile(before.path, maxBytes);
	if (file.size === before.size && file.mtimeMs === before.mtimeMs) return file;
	await file.close();
	throw new Fault('fileUnreadable', { reason: 'changed' });
}

/**
 * SHA-256 of the whole file, read in pieces of 1 MiB.
 *
 * @throws {Fault} `cancelled`; `fileUnreadable` when the file shrinks meanwhile or the disk fails.
 */
export async function hashFile(file: SourceFile, signal?: AbortSignal): Promise<Sha256> {
	const hash = createHash('sha256');
	for (let position = 0; position < file.size; ) {
		refuseCancelled(signal);
		const chunk = await file.read(position, CHUNK_BYTES);
		if (chunk.length === 0) throw new Fault('fileUnreadable', { reason: 'changed' });
		hash.update(chunk);
		position += chunk.length;
	}
	return asSha256(hash.digest('hex'));
}

/**
 * All bytes of a file.
 *
 * @throws {Fault} `fileTooLarge` over `maxBytes`; `fileUnreadable` when the file shrinks meanwhile.
 */
export async function readWhole(file: ByteSource, maxBytes: number): Promise<Uint8Array> {
	if (file.size > maxBytes) throw new Fault('fileTooLarge', { bytes: file.size, limit: maxBytes });
	const bytes = await file.read(0, file.size);
	if (bytes.length !== file.size) throw new Fault('fileUnreadable', { reason: 'changed' });
	return bytes;
}

/** @throws {Fault} `cancelled` once `signal` is aborted. */
export function refuseCancelled(signal: AbortSignal | undefined): void {
	if (signal?.aborted === true) throw new Fault('cancelled');
}

/**
 * Refuses names that no file system can hold: with a NUL, or with a part of more than 255 bytes.
 *
 * @throws {Fault} `fileNameUnusable`.
 */
export function refuseUnusableName(path: string): void {
	if (path === '' || path.includes('\0')) throw new Fault('fileNameUnusable', { reason: 'character' });
	const tooLong = path.split(/[/\\]/).some((part) => Buffer.byteLength(part) > MAX_NAME_BYTES);
	if (tooLong) throw new Fault('fileNameUnusable', { reason: 'length', limit: MAX_NAME_BYTES });
}

/** The fault that a system error on a path stands for; `undefined` when it is none that we know. */
export function faultOfSystemError(error: unknown): Fault | undefined {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	switch (code) {
		case 'ENOENT':
		case 'ENOTDIR':
			return new Fault('fileMissing', {}, error);
		case 'EACCES':
		case 'EPERM':
		case 'EBUSY':
		case 'EIO':
			return new Fault('fileUnreadable', { reason: code }, error);
		case 'ELOOP':
		case 'EISDIR':
		case 'ENXIO':
			return new Fault('fileNotRegular', {}, error);
		case 'ENAMETOOLONG':
			return new Fault('fileNameUnusable', { reason: 'length', limit: MAX_NAME_BYTES }, error);
		default:
			return undefined;
	}
}

/** Opening a pipe or a device may block or act, so it is looked at first. */
async function refuseIrregular(path: string): Promise<void> {
	const stats = await translated(path, () => stat(path));
	if (!stats.isFile()) throw new Fault('fileNotRegular');
}

async function translated<T>(path: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const fault = faultOfSystemError(error);
		if (fault?.code === 'fileMissing' && (await isLink(path))) throw new Fault('fileNotRegular', {}, error);
		throw fault ?? error;
	}
}

async function isLink(path: string): Promise<boolean> {
	try {
		return (await lstat(path)).isSymbolicLink();
	} catch {
		return false;
	}
}

async function readAt(handle: FileHandle, size: number, position: number, length: number): Promise<Uint8Array> {
	const wanted = Math.max(0, Math.min(length, size - position));
	const bytes = new Uint8Array(wanted);
	let done = 0;
	try {
		while (done < wanted) {
			const { bytesRead } = await handle.read(bytes, done, wanted - done, position + done);
			if (bytesRead === 0) break;
			done += bytesRead;
		}
	} catch (error) {
		throw faultOfSystemError(error) ?? error;
	}
	return done === wanted ? bytes : bytes.subarray(0, done);
}
