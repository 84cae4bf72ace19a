import type { Components } from './components.ts';
import type { Size } from './frame.ts';

/** Components that look like letters, with what they say about the text; px of the picture they were found in. */
export type TextParts = {
	/** Letters: no specks, no rules, no pictures. */
	readonly letters: readonly number[];
	/** Smaller than letters: tone marks, dots, points, also noise. */
	readonly marks: readonly number[];
	/** Height of the small letters (a, c, e, …), px; 0 when there are too few letters to say. */
	readonly xHeight: number;
};

/** Fewer letters than this say nothing about a page's text. */
export const MIN_LETTERS = 24;

/** Sorts a page's components into letters and marks, and measures its small letters. `dpi` bounds what can be print. */
export function findTextParts(parts: Components, page: Size, dpi: number): TextParts {
	const min = Math.max(4, dpi * 0.03);
	const max = dpi * 0.45;
	const candidates: number[] = [];
	for (let i = 0; i < parts.count; i++) {
		const w = (parts.right[i] as number) - (parts.left[i] as number);
		const h = (parts.bottom[i] as number) - (parts.top[i] as number);
		const onRim =
			parts.left[i] === 0 || parts.top[i] === 0 || parts.right[i] === page.width || parts.bottom[i] === page.height;
		if (onRim || h < min || h > max || w > 12 * h || h > 8 * w) continue;
		candidates.push(i);
	}
	const xHeight = candidates.length < MIN_LETTERS ? 0 : modalHeight(parts, candidates, max);
	if (xHeight === 0) return { letters: candidates, marks: [], xHeight: 0 };
	const letters = candidates.filter((i) => between(heightOf(parts, i), 0.7 * xHeight, 3.2 * xHeight));
	const marks: number[] = [];
	for (let i = 0; i < parts.count; i++) {
		const h = heightOf(parts, i);
		const w = (parts.right[i] as number) - (parts.left[i] as number);
		if (h < 0.7 * xHeight && w < 1.3 * xHeight && (parts.area[i] as number) >= 2) marks.push(i);
	}
	return { letters, marks, xHeight };
}

/** Height of component `i`, px. */
function heightOf(parts: Components, i: number): number {
	return (parts.bottom[i] as number) - (parts.top[i] as number);
}

function between(value: number, low: number, high: number): boolean {
	return value >= low && value <= high;
}

/** The commonest height (the small letters are most of any running text), to a fraction of a px. */
function modalHeight(parts: Components, letters: readonly number[], max: number): number {
	const counts = new Float64Array(Math.ceil(max) + 3);
	for (const i of letters) {
		const h = heightOf(parts, i);
		counts[h] = (counts[h] as number) + 1;
	}
	let best = 1;
	let most = -1;
	for (let h = 1; h < counts.length - 1; h++) {
		const around = (counts[h - 1] as number) / 2 + (counts[h] as number) + (counts[h + 1] as number) / 2;
		if (around > most) {
			most = around;
			best = h;
		}
	}
	const low = counts[best - 1] as number;
	const mid = counts[best] as number;
	const high = counts[best + 1] as number;
	return best + (high - low) / Math.max(1, low + mid + high);
}
