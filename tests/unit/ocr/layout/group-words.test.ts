import { describe, expect, it } from 'vitest';
import { groupIntoLines } from '../../../../ocr/layout/index.ts';
import { texts, wordsAt } from './lines.ts';

describe('words of a text layer', () => {
	it('become lines and blocks in the order of the layer', () => {
		const lines = groupIntoLines([
			...wordsAt('Điều 1. Cấp giấy phép', 100, 100),
			...wordsAt('cho ông Trần Văn Mẫu', 100, 140),
			...wordsAt('Điều 2. Thi hành', 100, 400),
		]);
		expect(texts(lines)).toEqual(['Điều 1. Cấp giấy phép', 'cho ông Trần Văn Mẫu', 'Điều 2. Thi hành']);
		expect(lines.map((each) => each.block)).toEqual([0, 0, 1]);
	});

	it('part at a wide gap and at a step back', () => {
		const lines = groupIntoLines([...wordsAt('SỞ XÂY DỰNG ~ CỘNG HÒA', 100, 100), ...wordsAt('lùi', 50, 100)]);
		expect(texts(lines)).toEqual(['SỞ XÂY DỰNG', 'CỘNG HÒA', 'lùi']);
	});

	it('take a raised number into the line', () => {
		const raised = { text: '2', box: [114, 95, 8, 16] as const, confidence: 1 };
		const lines = groupIntoLines([...wordsAt('m', 100, 100), raised]);
		expect(texts(lines)).toEqual(['m 2']);
	});

	it('are none for none', () => {
		expect(groupIntoLines([])).toEqual([]);
	});
});
