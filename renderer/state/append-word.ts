import type { WordView } from '../../contract/index.ts';
import type { Box } from '../../domain/geometry.ts';

/** What stands in a field's box and is not kept yet; `place`: of the words on the page that it was taken from. */
export type Draft = { readonly text: string; readonly place?: { readonly page: number; readonly box: Box } };

/** What clicking a word makes of a field's box: the first word replaces what stood there, further ones of that page follow it. */
export function appendWord(before: Draft | undefined, { text, box }: WordView, page: number): Draft {
	const word = text.replace(/^[“”"(]+|[,;:.“”")]+$/g, '');
	if (before?.place?.page !== page) return { text: word, place: { page, box } };
	const [x, y, width, height] = before.place.box;
	const [left, top] = [Math.min(x, box[0]), Math.min(y, box[1])];
	const right = Math.max(x + width, box[0] + box[2]);
	const bottom = Math.max(y + height, box[1] + box[3]);
	return { text: `${before.text} ${word}`, place: { page, box: [left, top, right - left, bottom - top] } };
}
