import type { MarkPlace } from '../../domain/signature-report.ts';
import { cornerOf } from '../mark/layout.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { asRect, pageSpace } from '../pdf/page-space.ts';
import { pagesOf } from '../pdf/pages.ts';
import { refsIn, type SignatureField } from '../pdf/signature-fields.ts';

/** Bits of a hidden annotation: Hidden, NoView (ISO 32000-2, 12.5.3). */
const HIDDEN = 0x22;

/** Where the marks of these fields are, by field; a field that shows nothing has none. */
export function markPlaces(
	pdf: PdfDocument,
	fields: readonly SignatureField[],
): ReadonlyMap<SignatureField, MarkPlace> {
	const wanted = new Map<
		number,
		{ readonly field: SignatureField; readonly rect: NonNullable<ReturnType<typeof asRect>> }
	>();
	for (const field of fields) {
		for (const { number, dict } of field.widgets) {
			const rect = asRect(pdf, pdf.get(dict, 'Rect'));
			const flags = pdf.get(dict, 'F');
			const hidden = typeof flags === 'number' && (flags & HIDDEN) !== 0;
			if (rect !== undefined && !hidden && dict.entries.has('AP')) wanted.set(number, { field, rect });
		}
	}
	const found = new Map<SignatureField, MarkPlace>();
	if (wanted.size === 0) return found;
	for (const page of pagesOf(pdf)) {
		for (const { number } of refsIn(pdf.get(page.dict, 'Annots'))) {
			const mark = wanted.get(number);
			if (mark === undefined || found.has(mark.field)) continue;
			const space = pageSpace(pdf, page);
			const boxMm = space.toDisplayed(mark.rect);
			found.set(mark.field, { page: page.index, boxMm, corner: cornerOf(boxMm, [space.widthMm, space.heightMm]) });
		}
		if (found.size === wanted.size) break;
	}
	return found;
}
