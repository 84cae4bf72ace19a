import { assertNever, type Fault, isFault, type ScannedDocument } from '../domain/index.ts';
import { safeBaseName, safeFolderName } from './base-name.ts';
import { documentPart } from './document-part.ts';
import type { OpenOptions } from './limits.ts';
import { type ListedFile, listFiles } from './list-files.ts';
import { openSource } from './open-source.ts';
import { isSeparatorPage } from './separator.ts';

/** What becomes one outcome: each file, all files of a folder, or the pages between separator sheets. */
export type Grouping = 'file' | 'folder' | 'separator';

/** A file of a group; `pages` when only some of its pages (from 0, in order) belong to the group. */
export type InputPart = { readonly path: string; readonly pages?: readonly number[] };

/** Inputs that make one outcome, or a path that cannot be gone on with. */
export type InputGroup =
	| {
			readonly kind: 'inputs';
			/** A safe base name for outputs; two groups may have the same. */
			readonly name: string;
			/** The file, or the folder of several, as a person would name it. */
			readonly source: string;
			readonly parts: readonly InputPart[];
	  }
	| { readonly kind: 'refused'; readonly source: string; readonly fault: Fault };

export type ListOptions = OpenOptions & { readonly group: Grouping };

type InputFile = Extract<ListedFile, { kind: 'file' }>;

/**
 * Finds what is to be digitized. Nothing is opened for `file` and `folder`; for `separator` every page is looked at.
 *
 * - `file`: each file is one outcome.
 * - `folder`: the files that lie in one folder are one outcome, named after it; subfolders are outcomes of their own.
 * - `separator`: pages run on over the files in order; a separator sheet ends an outcome and is left out. An outcome is named
 *   after the file it begins in. A PDF that keeps its bytes cannot be cut: it is an outcome of its own.
 *
 * @returns in the order of the inputs; faults of single paths are entries, and the others go on.
 * @throws {Fault} `cancelled`.
 */
export async function listInputs(paths: readonly string[], options: ListOptions): Promise<readonly InputGroup[]> {
	const listed = await listFiles(paths, options.signal);
	switch (options.group) {
		case 'file':
			return listed.map((entry) => (entry.kind === 'file' ? fileGroup(entry) : refusal(entry.path, entry.fault)));
		case 'folder':
			return folderGroups(listed);
		case 'separator':
			return separatedGroups(listed, options);
		default:
			return assertNever(options.group);
	}
}

/**
 * Opens the documents of a group one after the other; each is closed when the next is asked for, and at the end.
 *
 * @throws {Fault} of the first document that cannot be opened: an outcome with a missing part is no outcome.
 */
export async function* openGroup(
	group: Extract<InputGroup, { kind: 'inputs' }>,
	options?: OpenOptions,
): AsyncGenerator<ScannedDocument, void, undefined> {
	for (const part of group.parts) {
		const document = await openSource(part.path, options);
		try {
			yield part.pages === undefined ? document : documentPart(document, part.pages);
		} finally {
			await document.close();
		}
	}
}

function fileGroup(file: InputFile): InputGroup {
	return { kind: 'inputs', name: safeBaseName(file.path), source: file.path, parts: [{ path: file.path }] };
}

function refusal(source: string, fault: Fault): InputGroup {
	return { kind: 'refused', source, fault };
}

function folderGroups(listed: readonly ListedFile[]): readonly InputGroup[] {
	const groups: InputGroup[] = [];
	const folders = new Map<string, InputPart[]>();
	for (const entry of listed) {
		if (entry.kind === 'refused') {
			groups.push(refusal(entry.path, entry.fault));
			continue;
		}
		const known = folders.get(entry.folder);
		if (known !== undefined) {
			known.push({ path: entry.path });
			continue;
		}
		const parts: InputPart[] = [{ path: entry.path }];
		folders.set(entry.folder, parts);
		groups.push({ kind: 'inputs', name: safeFolderName(entry.folder), source: entry.folder, parts });
	}
	return groups;
}

async function separatedGroups(listed: readonly ListedFile[], options: OpenOptions): Promise<readonly InputGroup[]> {
	const groups: InputGroup[] = [];
	let parts: InputPart[] = [];
	const finish = (): void => {
		const [first] = parts;
		if (first !== undefined) {
			groups.push({ kind: 'inputs', name: safeBaseName(first.path), source: first.path, parts });
		}
		parts = [];
	};
	for (const entry of listed) {
		if (entry.kind === 'refused') {
			groups.push(refusal(entry.path, entry.fault));
			continue;
		}
		try {
			const cuts = await cutAtSeparators(entry.path, options);
			if (cuts === 'whole') {
				finish();
				groups.push(fileGroup(entry));
				continue;
			}
			for (const [i, pages] of cuts.entries()) {
				if (i > 0) finish();
				if (pages.length > 0) parts.push({ path: entry.path, pages });
			}
		} catch (error) {
			if (!isFault(error) || error.code === 'cancelled') throw error;
			groups.push(refusal(entry.path, error));
		}
	}
	finish();
	return groups;
}

/** Runs of pages between separator sheets (the first runs on from the file before); `whole` for a PDF that keeps its bytes. */
async function cutAtSeparators(path: string, options: OpenOptions): Promise<'whole' | readonly (readonly number[])[]> {
	const document = await openSource(path, options);
	try {
		if (document.conformance === 'originalKept') return 'whole';
		const runs: number[][] = [[]];
		for (let index = 0; index < document.pageCount; index++) {
			if (await isSeparator(document, index, options.signal)) runs.push([]);
			else runs.at(-1)?.push(index);
		}
		return runs;
	} finally {
		await document.close();
	}
}

/** A page that cannot be read stays where it is: its fault is told when the outcome is made. */
async function isSeparator(
	document: ScannedDocument,
	index: number,
	signal: AbortSignal | undefined,
): Promise<boolean> {
	try {
		const page = await document.page(index, signal);
		return page.kind === 'picture' && (await isSeparatorPage(page.picture));
	} catch (error) {
		if (!isFault(error) || error.code === 'cancelled') throw error;
		return false;
	}
}
