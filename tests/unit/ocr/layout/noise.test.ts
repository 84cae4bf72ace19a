import { describe, expect, it } from 'vitest';
import type { Box, RecognizedWord } from '../../../../domain/index.ts';
import { withoutBorders, withoutNoise } from '../../../../ocr/layout/index.ts';

const word = (text: string, box: Box, confidence = 0.95): RecognizedWord => ({ text, box, confidence });
/** Ordinary words, 30 px high, that tell the usual height. */
const BODY = ['Ủy', 'ban', 'nhân', 'dân'].map((text, i) => word(text, [i * 100, 0, 80, 30]));
const survives = (doubtful: RecognizedWord): boolean => withoutNoise([...BODY, doubtful]).includes(doubtful);

describe('noise', () => {
	it.each([
		['the rule under a letterhead, read as letters', word('CỐ', [0, 40, 150, 6], 0.1)],
		['a long rule', word('—', [0, 40, 400, 5], 0.9)],
		['a table border', word('|', [0, 0, 4, 90], 0.8)],
		['a seal read as a letter', word('G', [0, 0, 160, 160], 0.2)],
		['many letters in a sliver', word('illli', [0, 0, 8, 30], 0.1)],
		['a speck', word('.', [0, 0, 2, 2], 0.1)],
		['nothing', word(' ', [0, 0, 30, 30])],
	])('drops %s', (_, noise) => {
		expect(survives(noise)).toBe(false);
	});

	it.each([
		['a doubtful word of plausible shape', word('Ngunễn', [0, 0, 120, 32], 0.05)],
		['a large title', word('QUYẾT', [0, 0, 300, 60])],
		['the dash of a list', word('-', [0, 12, 12, 4], 0.4)],
		['the dotted line of a form', word('..........', [0, 20, 400, 6], 0.4)],
		['a handwritten number', word('14', [0, 0, 60, 70], 0.2)],
		['a full stop', word('.', [0, 25, 5, 5], 0.7)],
		['a slash', word('/', [0, 0, 10, 34], 0.8)],
		['a small footnote mark', word('1', [0, 0, 8, 14], 0.4)],
	])('keeps %s', (_, real) => {
		expect(survives(real)).toBe(true);
	});

	it('keeps words of a page where nothing tells the usual height', () => {
		const only = word('Số', [0, 0, 40, 3], 0.1);
		expect(withoutNoise([only])).toEqual([only]);
	});
});

describe('cell borders', () => {
	it.each([
		['|văn', 'văn'],
		['phòng,|', 'phòng,'],
		['||12¦', '12'],
		['|', '|'],
		['a|b', 'a|b'],
	])('of %s leave %s', (read, text) => {
		expect(withoutBorders(read)).toBe(text);
	});
});
