import type { PdfDocument } from './document.ts';
import type { PageObject } from './pages.ts';
import { isArray, type PdfValue } from './values.ts';

/** `[left, bottom, right, top]` in a page's user space. */
export type Rect = readonly [left: number, bottom: number, right: number, top: number];
/** `[x, y, width, height]`, mm from the top-left corner of the page as it is displayed. */
export type BoxMm = readonly [x: number, y: number, width: number, height: number];
/** How far a page is turned clockwise for display. */
export type Turn = 0 | 90 | 180 | 270;

/** How a page's user space lies on the page as it is displayed. */
export type PageSpace = {
	readonly widthMm: number;
	readonly heightMm: number;
	readonly turn: Turn;
	/** Units of user space in one mm. */
	readonly unitsPerMm: number;
	/** The displayed box in user space. */
	toUser(box: BoxMm): Rect;
	/** The user-space rectangle as displayed. */
	toDisplayed(rect: Rect): BoxMm;
};

/** US Letter, which viewers take where a page has no box (ISO 32000-2, 7.7.3.3 demands one). */
const FALLBACK: Rect = [0, 0, 612, 792];
const UNITS_PER_MM = 72 / 25.4;

/** Four numbers as a rectangle with its corners in order; `undefined` when they are none, or enclose nothing. */
export function asRect(pdf: PdfDocument, value: PdfValue | undefined): Rect | undefined {
	if (!isArray(value) || value.items.length !== 4) return undefined;
	const [a, b, c, d] = value.items.map((item) => pdf.resolve(item));
	if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number' || typeof d !== 'number')
		return undefined;
	const rect: Rect = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
	return rect[2] > rect[0] && rect[3] > rect[1] ? rect : undefined;
}

function visibleBox(pdf: PdfDocument, page: PageObject): Rect {
	const media = asRect(pdf, page.inherited('MediaBox')) ?? FALLBACK;
	const crop = asRect(pdf, page.inherited('CropBox'));
	if (crop === undefined) return media;
	const cut: Rect = [
		Math.max(media[0], crop[0]),
		Math.max(media[1], crop[1]),
		Math.min(media[2], crop[2]),
		Math.min(media[3], crop[3]),
	];
	return cut[2] > cut[0] && cut[3] > cut[1] ? cut : media;
}

function turnOf(value: PdfValue | undefined): Turn {
	const degrees = typeof value === 'number' ? ((Math.round(value / 90) % 4) + 4) % 4 : 0;
	return ([0, 90, 180, 270] as const)[degrees] ?? 0;
}

/** A displayed point as a point of user space: `right` and `down` are units from the displayed top-left corner. */
function pointInUser([x0, y0, x1, y1]: Rect, turn: Turn, right: number, down: number): readonly [number, number] {
	switch (turn) {
		case 0:
			return [x0 + right, y1 - down];
		case 90:
			return [x0 + down, y0 + right];
		case 180:
			return [x1 - right, y0 + down];
		case 270:
			return [x1 - down, y1 - right];
	}
}

/** The way back: units right and down from the displayed top-left corner. */
function pointOnDisplay([x0, y0, x1, y1]: Rect, turn: Turn, x: number, y: number): readonly [number, number] {
	switch (turn) {
		case 0:
			return [x - x0, y1 - y];
		case 90:
			return [y - y0, x - x0];
		case 180:
			return [x1 - x, y - y0];
		case 270:
			return [y1 - y, x1 - x];
	}
}

/** How this page lies when it is displayed: /CropBox within /MediaBox, turned by /Rotate, scaled by /UserUnit. */
export function pageSpace(pdf: PdfDocument, page: PageObject): PageSpace {
	const box = visibleBox(pdf, page);
	const turn = turnOf(page.inherited('Rotate'));
	const userUnit = pdf.get(page.dict, 'UserUnit');
	const unitsPerMm = UNITS_PER_MM / (typeof userUnit === 'number' && userUnit > 0 ? userUnit : 1);
	const [wide, high] = [(box[2] - box[0]) / unitsPerMm, (box[3] - box[1]) / unitsPerMm];
	const turned = turn === 90 || turn === 270;
	return {
		widthMm: turned ? high : wide,
		heightMm: turned ? wide : high,
		turn,
		unitsPerMm,
		toUser([x, y, width, height]) {
			const [ax, ay] = pointInUser(box, turn, x * unitsPerMm, y * unitsPerMm);
			const [bx, by] = pointInUser(box, turn, (x + width) * unitsPerMm, (y + height) * unitsPerMm);
			return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
		},
		toDisplayed([left, bottom, right, top]) {
			const [ax, ay] = pointOnDisplay(box, turn, left, bottom);
			const [bx, by] = pointOnDisplay(box, turn, right, top);
			const [x, y] = [Math.min(ax, bx) / unitsPerMm, Math.min(ay, by) / unitsPerMm];
			return [x, y, Math.abs(bx - ax) / unitsPerMm, Math.abs(by - ay) / unitsPerMm];
		},
	};
}
