import type { PageWarning, ScannedDocument } from '../domain/index.ts';

/**
 * Some pages of a document as a document: pages and warnings are numbered anew, hash and length stay those of the file.
 *
 * @param pages indices into the whole document, in order. Closing the part closes the whole.
 */
export function documentPart(document: ScannedDocument, pages: readonly number[]): ScannedDocument {
	return {
		...document,
		pageCount: pages.length,
		warnings: document.warnings.flatMap((warning) => renumbered(warning, pages)),
		async page(index, signal) {
			const whole = pages[index];
			if (whole === undefined) throw new RangeError(`No page ${index} of ${pages.length}`);
			return { ...(await document.page(whole, signal)), index };
		},
	};
}

function renumbered(warning: PageWarning, pages: readonly number[]): readonly PageWarning[] {
	if (warning.page === undefined) return [warning];
	const page = pages.indexOf(warning.page);
	return page < 0 ? [] : [{ ...warning, page }];
}
