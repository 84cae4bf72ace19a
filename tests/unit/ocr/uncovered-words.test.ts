import { describe, expect, it } from 'vitest';
import { uncoveredLines } from '../../../ocr/uncovered-words.ts';
import { line, texts } from './layout/lines.ts';

describe('words beside a text layer', () => {
	it('are those that the layer does not cover, in blocks of their own', () => {
		const layer = [line('Điều 1. Cấp giấy phép', 100, 100, 0), line('Điều 2.', 100, 140, 3)];
		const read = [line('Điều 1. Cấp giấy phép ĐÃ NHẬN', 102, 103, 0), line('Số đến: 15', 800, 500, 1)];
		const added = uncoveredLines(read, layer);
		expect(texts(added)).toEqual(['ĐÃ NHẬN', 'Số đến: 15']);
		expect(added.map((each) => each.block)).toEqual([4, 5]);
	});

	it('are all where there is no layer, and none where nothing was read', () => {
		const read = [line('Số đến: 15', 800, 500, 1)];
		expect(texts(uncoveredLines(read, []))).toEqual(['Số đến: 15']);
		expect(uncoveredLines([], read)).toEqual([]);
	});
});
