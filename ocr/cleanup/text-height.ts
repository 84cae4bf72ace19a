import { MIN_LETTERS, type TextParts } from './text-parts.ts';

/**
 * Height of small letters that the engine reads best, px. Measured 2026-11-23 with native tesseract 5.3 on 33 born-digital
 * pages in 11 states of damage and on 12 real 1-bit scans: of 12.5, 14.5, 16.5 and 18-20 px, 14.5 had the fewest word errors.
 */
const TARGET_X_HEIGHT = 14.5;

/** Resolution to scale to when a page has too few letters to measure. */
const DEFAULT_DPI = 200;

/** So many letters measure the text well enough not to need the resolution, which is often wrong. */
const ENOUGH_LETTERS = 150;

/** With fewer letters the OCR copy's resolution is kept within these bounds. */
const MIN_DPI = 130;
const MAX_DPI = 330;

/** Bounds of the scale in any case: beyond, a copy would hold nothing new, or lose print. */
const MIN_SCALE = 0.15;
const MAX_SCALE = 3;

/**
 * How much the frame has to be scaled for the engine. `dpi` is the frame's; `text` was measured on a picture
 * `shrunk` times smaller.
 */
export function ocrScale(text: TextParts, shrunk: number, dpi: number): number {
	if (text.letters.length < 2 * MIN_LETTERS || text.xHeight === 0) return bounded(DEFAULT_DPI / dpi);
	const wanted = bounded(TARGET_X_HEIGHT / (text.xHeight * shrunk));
	if (text.letters.length >= ENOUGH_LETTERS) return wanted;
	return bounded(Math.min(MAX_DPI / dpi, Math.max(MIN_DPI / dpi, wanted)));
}

function bounded(scale: number): number {
	return Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale));
}
