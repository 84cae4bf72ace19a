import { describe, expect, it } from 'vitest';
import { applyPatch, linesOf, parsePatch } from '../../bench/text-patch.ts';

const HASH = 'a'.repeat(64);
const patch = (...lines: string[]): string =>
	[`--- text/p001.txt\tsha256:${HASH}`, '+++ p001.txt', ...lines, ''].join('\n');
const only = (...lines: string[]) => {
	const [page] = parsePatch(patch(...lines));
	if (page === undefined) throw new Error('no page');
	return page;
};

describe('text patch', () => {
	it('corrects a page and keeps the rest', () => {
		const page = only('@@ -2,2 +2,2 @@', ' hai', '-bà', '+ba', '@@ -4,0 +5,1 @@', '+năm');
		expect(page).toMatchObject({ base: 'text/p001.txt', sha256: HASH, page: 'p001.txt' });
		expect(applyPatch('một\nhai\n\nbà\nbốn\n\f', only('@@ -2,2 +2,2 @@', ' hai', '-bà', '+ba'))).toBe(
			'một\nhai\nba\nbốn\n',
		);
	});
	it('types a page from nothing', () => {
		const [page] = parsePatch('--- /dev/null\tsha256:none\n+++ p001.txt\n@@ -0,0 +1,2 @@\n+một\n+hai\n');
		expect(page).toMatchObject({ base: undefined, sha256: undefined });
		expect(page === undefined ? '' : applyPatch('', page)).toBe('một\nhai\n');
	});
	it('leaves a page as it is that was compared and found right', () => {
		expect(applyPatch('một\n', only())).toBe('một\n');
	});
	it('does not count empty lines and form feeds', () => {
		expect(linesOf('một\n \nhai\f\nba')).toEqual(['một', 'hai', 'ba']);
	});
	it('knows no fuzz: neither another word nor another line', () => {
		const page = only('@@ -2,2 +2,2 @@', ' hai', '-bà', '+ba');
		expect(() => applyPatch('một\nhai\nbả\n', page)).toThrow('p001.txt: line 3 is "bả" and not "bà"');
		expect(() => applyPatch('không\nmột\nhai\nbà\n', page)).toThrow('line 2');
		expect(() => applyPatch('một\nhai\n', page)).toThrow('past the end');
	});
	it('refuses hunks that overlap', () => {
		const page = only('@@ -2,2 +2,2 @@', ' hai', '-bà', '+ba', '@@ -3,1 +3,1 @@', '-bà', '+bá');
		expect(() => applyPatch('một\nhai\nbà\n', page)).toThrow('overlaps');
	});
	it.each([
		['no hash', '--- text/p001.txt\n+++ p001.txt\n'],
		['a short hunk', patch('@@ -1,2 +1,2 @@', ' một')],
		['a hunk whose counts do not fit', patch('@@ -1,1 +1,2 @@', ' một', '-hai')],
		['a line that is not of a patch', patch('một')],
		['nothing after the first line', `--- text/p001.txt\tsha256:${HASH}`],
	])('refuses %s', (_what, text) => {
		expect(() => parsePatch(text)).toThrow(/^patch, line \d+: /u);
	});
});
