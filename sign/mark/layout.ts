import type { BoxMm } from '../pdf/page-space.ts';
import type { MarkFont } from './mark-font.ts';

/** A mark set in lines and placed on the page. */
export type Layout = { readonly lines: readonly string[]; readonly sizePt: number; readonly box: BoxMm };

/** What is to be set where: `side` is the corner at the top; the box keeps clear of `obstacles`. Page size and boxes in mm. */
export type LayoutTask = {
	readonly lines: readonly string[];
	readonly side: 'left' | 'right';
	readonly sizePt: number;
	readonly pageMm: readonly [width: number, height: number];
	readonly obstacles: readonly BoxMm[];
};

const MM_PER_PT = 25.4 / 72;
/** NĐ 30/2020 PL I, diagram, box 14: 6.5 mm from the top, ends 9 mm from the side of A4 (measured from the annex). */
const TOP_MM = 6.5;
const SIDE_MM = 9;
/** White between a mark and what it keeps clear of. */
const GAP_MM = 1.5;
/** Lines from baseline to baseline, of the size. */
const LEADING = 1.15;
/** Down to this share of the page a mark still counts as at the top. */
const TOP_SHARE = 1 / 3;
/** Only where nothing else fits (a card, a label) is a mark set smaller than asked. */
const SHRINK = [1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1];

/** Breaks a word that is wider than a line anywhere. */
function* pieces(word: string, fits: (text: string) => boolean): Generator<string> {
	let piece = '';
	for (const letter of word) {
		if (piece !== '' && !fits(piece + letter)) {
			yield piece;
			piece = '';
		}
		piece += letter;
	}
	yield piece;
}

/** Sets text in as few lines as `width` (in sizes) allows. */
export function wrap(text: string, width: number, widthOf: (text: string) => number): readonly string[] {
	const fits = (line: string) => widthOf(line) <= width;
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		for (const piece of pieces(word, fits)) {
			const longer = line === '' ? piece : `${line} ${piece}`;
			if (fits(longer) || line === '') line = longer;
			else {
				lines.push(line);
				line = piece;
			}
		}
	}
	return [...lines, line];
}

function overlaps(box: BoxMm, obstacle: BoxMm): boolean {
	const [x, y, w, h] = obstacle;
	const [left, top, width, height] = box;
	return left < x + w + GAP_MM && left + width > x - GAP_MM && top < y + h + GAP_MM && top + height > y - GAP_MM;
}

/** The size of lines at `sizePt`, mm. */
function sizeOf(lines: readonly string[], sizePt: number, font: MarkFont): readonly [number, number] {
	const widest = Math.max(...lines.map((line) => font.widthOf(line)));
	const height = font.ascent + font.descent + (lines.length - 1) * LEADING;
	return [widest * sizePt * MM_PER_PT, height * sizePt * MM_PER_PT];
}

type Setting = { readonly lines: readonly string[]; readonly size: readonly [number, number] };

/** A text in two lines, at each of its semicolons. */
function halves(text: string): readonly (readonly string[])[] {
	const parts = text.split('; ');
	return parts.slice(1).map((_, i) => [`${parts.slice(0, i + 1).join('; ')};`, parts.slice(i + 1).join('; ')]);
}

/** The ways to set the lines: fewer lines first, then those that break after a semicolon, then the narrower. */
function settings(task: LayoutTask, sizePt: number, inset: number, font: MarkFont): readonly Setting[] {
	const full = task.pageMm[0] - 2 * inset;
	const [first = '', ...more] = task.lines;
	const ways = more.length === 0 ? [...halves(first)] : [];
	for (let share = 20; share >= 4; share--) {
		const width = (full * share) / 20 / (sizePt * MM_PER_PT);
		ways.push(task.lines.flatMap((line) => wrap(line, width, font.widthOf)));
	}
	const cut = (lines: readonly string[]) => lines.slice(0, -1).filter((line) => !line.endsWith(';')).length;
	return ways
		.map((lines): Setting => ({ lines, size: sizeOf(lines, sizePt, font) }))
		.toSorted((a, b) => a.lines.length - b.lines.length || cut(a.lines) - cut(b.lines) || a.size[0] - b.size[0]);
}

/** Left edges to try for a box: the corner, then right beside (on the right side: left beside) each obstacle, in its own half. */
function leftEdges(task: LayoutTask, width: number, inset: number): readonly number[] {
	const [pageWidth] = task.pageMm;
	const corner = task.side === 'left' ? inset : pageWidth - inset - width;
	const beside = task.obstacles.map(([x, , w]) =>
		task.side === 'left' ? x + w + 1.01 * GAP_MM : x - width - 1.01 * GAP_MM,
	);
	const inHalf = (x: number) =>
		task.side === 'left'
			? x >= inset && x + width / 2 <= pageWidth / 2
			: x + width / 2 >= pageWidth / 2 && x + width <= pageWidth - inset;
	const sorted = beside.filter(inHalf).toSorted((a, b) => (task.side === 'left' ? a - b : b - a));
	return [corner, ...sorted];
}

function findPlace(task: LayoutTask, sizePt: number, share: number, font: MarkFont): Layout | undefined {
	const [pageWidth, pageHeight] = task.pageMm;
	const inset = Math.min(SIDE_MM, pageWidth / 12);
	const top = Math.min(TOP_MM, pageHeight / 12);
	const ways = settings(task, sizePt, inset, font);
	for (let y = top; y < pageHeight * share; y += 1) {
		for (const { lines, size } of ways) {
			const [width, height] = size;
			if (width > pageWidth - 2 * inset || y + height > pageHeight * share - (share === 1 ? top / 2 : 0)) continue;
			for (const x of leftEdges(task, width, inset)) {
				const box: BoxMm = [x, y, width, height];
				if (!task.obstacles.some((obstacle) => overlaps(box, obstacle))) return { lines, sizePt, box };
			}
		}
	}
	return undefined;
}

/**
 * Sets a mark and finds its place: in the corner, else beside what is there, else below it; in more lines before further down, and
 * smaller only where nothing else fits. Never over an obstacle; `undefined` when the whole page is one.
 */
export function layOut(task: LayoutTask, font: MarkFont): Layout | undefined {
	for (const share of [TOP_SHARE, 1]) {
		for (const factor of SHRINK) {
			const found = findPlace(task, task.sizePt * factor, share, font);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/** Baselines of a layout's lines: mm from the box's left and top edge. */
export function baselines(
	layout: Layout,
	side: 'left' | 'right',
	font: MarkFont,
): readonly { readonly x: number; readonly y: number }[] {
	const mm = layout.sizePt * MM_PER_PT;
	return layout.lines.map((line, i) => ({
		x: side === 'left' ? 0 : layout.box[2] - font.widthOf(line) * mm,
		y: (font.ascent + i * LEADING) * mm,
	}));
}

/** In which corner of the page a displayed box counts as being: the top third, left or right half by its middle. */
export function cornerOf([x, y, width, height]: BoxMm, [pageWidth, pageHeight]: readonly [number, number]) {
	if (y + height / 2 > pageHeight * TOP_SHARE) return 'elsewhere';
	return x + width / 2 < pageWidth / 2 ? 'topLeft' : 'topRight';
}
