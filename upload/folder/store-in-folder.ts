import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asSha256, Fault, toFaultRecord } from '../../domain/index.ts';
import type { Receipt, StoreResult, Upload } from '../destination.ts';
import { findInFolder, isThere } from './find-in-folder.ts';
import { errorCode } from './folder-errors.ts';
import { MANIFEST, type Manifest, METADATA, type StoredPart } from './manifest.ts';

/** How a folder's name begins while it is being written; the DocCode and a UUID follow. */
const TEMPORARY = '.new-';
/** On a share, a leftover may be another workstation's store under way: it is left alone for far longer than any takes. */
const LEFTOVER_AGE_MS = 24 * 3_600_000;

/** The folder of a repository, and what this process is writing in it. */
export type FolderRoot = { readonly path: string; readonly underWay: Set<string> };

/**
 * Writes everything beside, makes it durable, and gives it its name in one step, which fails when the name is taken: then the
 * same bytes are a store that had succeeded, and others a conflict.
 *
 * @throws {Fault} `cancelled`, `fileLost`; system errors.
 */
export async function storeInFolder(
	root: FolderRoot,
	upload: Upload,
	signal: AbortSignal,
	now: Date,
): Promise<StoreResult> {
	const name = `${TEMPORARY}${upload.docCode}-${randomUUID()}`;
	const temporary = join(root.path, name);
	root.underWay.add(name);
	try {
		await sweepLeftovers(root, upload.docCode, now);
		await mkdir(temporary, { mode: 0o700 });
		const manifest = await writeAll(temporary, upload, signal, now);
		if (await takeName(temporary, join(root.path, upload.docCode))) {
			await syncFolder(root.path);
			return { kind: 'receipt', receipt: receiptOf(manifest, manifest.document.sha256) };
		}
	} finally {
		await rm(temporary, { recursive: true, force: true });
		root.underWay.delete(name);
	}
	const there = await findInFolder(root.path, upload.docCode);
	return there.kind === 'present' && there.receipt.sha256 === upload.document.sha256
		? { kind: 'receipt', receipt: there.receipt }
		: { kind: 'refused', fault: toFaultRecord(new Fault('repositoryConflict')), lasting: true };
}

function receiptOf(manifest: Manifest, sha256: Receipt['sha256']): Receipt {
	const { docCode, document, storedAt } = manifest;
	return {
		reference: `${docCode}/${document.name}`,
		sha256,
		receivedAt: storedAt,
		answer: manifest,
		reconciled: false,
	};
}

/** The files of a document, each synced, and the folder that names them. */
async function writeAll(folder: string, upload: Upload, signal: AbortSignal, now: Date): Promise<Manifest> {
	const { docCode, document, metadata, idempotencyKey } = upload;
	const written = await writeSynced(join(folder, metadata.FileName), piecesOf(document.path), signal);
	if (written.sha256 !== document.sha256) throw new Fault('fileLost', { reason: 'hash' });
	const text = Buffer.from(`${JSON.stringify(metadata, null, '\t')}\n`);
	const manifest: Manifest = {
		format: 'sohoa-repository-1',
		docCode,
		storedAt: now.toISOString(),
		idempotencyKey,
		document: { name: metadata.FileName, ...written },
		metadata: { name: METADATA, ...(await writeSynced(join(folder, METADATA), [text], signal)) },
	};
	await writeSynced(join(folder, MANIFEST), [Buffer.from(`${JSON.stringify(manifest, null, '\t')}\n`)], signal);
	await syncFolder(folder);
	return manifest;
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
	try {
		yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') throw new Fault('fileLost', { reason: 'absent' }, error);
		throw error;
	}
}

async function writeSynced(
	path: string,
	pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	signal: AbortSignal,
): Promise<Omit<StoredPart, 'name'>> {
	const hash = createHash('sha256');
	let byteLength = 0;
	const handle = await open(path, 'wx', 0o600);
	try {
		for await (const piece of pieces) {
			if (signal.aborted) throw new Fault('cancelled');
			hash.update(piece);
			byteLength += piece.length;
			await writeWhole(handle, piece);
		}
		await handle.sync();
	} finally {
		await handle.close();
	}
	return { sha256: asSha256(hash.digest('hex')), byteLength };
}

/** One `write` may take only a part. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length; ) {
		const { bytesWritten } = await handle.write(bytes, at);
		at += bytesWritten;
	}
}

/** Whether the name was free and is ours now. A folder is never renamed over one that holds something, nor over a file or link. */
async function takeName(temporary: string, target: string): Promise<boolean> {
	if (await isThere(target)) return false;
	try {
		await rename(temporary, target);
		return true;
	} catch (error) {
		if (await isThere(target)) return false;
		throw error;
	}
}

/** Takes away what an interrupted store of this DocCode left, and any that is a day old. */
async function sweepLeftovers({ path, underWay }: FolderRoot, docCode: string, now: Date): Promise<void> {
	for (const entry of await readdir(path)) {
		if (!entry.startsWith(TEMPORARY) || underWay.has(entry)) continue;
		const leftover = join(path, entry);
		const ours = entry.startsWith(`${TEMPORARY}${docCode}-`);
		if (ours || (await ageMs(leftover, now)) > LEFTOVER_AGE_MS) await rm(leftover, { recursive: true, force: true });
	}
}

async function ageMs(path: string, now: Date): Promise<number> {
	try {
		return now.getTime() - (await lstat(path)).mtimeMs;
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return 0;
		throw error;
	}
}

/** Makes the names in a folder last. Windows can't open a folder; NTFS keeps its own journal of names. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
