import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderBlocks } from '../../../../ocr/layout/index.ts';
import { line, texts } from './lines.ts';

describe('block order', () => {
	it('reads two columns one after the other, below what spans them', () => {
		const lines = [
			line('trái một', 100, 300, 5),
			line('phải một', 900, 300, 6),
			line('trái hai', 100, 340, 5),
			line('phải hai', 900, 340, 6),
			line('Tiêu đề của cả hai cột trên trang giấy này và còn dài hơn thế nữa đó', 100, 100, 9),
		];
		const ordered = orderBlocks(lines);
		expect(texts(ordered).slice(1)).toEqual(['trái một', 'trái hai', 'phải một', 'phải hai']);
		expect(texts(ordered)[0]).toMatch(/^Tiêu đề/);
		expect(ordered.map((each) => each.block)).toEqual([0, 1, 1, 2, 2]);
	});

	it('keeps the order given where nothing speaks against it', () => {
		const lines = [line('một', 100, 100, 2), line('hai', 100, 200, 1), line('ba', 100, 300, 0)];
		expect(texts(orderBlocks(lines))).toEqual(['một', 'hai', 'ba']);
	});

	it('never loses, doubles or mixes up lines, whatever the boxes', () => {
		const any = fc.record({
			x: fc.integer({ min: 0, max: 1000 }),
			y: fc.integer({ min: 0, max: 1000 }),
			block: fc.integer({ min: 0, max: 6 }),
		});
		fc.assert(
			fc.property(fc.array(any, { maxLength: 30 }), (places) => {
				const lines = places.map(({ x, y, block }, i) => line(`dòng ${i}`, x, y, block));
				const ordered = orderBlocks(lines);
				expect(texts(ordered).toSorted()).toEqual(texts(lines).toSorted());
				const blocks = ordered.map((each) => each.block);
				expect(blocks).toEqual(blocks.toSorted((a, b) => a - b));
			}),
		);
	});
});
