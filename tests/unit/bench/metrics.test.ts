import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	bootstrap,
	editDistance,
	missRate,
	scoreBlocks,
	scoreCharacters,
	scoreWords,
	sumScores,
	tokens,
	wilson,
	wordError,
} from '../../bench/metrics.ts';

const word = fc.stringMatching(/^[a-zđếộ]{1,6}$/u);

describe('words regardless of order', () => {
	it('finds no error in the same words in another order', () => {
		fc.assert(
			fc.property(fc.array(word, { minLength: 1 }), (words) => {
				expect(wordError(scoreWords(words.join(' '), words.toReversed().join('\n')))).toBe(0);
			}),
		);
	});

	it('counts a word as often as it stands', () => {
		expect(scoreWords('và và và', 'và')).toEqual({ truth: 3, read: 1, matched: 1 });
		expect(scoreWords('và', 'và và và')).toEqual({ truth: 1, read: 3, matched: 1 });
	});

	it('counts missing, wrong and invented words, worked out by hand', () => {
		const score = scoreWords('Số: 12/QĐ-UBND Thái Nguyên', 'Số: 12/QĐ-UBNO Thái Nguyên rác');
		expect(score).toEqual({ truth: 4, read: 5, matched: 3 });
		expect(wordError(score)).toBeCloseTo(1 - 6 / 9);
		expect(missRate(score)).toBeCloseTo(1 / 4);
	});

	it('sees a lost tone as an error, but not another normal form', () => {
		expect(wordError(scoreWords('tổ chức', 'tô chức'))).toBeCloseTo(0.5);
		expect(wordError(scoreWords('tổ chức', 'tổ chức'.normalize('NFD')))).toBe(0);
	});

	it('leaves out rules, dotted lines and bullets', () => {
		expect(tokens('____ - Số: 5 ...... ./.')).toEqual(['Số:', '5']);
	});

	it('takes lines to write on for white space, however many dots were read', () => {
		expect(tokens('Họ và tên:........')).toEqual(tokens('Họ và tên: ..'));
		expect(tokens('....,ngày....tháng')).toEqual(['ngày', 'tháng']);
		expect(tokens('sống…) năm 2.5 này./.')).toEqual(['sống', 'năm', '2.5', 'này./.']);
	});

	it('neither asks for marked words nor holds them against a tool, as often as they are marked', () => {
		const truth = 'Số 1 ⟦HỎA TỐC⟧ ngày';
		expect(scoreWords(truth, 'Số 1 ngày')).toEqual({ truth: 3, read: 3, matched: 3 });
		expect(scoreWords(truth, 'HỎA Số 1 ngày TỐC')).toEqual({ truth: 3, read: 3, matched: 3 });
		expect(scoreWords(truth, 'HỎA HỎA Số 1 ngày')).toEqual({ truth: 3, read: 4, matched: 3 });
		expect(scoreWords(truth, 'HOA Số 1 ngày')).toEqual({ truth: 3, read: 4, matched: 3 });
		expect(scoreWords('CHÍNH PHỦ ⟦CHÍNH PHỦ⟧', 'CHÍNH')).toEqual({ truth: 2, read: 1, matched: 1 });
		expect(scoreCharacters(truth, 'Số 1 HỎA TỐC ngày').edits).toBe(0);
	});

	it('is 0 for nothing against nothing and 1 for something against nothing', () => {
		expect(wordError(scoreWords('', ''))).toBe(0);
		expect(wordError(scoreWords('có chữ', ''))).toBe(1);
		expect(wordError(sumScores([]))).toBe(0);
	});
});

describe('blocks of lines', () => {
	const lines = fc
		.array(fc.array(word, { maxLength: 30 }), { maxLength: 8 })
		.map((all) => all.map((l) => l.join(' ')).join('\n'));

	it('add up to the score of the page', () => {
		fc.assert(
			fc.property(lines, lines, (truth, read) => {
				expect(sumScores(scoreBlocks(truth, read))).toEqual(scoreWords(truth, read));
			}),
		);
	});

	it('are whole lines of 40 words or more, and hold the errors where they stand', () => {
		const line = (of: string): string => Array.from({ length: 25 }, (_, i) => `${of}${i}`).join(' ');
		const truth = [line('a'), line('b'), line('c'), line('d')].join('\n');
		const read = truth.replace('a3 ', '').replace('d7', 'sai d7');
		expect(scoreBlocks(truth, read)).toEqual([
			{ truth: 50, read: 49, matched: 49 },
			{ truth: 50, read: 51, matched: 50 },
		]);
	});
});

describe('characters', () => {
	it.each([
		['', '', 0],
		['abc', '', 3],
		['kitten', 'sitting', 3],
		['ngày 05', 'ngày 5', 1],
	])('distance of %j and %j is %i', (a, b, distance) => {
		expect(editDistance(a, b)).toBe(distance);
		expect(editDistance(b, a)).toBe(distance);
	});

	it('obeys the triangle inequality', () => {
		const text = fc.string({ maxLength: 12 });
		fc.assert(
			fc.property(text, text, text, (a, b, c) => editDistance(a, c) <= editDistance(a, b) + editDistance(b, c)),
		);
	});

	it('tells a wrong order from wrong letters', () => {
		const score = scoreCharacters('một hai ba bốn', 'ba bốn một hai');
		expect(score.edits).toBeGreaterThan(0);
		expect(score.sortedEdits).toBe(0);
	});
});

describe('intervals', () => {
	it('gives the Wilson interval of a published example', () => {
		// 10 of 20: 0.2993-0.7007 (Newcombe 1998, Statistics in Medicine 17: 857-872, method 3).
		const [low, high] = wilson(10, 20);
		expect(low).toBeCloseTo(0.2993, 3);
		expect(high).toBeCloseTo(0.7007, 3);
	});

	it('stays inside 0-1 and around the share', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (count, some) => {
				const successes = Math.min(some, count);
				const [low, high] = wilson(successes, count);
				expect(low).toBeGreaterThanOrEqual(0);
				expect(high).toBeLessThanOrEqual(1);
				expect(low).toBeLessThanOrEqual(successes / count + 1e-12);
				expect(high).toBeGreaterThanOrEqual(successes / count - 1e-12);
			}),
		);
		expect(wilson(0, 0)).toEqual([0, 1]);
	});

	it('draws a bootstrap interval that holds the mean and is the same each time', () => {
		const items = Array.from({ length: 50 }, (_, i) => i);
		const mean = (sample: readonly number[]): number => sample.reduce((a, b) => a + b, 0) / sample.length;
		const [low, high] = bootstrap(items, mean);
		expect(low).toBeLessThan(24.5);
		expect(high).toBeGreaterThan(24.5);
		expect(high - low).toBeLessThan(12);
		expect(bootstrap(items, mean)).toEqual([low, high]);
	});
});
