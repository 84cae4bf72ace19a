import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asId, type OutcomeId } from '../../../domain/ids.ts';
import { certaintyOf } from '../../../renderer/state/confidence.ts';
import { showDay, showInstant } from '../../../renderer/state/dates.ts';
import { matchWords } from '../../../renderer/state/match-words.ts';
import { parseHash, type Route, routeHash } from '../../../renderer/state/route.ts';

const id = asId<OutcomeId>('01936f2e-7c1a-7b3c-8d4e-5f6a7b8c9d0e');

describe('routes', () => {
	it('come back from their hash, whatever was searched for', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.nat(5_000), (query, page) => {
				const route: Route = { kind: 'outcome', id, query, page };
				expect(parseHash(routeHash(route))).toEqual(route);
			}),
		);
		for (const kind of ['outcomes', 'verify', 'approve', 'accounts', 'data'] as const)
			expect(parseHash(routeHash({ kind }))).toEqual({ kind });
	});

	it('lead to the list from anything unknown', () => {
		for (const hash of ['', '#', '#/', '#/nothing', '#/outcomes/x', '#/outcomes/../data', '#/outcomes/%2e']) {
			expect(parseHash(hash)).toEqual({ kind: 'outcomes' });
		}
		expect(parseHash(`#/outcomes/${id}?page=-3`)).toMatchObject({ page: 0 });
		expect(parseHash(`#/outcomes/${id}?page=x`)).toMatchObject({ page: 0 });
	});
});

describe('matchWords', () => {
	const words = ['Số:', '0123/QĐ-UBND', 'bà', 'Nguyễn', 'Thị', 'Hoà', 'Đường,', 'thôn', 'Đông'].map((text) => ({
		text,
	}));
	const found = (query: string): readonly string[] => [...matchWords(words, query)].map((i) => words[i]?.text ?? '');

	it('marks without accents, in any case, with the last word unfinished', () => {
		expect(found('hoa duong')).toEqual(['Hoà', 'Đường,']);
		expect(found('NGUYỄN thị h')).toEqual(['Nguyễn', 'Thị', 'Hoà']);
		expect(found('hoa th')).toEqual(['Thị', 'Hoà', 'thôn']);
	});

	it('marks a number by any of its parts, with or without leading zeros', () => {
		expect(found('123/qd')).toEqual(['0123/QĐ-UBND']);
		expect(found('0123')).toEqual(['0123/QĐ-UBND']);
	});

	it('marks nothing for nothing', () => {
		for (const query of ['', '  ', '/-.', '"']) expect(found(query)).toEqual([]);
	});
});

describe('what people see', () => {
	it('shows days and instants as in Vietnam', () => {
		expect(showDay('2026-01-05')).toBe('05/01/2026');
		expect(showDay('indefinite')).toBe('indefinite');
		expect(showInstant('2026-11-20T02:15:00Z')).toBe('20/11/2026 09:15');
		expect(showInstant('2026-12-31T17:00:00.000Z')).toBe('01/01/2027 00:00');
	});

	it('calls 0.9 and more certain, never less', () => {
		expect(certaintyOf(0.9)).toBe('certain');
		expect(certaintyOf(0.8999)).toBe('likely');
		expect(certaintyOf(0.6999)).toBe('unsure');
	});
});
