/** Where a pattern was found: offsets into the text, `end` exclusive, and how many letters differ. */
export type Match = { readonly start: number; readonly end: number; readonly edits: number };

/** Patterns and windows are short; a longer text is cut, so that the cost stays bounded. */
const MAX_TEXT = 2000;

/** Letters that differ between two short texts (Levenshtein), or `limit + 1` when more than `limit` do. */
export function distance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		if (Math.min(...next) > limit) return limit + 1;
		row = next;
	}
	return Math.min(row[b.length] ?? 0, limit + 1);
}

type Cell = { edits: number; start: number };

/**
 * The best place of `pattern` in `text` with at most `maxEdits` letters different (Sellers' algorithm: length × pattern steps);
 * the first one of equals. Both folded.
 */
export function approxFind(text: string, pattern: string, maxEdits: number): Match | undefined {
	const exact = text.indexOf(pattern);
	if (exact >= 0) return { start: exact, end: exact + pattern.length, edits: 0 };
	if (maxEdits === 0 || pattern.length <= maxEdits) return undefined;
	const size = Math.min(text.length, MAX_TEXT);
	let column: Cell[] = Array.from({ length: pattern.length + 1 }, (_, i) => ({ edits: i, start: 0 }));
	let best: Match | undefined;
	for (let j = 1; j <= size; j += 1) {
		const next: Cell[] = [{ edits: 0, start: j }];
		for (let i = 1; i <= pattern.length; i += 1) {
			next.push(cheapest(column[i - 1], column[i], next[i - 1], pattern[i - 1] === text[j - 1]));
		}
		const last = next[pattern.length];
		if (last !== undefined && last.edits <= (best === undefined ? maxEdits : best.edits - 1)) {
			best = { start: last.start, end: j, edits: last.edits };
		}
		column = next;
	}
	return best;
}

function cheapest(diagonal: Cell | undefined, above: Cell | undefined, before: Cell | undefined, same: boolean): Cell {
	const none = { edits: Number.POSITIVE_INFINITY, start: 0 };
	const change = diagonal ?? none;
	let cell = { edits: change.edits + (same ? 0 : 1), start: change.start };
	if ((above ?? none).edits + 1 < cell.edits) cell = { edits: (above ?? none).edits + 1, start: (above ?? none).start };
	if ((before ?? none).edits + 1 < cell.edits)
		cell = { edits: (before ?? none).edits + 1, start: (before ?? none).start };
	return cell;
}

/** Only letters and digits of a folded text: titles are compared so, since OCR loses or adds spaces in spaced capitals. */
export function compact(folded: string): string {
	return folded.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Edits forgiven in a keyword: one in ten letters and two at most, none below six. */
export function editsFor(pattern: string): number {
	return pattern.length < 6 ? 0 : Math.min(2, Math.max(1, Math.floor(pattern.length / 10)));
}

/** Share of a text's letters that are capitals, 0-1; 0 without letters. */
export function capitalShare(text: string): number {
	const letters = text.match(/\p{L}/gu)?.length ?? 0;
	return letters === 0 ? 0 : (text.match(/\p{Lu}/gu)?.length ?? 0) / letters;
}
