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

/** A file of a paper. `page`: only this page of it (from 0) is the paper's; the others are no business of the outcome's. */
export type PaperFile = { readonly file: StackFile; readonly page?: number };

/** What pages make as a paper: its files in order of their first page, and the clerk's decisions, where there are any. */
export type PaperOfPages = {
	readonly files: readonly PaperFile[];
	/** Of the paper as a whole: the same pages give the same, also when they come as files without a stack. */
	readonly sha256: Sha256;
	/** Pages of the document. */
	readonly pageCount: number;
	/** Absent when the document is the files as they came. */
	readonly plan?: readonly PlannedPage[];
};

/** A page with its place. */
type Placed = { readonly page: StackPage; readonly source: StackPageSource };

/**
 * Describes the paper that pages make. A file of which another page is elsewhere comes page by page, so that no paper keeps what belongs
 * to another.
 *
 * @param bound whether their file keeps its bytes: then nothing is decided about its pages.
 * @throws {Fault} `fileLost` for a page whose file is not known.
 */
export function paperOfPages(
	pages: readonly StackPage[],
	sources: ReadonlyMap<StackPageId, StackPageSource>,
	bound: boolean,
): PaperOfPages {
	const placed = pages.map((page): Placed => {
		const source = sources.get(page.id);
		if (source === undefined) throw new Fault('fileLost', { reason: 'absent' });
		return { page, source };
	});
	const files: PaperFile[] = [];
	const planned = placed.map(({ page, source }): PlannedPage => {
		const cut = isCut(source, placed);
		let file = files.findIndex((known) => known.file.id === source.file.id && (!cut || known.page === source.page));
		if (file < 0) file = files.push({ file: source.file, ...(cut && { page: source.page }) }) - 1;
		const at = cut ? 0 : source.page;
		return { file, page: at, turn: page.turn, blank: page.use === 'blank', note: page.note };
	});
	const whole = isAsTheyCame(files, planned);
	const decided = planned.some((page) => page.turn !== null || page.blank || page.note !== null);
	const plan = bound || (whole && !decided) ? {} : { plan: planned };
	const pageCount = planned.filter((page) => !page.blank).length;
	return { files, sha256: whole ? hashOfFiles(files) : hashOfPages(placed), pageCount, ...plan };
}

/** Whether a page of the same file is not among these. */
function isCut({ file }: StackPageSource, placed: readonly Placed[]): boolean {
	return placed.filter(({ source }) => source.file.id === file.id).length < file.pageCount;
}

/** Whether every page of every file is there, in the order of the files, and none was ever cut. */
function isAsTheyCame(files: readonly PaperFile[], pages: readonly PlannedPage[]): boolean {
	if (files.some(({ file, page }) => page !== undefined || file.cutFrom !== undefined)) return false;
	const order = files.flatMap(({ file: { pageCount } }, file) =>
		Array.from({ length: pageCount }, (_, page) => ({ file, page })),
	);
	return (
		order.length === pages.length &&
		order.every(({ file, page }, at) => pages[at]?.file === file && pages[at]?.page === page)
	);
}

/** As `openOutcomes` names several files. */
function hashOfFiles(files: readonly PaperFile[]): Sha256 {
	const [only] = files;
	if (only !== undefined && files.length === 1) return only.file.sha256;
	return hashOf(files.map(({ file }) => file.sha256).join('\n'));
}

/** Pages that are not whole files: each by the hash and the number that it had in the file it came in first. */
function hashOfPages(placed: readonly Placed[]): Sha256 {
	const name = ({ source: { file, page } }: Placed): string => {
		const { sha256, page: number } = file.cutFrom ?? { sha256: file.sha256, page };
		return `${sha256} ${number}`;
	};
	return hashOf(placed.map(name).join('\n'));
}

function hashOf(text: string): Sha256 {
	return asSha256(createHash('sha256').update(text).digest('hex'));
}
