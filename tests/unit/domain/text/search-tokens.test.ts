import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberKey, QUERY_LIMITS, toIndexText, toSearchTokens } from '../../../../domain/text/index.ts';

describe('toSearchTokens', () => {
	it('splits a number from its notation', () => {
		expect(toSearchTokens('123/QĐ-UBND')).toEqual(['123', 'qd', 'ubnd']);
		expect(toSearchTokens('01779/QĐ-UBND')).toEqual(['1779', 'qd', 'ubnd']);
		expect(toSearchTokens('AA09273289')).toEqual(toSearchTokens('AA 09273289'));
		expect(toSearchTokens('0')).toEqual(['0']);
	});

	it('holds its caps', () => {
		expect(toSearchTokens('a '.repeat(1000))).toHaveLength(QUERY_LIMITS.maxTokens);
		expect(toSearchTokens('a'.repeat(1000))[0]).toHaveLength(48);
		expect(toSearchTokens('  -- "*" ')).toEqual([]);
	});

	it('yields letters and digits only, for any string', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				for (const token of toSearchTokens(text)) expect(token).toMatch(/^[\p{L}\p{N}]+$/u);
			}),
		);
	});

	it('gives the index the tokens that it gives the query', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
				expect(toIndexText(text).split(' ').filter(Boolean).slice(0, QUERY_LIMITS.maxTokens)).toEqual(
					toSearchTokens(text),
				);
			}),
		);
	});
});

describe('numberKey', () => {
	it('meets all spellings of a number', () => {
		for (const spelling of [
			'123/QĐ-UBND',
			'123 qd ubnd',
			'0123/QD-UBND',
			'123 /qđ - ubnd',
			'123/QÐ-UBND'.normalize('NFD'),
		]) {
			expect(numberKey(spelling)).toBe('123 qd ubnd');
		}
	});
});
