import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../domain/geometry.ts';
import { bandsOf } from '../../../../ocr/pdf/text/line-bands.ts';

describe('bandsOf', () => {
	it('gives all words of a level line one band: marks and descenders are in it', () => {
		const words: readonly Box[] = [
			[0, 110, 40, 20],
			[50, 104, 40, 30],
			[100, 112, 40, 18],
		];
		expect(bandsOf(words)).toEqual(words.map(() => ({ top: 104, bottom: 134 })));
	});

	it('follows a line that leans', () => {
		const words = Array.from({ length: 10 }, (_, i): Box => [i * 100, 100 + i * 3, 80, 30]);
		bandsOf(words).forEach(({ top, bottom }, i) => {
			expect(top).toBeCloseTo(100 + i * 3, 6);
			expect(bottom).toBeCloseTo(130 + i * 3, 6);
		});
	});

	it('does not let a seal or a bracket in the line make the words tall', () => {
		const text = Array.from({ length: 8 }, (_, i): Box => [i * 50, 100, 40, 24]);
		const words: readonly Box[] = [...text, [400, 20, 200, 190]];
		expect(bandsOf(words)).toEqual(words.map(() => ({ top: 100, bottom: 124 })));
		// Also where there are few words to go by.
		for (const { top, bottom } of bandsOf([
			[0, 100, 40, 24],
			[50, 20, 9, 190],
			[70, 100, 40, 24],
		])) {
			expect(bottom - top).toBeLessThan(24 * 1.9);
		}
	});

	it('keeps the own band of a word that lies outside of the line it was put in', () => {
		const words: readonly Box[] = [
			[0, 100, 40, 24],
			[50, 100, 40, 24],
			[100, 300, 40, 24],
		];
		expect(bandsOf(words)[2]).toEqual({ top: 300, bottom: 324 });
	});

	it('is finite for any boxes', () => {
		const side = fc.integer({ min: -50, max: 5000 });
		const length = fc.integer({ min: 0, max: 900 });
		const box = fc.tuple(side, side, length, length);
		fc.assert(
			fc.property(fc.array(box, { maxLength: 12 }), (words) => {
				const bands = bandsOf(words);
				expect(bands).toHaveLength(words.length);
				for (const { top, bottom } of bands) expect(Number.isFinite(top) && bottom >= top).toBe(true);
			}),
		);
	});
});
