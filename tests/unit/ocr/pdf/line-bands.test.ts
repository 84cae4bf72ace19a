import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, unionOf } from '../../../../domain/geometry.ts';
import { bandsOf } from '../../../../ocr/pdf/text/line-bands.ts';

const around = (words: readonly Box[]): Box => unionOf(words) ?? [0, 0, 0, 0];

describe('bandsOf', () => {
	it('gives all words of a level line the band of the line', () => {
		const words: readonly Box[] = [
			[0, 110, 40, 20],
			[50, 100, 40, 38],
			[100, 112, 40, 18],
		];
		expect(bandsOf(words, around(words))).toEqual(words.map(() => ({ top: 100, bottom: 138 })));
	});

	it('follows a line that leans', () => {
		const words = Array.from({ length: 10 }, (_, i): Box => [i * 100, 100 + i * 3, 80, 30]);
		const bands = bandsOf(words, around(words));
		bands.forEach(({ top, bottom }, i) => {
			expect(top).toBeCloseTo(100 + i * 3, 6);
			expect(bottom).toBeCloseTo(130 + i * 3, 6);
		});
	});

	it('does not let a seal in the line make the words tall', () => {
		const words: readonly Box[] = [
			[0, 100, 40, 24],
			[50, 20, 200, 190],
			[260, 100, 40, 24],
		];
		expect(bandsOf(words, around(words))).toEqual(words.map(([, y, , h]) => ({ top: y, bottom: y + h })));
	});

	it('keeps the own band of a word that lies outside of the line it was put in', () => {
		const words: readonly Box[] = [
			[0, 100, 40, 24],
			[50, 300, 40, 24],
		];
		expect(bandsOf(words, [0, 100, 90, 24])[1]).toEqual({ top: 300, bottom: 324 });
	});

	it('is finite for any boxes', () => {
		const side = fc.integer({ min: -50, max: 5000 });
		const length = fc.integer({ min: 0, max: 900 });
		const box = fc.tuple(side, side, length, length);
		fc.assert(
			fc.property(fc.array(box, { maxLength: 12 }), box, (words, line) => {
				const bands = bandsOf(words, line);
				expect(bands).toHaveLength(words.length);
				for (const { top, bottom } of bands) expect(Number.isFinite(top) && bottom >= top).toBe(true);
			}),
		);
	});
});
