import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault, isFault } from '../domain/index.ts';
import { detectKind, kindOfName } from './file-kind.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { faultOfSystemError, openSourceFile, refuseCancelled, refuseUnusableName } from './source-file.ts';

/** A file to open, or a path that cannot be gone on with. `folder` is the folder it was found in. */
export type ListedFile =
	| { readonly kind: 'file'; readonly path: string; readonly folder: string }
	| { readonly kind: 'refused'; readonly path: string; readonly fault: Fault };

/** Folders within folders; far more than any office has, far less than a path can hold. */
const MAX_DEPTH = 64;

/** "Trang 2" before "Trang 10"; Vietnamese letters in dictionary order; composed and decomposed names are equal. */
const byName = new Intl.Collator('vi', { numeric: true });

/**
 * Lists the files that `paths` name or hold. Folders are searched through, files before subfolders, in natural order of names.
 * In a folder, hidden entries, links and files that neither by name nor by content are ours are passed over; what a folder
 * or file refuses becomes a `refused` entry, and the rest goes on. A file that is reached twice is listed once.
 *
 * @throws {Fault} `cancelled`.
 */
export async function listFiles(paths: readonly string[], signal?: AbortSignal): Promise<readonly ListedFile[]> {
	const listed: ListedFile[] = [];
	const seen = new Set<string>();
	for (const path of paths) {
		for await (const entry of entriesOf(path, signal)) {
			const key = resolve(entry.path);
			if (seen.has(key)) continue;
			seen.add(key);
			listed.push(entry);
		}
	}
	return listed;
}

async function* entriesOf(path: string, signal: AbortSignal | undefined): AsyncIterable<ListedFile> {
	refuseCancelled(signal);
	try {
		refuseUnusableName(path);
		const stats = await stat(path);
		if (!stats.isDirectory()) {
			yield { kind: 'file', path, folder: resolve(path, '..') };
			return;
		}
	} catch (error) {
		const fault = isFault(error) ? error : faultOfSystemError(error);
		if (fault === undefined) throw error;
		// What exactly is wrong with a file (a dangling link, say) is found when it is opened.
		if (fault.code === 'fileMissing') yield { kind: 'file', path, folder: resolve(path, '..') };
		else yield { kind: 'refused', path, fault };
		return;
	}
	let found = false;
	for await (const entry of walk(path, 0, signal)) {
		found = true;
		yield entry;
	}
	if (!found) yield { kind: 'refused', path, fault: new Fault('folderEmpty') };
}

async function* walk(folder: string, depth: number, signal: AbortSignal | undefined): AsyncIterable<ListedFile> {
	refuseCancelled(signal);
	let entries: Dirent[];
	try {
		entries = await readdir(folder, { withFileTypes: true });
	} catch (error) {
		const fault = faultOfSystemError(error);
		if (fault === undefined) throw error;
		yield { kind: 'refused', path: folder, fault };
		return;
	}
	const shown = entries
		.filter((entry) => !entry.name.startsWith('.'))
		.toSorted((a, b) => byName.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
	for (const entry of shown.filter((each) => each.isFile())) {
		const path = join(folder, entry.name);
		const listed = await lookAt(path, folder);
		if (listed !== undefined) yield listed;
	}
	for (const entry of shown.filter((each) => each.isDirectory())) {
		if (depth < MAX_DEPTH) yield* walk(join(folder, entry.name), depth + 1, signal);
	}
}

/** A file that is ours by name is taken as it is: if its bytes disappoint, a person who put it there wants to hear of it. */
async function lookAt(path: string, folder: string): Promise<ListedFile | undefined> {
	if (kindOfName(path) !== undefined) return { kind: 'file', path, folder };
	try {
		const file = await openSourceFile(path, DEFAULT_LIMITS.maxFileBytes);
		try {
			return (await detectKind(file)) === undefined ? undefined : { kind: 'file', path, folder };
		} finally {
			await file.close();
		}
	} catch (error) {
		if (!isFault(error)) throw error;
		return error.code === 'fileUnreadable' ? { kind: 'refused', path, fault: error } : undefined;
	}
}
