import { createHash } from 'node:crypto';
import type { StackFile, StackPageSource } from '../../db/index.ts';
import {
	asSha256,
	Fault,
	type PlannedPage,
	type Sha256,
	type StackPage,
	type StackPageId,
} from '../../domain/index.ts';

/** What pages make as a paper: its files in order of their first page, and the clerk's decisions, where there are any. */
export type PaperOfPages = {
	readonly files: readonly StackFile[];
	/** Of the paper as a whole: the same pages give the same, also when they come as files without a stack. */
	readonly sha256: Sha256;
	/** Pages of the document. */
	readonly pageCount: number;
	/** Absent when the document is the files as they came. */
	readonly plan?: readonly PlannedPage[];
};

/**
 * Describes the paper that pages make.
 *
 * @param bound whether their file keeps its bytes: then nothing is decided about its pages.
 * @throws {Fault} `fileLost` for a page whose file is not known.
 */
export function paperOfPages(
	pages: readonly StackPage[],
	sources: ReadonlyMap<StackPageId, StackPageSource>,
	bound: boolean,
): PaperOfPages {
	const files: StackFile[] = [];
	const planned = pages.map((page): PlannedPage => {
		const source = sources.get(page.id);
		if (source === undefined) throw new Fault('fileLost', { reason: 'absent' });
		let file = files.findIndex((known) => known.id === source.file.id);
		if (file < 0) file = files.push(source.file) - 1;
		return { file, page: source.page, turn: page.turn, blank: page.use === 'blank', note: page.note };
	});
	const whole = isAsTheyCame(files, planned);
	const decided = planned.some((page) => page.turn !== null || page.blank || page.note !== null);
	const plan = bound || (whole && !decided) ? {} : { plan: planned };
	const pageCount = planned.filter((page) => !page.blank).length;
	return { files, sha256: whole ? hashOfFiles(files) : hashOfPages(files, planned), pageCount, ...plan };
}

/** Whether every page of every file is there, in the order of the files. */
function isAsTheyCame(files: readonly StackFile[], pages: readonly PlannedPage[]): boolean {
	const order = files.flatMap(({ pageCount }, file) =>
		Array.from({ length: pageCount }, (_, page) => ({ file, page })),
	);
	return (
		order.length === pages.length &&
		order.every(({ file, page }, at) => pages[at]?.file === file && pages[at]?.page === page)
	);
}

/** As `openOutcomes` names several files. */
function hashOfFiles(files: readonly StackFile[]): Sha256 {
	const [only] = files;
	if (only !== undefined && files.length === 1) return only.sha256;
	return hashOf(files.map((file) => file.sha256).join('\n'));
}

/** Pages that are not whole files: each by its file's hash and its number. */
function hashOfPages(files: readonly StackFile[], pages: readonly PlannedPage[]): Sha256 {
	return hashOf(pages.map((page) => `${files[page.file]?.sha256 ?? ''} ${page.page}`).join('\n'));
}

function hashOf(text: string): Sha256 {
	return asSha256(createHash('sha256').update(text).digest('hex'));
}
