import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approxFind, distance } from '../../../../ocr/fields/match.ts';

/** Levenshtein without a limit, the textbook table. */
function plain(a: string, b: string): number {
	const table = Array.from({ length: a.length + 1 }, (_, i) =>
		Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)),
	);
	for (let i = 1; i <= a.length; i += 1) {
		for (let j = 1; j <= b.length; j += 1) {
			const [up, left, corner] = [table[i - 1]?.[j] ?? 0, table[i]?.[j - 1] ?? 0, table[i - 1]?.[j - 1] ?? 0];
			const row = table[i];
			if (row !== undefined) row[j] = Math.min(up + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1));
		}
	}
	return table[a.length]?.[b.length] ?? 0;
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });

describe('distance', () => {
	it('agrees with the textbook up to its limit', () => {
		fc.assert(
			fc.property(letters, letters, fc.integer({ min: 0, max: 9 }), (a, b, limit) => {
				expect(distance(a, b, limit)).toBe(Math.min(plain(a, b), limit + 1));
			}),
		);
	});
});

describe('approxFind', () => {
	it('finds the first best place', () => {
		expect(approxFind('so vao so cap: ch', 'vao so', 0)).toEqual({ start: 3, end: 9, edits: 0 });
		expect(approxFind('1. ho va tfn: an', 'ho va ten', 1)).toEqual({ start: 3, end: 12, edits: 1 });
		expect(approxFind('1. hq vo tfn: an', 'ho va ten', 1)).toBeUndefined();
	});

	it('never reports more edits than there are, nor misses a place within the limit', () => {
		fc.assert(
			fc.property(
				letters,
				letters.filter((p) => p.length > 3),
				fc.integer({ min: 0, max: 2 }),
				(text, pattern, limit) => {
					const best = Math.min(
						...Array.from({ length: text.length + 1 }, (_, i) =>
							Array.from({ length: text.length - i + 1 }, (_, n) => plain(text.slice(i, i + n), pattern)),
						).flat(),
					);
					const found = approxFind(text, pattern, limit);
					expect(found?.edits).toBe(best <= limit ? best : undefined);
					if (found !== undefined) expect(plain(text.slice(found.start, found.end), pattern)).toBe(found.edits);
				},
			),
		);
	});
});
