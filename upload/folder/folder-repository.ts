import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Clock, Fault, toFaultRecord } from '../../domain/index.ts';
import type { Destination, Presence, StoreControl, StoreResult, Upload } from '../destination.ts';
import { checkedDocCode } from '../document/doc-code.ts';
import { findInFolder, isRealFolder } from './find-in-folder.ts';
import { errorCode, folderFault } from './folder-errors.ts';
import { type FolderRoot, storeInFolder } from './store-in-folder.ts';

export type FolderRepositoryOptions = {
	/** Absolute. It is made when it is not there and its parent is. */
	readonly folder: string;
	readonly clock?: Clock | undefined;
};

/**
 * A repository that is a folder: the embedded default, or a share. One folder a DocCode, holding the PDF (named by CV 7197),
 * `metadata.json` and `manifest.json` (hashes and lengths). It appears whole or not at all, and nothing in it is ever changed.
 * Links are not followed, but for those on the way to the repository's own folder.
 */
export function folderRepository({ folder, clock }: FolderRepositoryOptions): Destination {
	const root: FolderRoot = { path: resolve(folder), underWay: new Set() };
	return {
		kind: 'folder',
		settleMs: 0,
		find: async (docCode, signal) => find(root, checkedDocCode(docCode), signal),
		async store(upload, control) {
			checkedDocCode(upload.docCode);
			if (control.signal.aborted) throw new Fault('cancelled');
			await control.beforeSend();
			return store(root, upload, control, clock?.now() ?? new Date());
		},
	};
}

async function find(root: FolderRoot, docCode: string, signal: AbortSignal): Promise<Presence> {
	if (signal.aborted) throw new Fault('cancelled');
	try {
		return await findInFolder(root.path, docCode);
	} catch (error) {
		const fault = folderFault(error);
		if (fault === undefined) throw error;
		return { kind: 'unknown', fault: toFaultRecord(fault), lasting: fault.code === 'repositoryRefused' };
	}
}

async function store(root: FolderRoot, upload: Upload, { signal }: StoreControl, now: Date): Promise<StoreResult> {
	try {
		await makeRoot(root.path);
		return await storeInFolder(root, upload, signal, now);
	} catch (error) {
		const fault = folderFault(error);
		if (fault === undefined || OURS.has(fault.code)) throw fault ?? error;
		// A share that went away in the last step may have done it.
		if (fault.code === 'repositoryUnreachable') return { kind: 'unsure', fault: toFaultRecord(fault) };
		return { kind: 'refused', fault: toFaultRecord(fault), lasting: true };
	}
}

/** Faults of this side. */
const OURS: ReadonlySet<Fault['code']> = new Set(['cancelled', 'fileLost']);

async function makeRoot(path: string): Promise<void> {
	try {
		await mkdir(path, { mode: 0o700 });
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') throw error;
		if (!(await isRealFolder(path))) throw new Fault('repositoryUnreachable', { reason: 'ENOTDIR' });
	}
}
