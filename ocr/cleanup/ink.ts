import { findPaleCells, type InkMap, spreadOver } from './ink-map.ts';
import type { Gray, Rgb } from './types.ts';

/**
 * Gray in which red seals and blue pens are pale and black print stays black, also where both meet.
 *
 * Coloured ink still reflects in one channel, black in none: so the brightest channel tells them apart pixel by pixel.
 * Only seals and strokes that get in the way are paled; coloured print by itself (a red title) stays as dark as it is.
 * `mm` is how many px a millimetre has.
 */
export function separateInk(rgb: Rgb, mm: number): Gray {
	const gray = toGray(rgb);
	const map = findPaleCells(rgb, Math.max(4, Math.round(1.2 * mm)), mm);
	if (map !== undefined) palen(gray, rgb, map);
	return gray;
}

/** Plain luma (BT.601). */
export function toGray(rgb: Rgb): Gray {
	const { data, width, height } = rgb;
	const out = new Uint8Array(width * height);
	for (let i = 0, p = 0; i < out.length; i++, p += 3) {
		out[i] = ((data[p] as number) * 77 + (data[p + 1] as number) * 150 + (data[p + 2] as number) * 29) >> 8;
	}
	return { data: out, width, height };
}

/** Replaces coloured pixels of the map's cells by their brightest channel and somewhat more, in `gray` itself. */
function palen(gray: Gray, rgb: Rgb, map: InkMap): void {
	for (let j = 0; j < map.rows; j++) {
		for (let i = 0; i < map.columns; i++) {
			if (map.pale[j * map.columns + i] !== 1) continue;
			const x1 = Math.min(rgb.width, (i + 1) * map.cell);
			const y1 = Math.min(rgb.height, (j + 1) * map.cell);
			for (let y = j * map.cell; y < y1; y++) {
				for (let at = y * rgb.width + i * map.cell, end = y * rgb.width + x1; at < end; at++) {
					gray.data[at] = paled(rgb.data, at * 3, gray.data[at] as number);
				}
			}
		}
	}
}

/** A pixel's gray without its colour; the change comes in gradually so that no edge shows where colour begins. */
function paled(data: Uint8Array, p: number, luma: number): number {
	const over = spreadOver(data, p);
	if (over <= 0) return luma;
	const max = Math.max(data[p] as number, data[p + 1] as number, data[p + 2] as number);
	const share = Math.min(over, FULL_AT);
	const value = luma + ((max + over / 2 - luma) * share) / FULL_AT;
	return Math.min(255, value);
}

/** So far above the neutral spread a pixel counts as coloured ink in full. */
const FULL_AT = 32;
