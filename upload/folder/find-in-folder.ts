import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { asSha256, Fault, type Sha256 } from '../../domain/index.ts';
import type { Presence } from '../destination.ts';
import { errorCode } from './folder-errors.ts';
import { MANIFEST, type Manifest, parseManifest } from './manifest.ts';

/** A manifest of ours has less than 1 KB. */
const MAX_MANIFEST_BYTES = 16 * 1024;

/**
 * What lies under a DocCode. The document is hashed anew: the manifest only says which file it is.
 *
 * @throws {Fault} `repositoryUnreachable` when the repository's own path is a file or a link; system errors.
 */
export async function findInFolder(root: string, docCode: string): Promise<Presence> {
	const folder = join(root, docCode);
	if (!(await isRealFolder(folder))) {
		if (await isThere(folder)) return { kind: 'foreign' };
		if ((await isThere(root)) && !(await isRealFolder(root))) {
			throw new Fault('repositoryUnreachable', { reason: 'ENOTDIR' });
		}
		return { kind: 'absent', plainly: true };
	}
	const manifest = await readManifest(join(folder, MANIFEST));
	if (manifest === undefined || manifest.docCode !== docCode) return { kind: 'foreign' };
	const sha256 = await hashNoFollow(join(folder, manifest.document.name));
	if (sha256 === undefined) return { kind: 'foreign' };
	return {
		kind: 'present',
		receipt: {
			reference: `${docCode}/${manifest.document.name}`,
			sha256,
			receivedAt: manifest.storedAt,
			answer: manifest,
			reconciled: true,
		},
	};
}

/** Whether a path is a folder itself, not a link to one. */
export async function isRealFolder(path: string): Promise<boolean> {
	try {
		return (await lstat(path)).isDirectory();
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
		throw error;
	}
}

/** Whether there is anything under a path, be it a dangling link. */
export async function isThere(path: string): Promise<boolean> {
	try {
		await lstat(path);
		return true;
	} catch (error) {
		if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
		throw error;
	}
}

/** Opens a file that is one itself. `undefined`: it is not there, a link, or something else. */
async function openNoFollow(path: string): Promise<FileHandle | undefined> {
	try {
		const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		if ((await handle.stat()).isFile()) return handle;
		await handle.close();
		return undefined;
	} catch (error) {
		if (['ENOENT', 'ELOOP', 'EMLINK', 'EISDIR', 'ENXIO'].includes(errorCode(error) ?? '')) return undefined;
		throw error;
	}
}

async function readManifest(path: string): Promise<Manifest | undefined> {
	const handle = await openNoFollow(path);
	if (handle === undefined) return undefined;
	try {
		const { size } = await handle.stat();
		return size > MAX_MANIFEST_BYTES ? undefined : parseManifest(await handle.readFile('utf8'));
	} finally {
		await handle.close();
	}
}

async function hashNoFollow(path: string): Promise<Sha256 | undefined> {
	const handle = await openNoFollow(path);
	if (handle === undefined) return undefined;
	try {
		const hash = createHash('sha256');
		for await (const piece of handle.createReadStream({ autoClose: false }) as AsyncIterable<Uint8Array>) {
			hash.update(piece);
		}
		return asSha256(hash.digest('hex'));
	} finally {
		await handle.close();
	}
}
