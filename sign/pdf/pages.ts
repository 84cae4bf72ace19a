import type { PdfDocument } from './document.ts';
import { entry, isArray, isDict, isName, isRef, type PdfDict, PdfSyntaxError, type PdfValue } from './values.ts';

/** A page object, with what it inherits from the page tree. */
export type PageObject = {
	readonly index: number;
	readonly number: number;
	readonly dict: PdfDict;
	/** Its own entries, then those of the nodes above it. */
	inherited(key: string): PdfValue | undefined;
};

/** Pages looked at in one document: four times the hostile file of 100,000 pages. */
const MAX_NODES = 400_000;
const MAX_DEPTH = 64;

/** The document's catalog; `undefined` when the trailer leads to none. */
export function catalogOf(pdf: PdfDocument): PdfDict | undefined {
	const root = pdf.get(pdf.trailer, 'Root');
	return isDict(root) ? root : undefined;
}

/** The pages in order, from the page tree. A node that is there twice counts once; what is no page is left out. */
export function* pagesOf(pdf: PdfDocument): Generator<PageObject> {
	const catalog = catalogOf(pdf);
	if (catalog === undefined) return;
	const seen = new Set<number>();
	let index = 0;

	function* walk(value: PdfValue | undefined, above: readonly PdfDict[]): Generator<PageObject> {
		if (!isRef(value) || seen.has(value.number) || seen.size >= MAX_NODES || above.length > MAX_DEPTH) return;
		seen.add(value.number);
		const dict = pdf.resolve(value);
		if (!isDict(dict)) return;
		const chain = [dict, ...above];
		const kids = pdf.get(dict, 'Kids');
		if (isArray(kids) && !isName(pdf.get(dict, 'Type'), 'Page')) {
			for (const kid of kids.items) yield* walk(kid, chain);
			return;
		}
		const inherited = (key: string) => chain.map((node) => pdf.get(node, key)).find((found) => found != null);
		yield { index: index++, number: value.number, dict, inherited };
	}
	yield* walk(entry(catalog, 'Pages'), []);
}

/**
 * The first page.
 *
 * @throws {PdfSyntaxError} when there is none.
 */
export function firstPage(pdf: PdfDocument): PageObject {
	for (const page of pagesOf(pdf)) return page;
	throw new PdfSyntaxError('No page');
}
