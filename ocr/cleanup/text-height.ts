import { MIN_LETTERS, type TextParts } from './text-parts.ts';

/**
 * Height of small letters that the engine reads best, px. Measured 2026-11-23 with native tesseract 5.3 on 18 born-digital pages
 * in 6 states of damage and on 12 real 1-bit scans (12.5 to 20 px), and with tesseract.js and tessdata_fast on 43 pages (14.5: 2.7 %
 * of words missed, 18: 3.0 %). From 14.5 to 20 px the differences are small; smaller is faster.
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
