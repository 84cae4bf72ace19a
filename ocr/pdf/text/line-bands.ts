import type { Box } from '../../../domain/geometry.ts';

/** Top and bottom of a word's text, frame px, y downwards. */
export type Band = { readonly top: number; readonly bottom: number };

/**
 * Share of a line's words whose tops (and bottoms) may stick out of its band: brackets, strokes of a seal. Tesseract's own line
 * boxes take those in: on a scanned decree one made 13-pt text 22 pt high, and PDF.js joined that line to the next one
 * (measured 2026-11-23).
 */
const STICKING_OUT = 0.15;
/** How far the band may reach beyond the middle top and bottom of the words, middle word heights: tone marks, descenders. */
const REACH = 0.4;
/** Fewer words than this say too little about a slope. */
const SLOPE_WORDS = 5;
/** A slope is believed when it makes the line's band at least a tenth lower. */
const SLOPE_GAIN = 0.9;
/** A word and its line's band share at least this part of the lower one of the two; else the word keeps its own band. */
const SHARED = 0.5;

/**
 * The band that each word of a line is written in: one height for the whole line, so that readers see one line of one font size
 * (poppler and PDF.js split lines where the size changes), following the line's slope where it has one. A word that lies
 * elsewhere keeps the band of its own box.
 *
 * @param words boxes of the line's words, frame px.
 */
export function bandsOf(words: readonly Box[]): readonly Band[] {
	const level = commonBand(words, 0);
	const slope = words.length >= SLOPE_WORDS ? slopeOf(words) : 0;
	const along = commonBand(words, slope);
	const leans = along.bottom - along.top < SLOPE_GAIN * (level.bottom - level.top);
	return words.map((word) => {
		const shift = leans ? slope * centreX(word) : 0;
		const band = leans ? along : level;
		const shared: Band = { top: band.top + shift, bottom: band.bottom + shift };
		const own: Band = { top: word[1], bottom: word[1] + word[3] };
		return fits(own, shared) ? shared : own;
	});
}

function centreX([x, , w]: Box): number {
	return x + w / 2;
}

/** The value below which `share` of the values lie; of few values the outermost. */
function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = share < 0.5 ? Math.floor(share * sorted.length) : Math.ceil(share * sorted.length) - 1;
	return sorted[Math.max(0, Math.min(sorted.length - 1, at))] ?? 0;
}

/** The band of most words once `slope` is taken out. */
function commonBand(words: readonly Box[], slope: number): Band {
	const tops = words.map((word) => word[1] - slope * centreX(word));
	const bottoms = words.map((word, i) => (tops[i] ?? 0) + word[3]);
	const reach =
		REACH *
		quantile(
			words.map(([, , , h]) => h),
			0.5,
		);
	return {
		top: Math.max(quantile(tops, STICKING_OUT), quantile(tops, 0.5) - reach),
		bottom: Math.min(quantile(bottoms, 1 - STICKING_OUT), quantile(bottoms, 0.5) + reach),
	};
}

/** Least squares through the middles of the words: px down per px to the right. */
function slopeOf(words: readonly Box[]): number {
	const points = words.map((word) => [centreX(word), word[1] + word[3] / 2] as const);
	const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
	const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
	const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	const under = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
	return under === 0 ? 0 : over / under;
}

function fits(own: Band, band: Band): boolean {
	const overlap = Math.min(own.bottom, band.bottom) - Math.max(own.top, band.top);
	return overlap > SHARED * Math.min(own.bottom - own.top, band.bottom - band.top);
}
