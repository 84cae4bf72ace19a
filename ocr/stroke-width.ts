import { type Affine, type Box, boundsAfter, invertAffine } from '../domain/index.ts';
import type { CleanedPage } from './cleanup/index.ts';
import type { GrayImage } from './engine/index.ts';
import type { LaidLine } from './layout/index.ts';

/** A pixel darker than this belongs to a stroke (0-255, paper is 255). */
const STROKE = 200;
/** Fewer runs than this say nothing about a line. */
const LEAST_RUNS = 20;

/** Three capitals or more and no small letter: names of bodies, titles, positions. */
const CAPITALS = /^(?=(?:\P{Lu}*\p{Lu}){3})\P{Ll}*$/u;

/** {@link strokeWidth} of a line of capitals; other lines are not measured: nothing asks for them. */
export function strokeOf(
	line: LaidLine,
	{ ocrCopy, ocrToFrame }: Pick<CleanedPage, 'ocrCopy' | 'ocrToFrame'>,
): number | undefined {
	const text = line.words.map((word) => word.text).join(' ');
	return CAPITALS.test(text) ? strokeWidth(ocrCopy, ocrToFrame, line.box) : undefined;
}

/**
 * How thick the upright strokes of a line of print are: the median length of its dark runs along the rows, each with its gray
 * edges counted by their darkness. Bold print of one size has about 1.4 times the width of regular print.
 *
 * @param box px of the frame. @param toFrame OCR copy px → frame px. @returns px of the frame; `undefined` for too little print.
 */
export function strokeWidth(copy: GrayImage, toFrame: Affine, box: Box): number | undefined {
	const [x, y, width, height] = boundsAfter(invertAffine(toFrame), box);
	const left = Math.max(0, Math.floor(x));
	const right = Math.min(copy.width, Math.ceil(x + width));
	const runs: number[] = [];
	for (let row = Math.max(0, Math.floor(y)); row < Math.min(copy.height, Math.ceil(y + height)); row++) {
		collectRuns(copy.data.subarray(row * copy.width + left, row * copy.width + right), height / 2, runs);
	}
	if (runs.length < LEAST_RUNS) return undefined;
	const median = runs.sort((a, b) => a - b)[runs.length >> 1] ?? 0;
	return Math.round(median * toFrame[0] * 100) / 100;
}

/** Adds the dark runs of a row that are no longer than `longest` px (bars of letters and rules are). */
function collectRuns(row: Uint8Array, longest: number, runs: number[]): void {
	let sum = 0;
	let darkest = 255;
	let length = 0;
	for (let i = 0; i <= row.length; i++) {
		const value = row[i] ?? 255;
		if (value < STROKE) {
			sum += 255 - value;
			darkest = Math.min(darkest, value);
			length++;
			continue;
		}
		if (length > 0 && length <= longest && darkest < STROKE / 2) runs.push(sum / (255 - darkest));
		sum = 0;
		darkest = 255;
		length = 0;
	}
}
