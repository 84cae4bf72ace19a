import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareByGivenName, givenNameKey, LAST_KEY, numberSortKey } from '../../../../domain/text/index.ts';

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const WORDS = [
	'An',
	'Ân',
	'Ăn',
	'Ánh',
	'Hoà',
	'Hoa',
	'Họa',
	'Đạt',
	'Dung',
	'Dũng',
	'Ơn',
	'Ông',
	'Oanh',
	'Uyên',
	'Ưng',
	'Thị',
];

describe('givenNameKey', () => {
	it('sorts names as their comparison does', () => {
		const name = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
		fc.assert(
			fc.property(name, name, (a, b) => {
				expect(Math.sign(byCodeUnit(givenNameKey(a), givenNameKey(b)))).toBe(Math.sign(compareByGivenName(a, b)));
			}),
		);
	});

	it('puts what has no name last', () => {
		expect(givenNameKey('  ')).toBe(LAST_KEY);
		for (const word of [...WORDS, 'Ỹ', '123']) expect(givenNameKey(word) < LAST_KEY).toBe(true);
	});
});

describe('numberSortKey', () => {
	it('sorts by the number first, whatever its zeros, and puts none last', () => {
		const numbers = ['9/QĐ-UBND', '012/QĐ-SXD', '12/QĐ-UBND', '100/2026/GP', ''];
		expect([...numbers].reverse().sort((a, b) => byCodeUnit(numberSortKey(a), numberSortKey(b)))).toEqual(numbers);
	});
});
