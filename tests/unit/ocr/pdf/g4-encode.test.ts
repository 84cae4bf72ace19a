import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeG4 } from '../../../../ocr/pdf/picture/g4-encode.ts';
import { g4Tiff } from '../../../support/g4-tiff.ts';

/** Rows of runs, alternately white and black, as pixels of 0 and 255. */
function pixelsOf(rows: readonly (readonly number[])[], width: number): Uint8Array {
	const pixels = new Uint8Array(rows.length * width).fill(255);
	rows.forEach((runs, y) => {
		let x = 0;
		runs.forEach((run, i) => {
			if (i % 2 === 1) pixels.fill(0, y * width + Math.min(x, width), y * width + Math.min(x + run, width));
			x += run;
		});
	});
	return pixels;
}

async function decodedByLibtiff(pixels: Uint8Array, width: number, height: number): Promise<Buffer> {
	return await sharp(g4Tiff(pixels, width, height).bytes, { failOn: 'error' })
		.toColourspace('b-w')
		.raw()
		.toBuffer();
}

describe('encodeG4', () => {
	it('writes every run length so that libtiff reads it back', async () => {
		const width = 6000;
		// Row n has a white run of n and a black one of n; an empty row between them keeps the coding horizontal.
		const rows = Array.from({ length: 2 * 2990 }, (_, i) => (i % 2 === 0 ? [] : [(i - 1) / 2, (i - 1) / 2]));
		const pixels = pixelsOf(rows, width);
		expect((await decodedByLibtiff(pixels, width, rows.length)).equals(pixels)).toBe(true);
	});

	it('loses nothing, whatever the rows', async () => {
		const page = fc.integer({ min: 1, max: 90 }).chain((width) =>
			fc.record({
				width: fc.constant(width),
				rows: fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 }), { minLength: 1, maxLength: 12 }),
			}),
		);
		await fc.assert(
			fc.asyncProperty(page, async ({ width, rows }) => {
				const pixels = pixelsOf(rows, width);
				expect((await decodedByLibtiff(pixels, width, rows.length)).equals(pixels)).toBe(true);
			}),
			{ numRuns: 150 },
		);
	});

	it('makes a white page tiny', () => {
		// One bit a row, and the end-of-block code.
		expect(encodeG4(new Uint8Array(2480 * 3508).fill(255), 2480, 3508).length).toBe(Math.ceil((3508 + 24) / 8));
	});
});
