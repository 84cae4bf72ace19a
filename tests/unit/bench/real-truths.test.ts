import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tokens } from '../../bench/metrics.ts';
import { patchedPages, REAL_TRUTHS, type RealTruth, trueText } from '../../bench/real-truths.ts';

const PAGES: Readonly<Record<RealTruth, number>> = {
	'nd335-scan': 29,
	ct11: 8,
	qd1360: 2,
	'nd335-text': 19,
	cv295: 10,
};
const DATA = resolve('../shared/data');

/** What may stand in a truth: Vietnamese letters, digits, the marks seen on these papers, and the marks of optional words. */
const KNOWN = /^[\p{Script=Latin}\p{Nd}\p{Zs}\n.,;:()/%&+=÷≤|_“”…☐▶→¹²⟦⟧–—-]*$/u;

function expectSound(text: string): void {
	expect(text).toBe(text.normalize('NFC'));
	expect(text).toMatch(KNOWN);
	expect(text.replaceAll(/⟦[^⟦⟧]*⟧/gu, '')).not.toMatch(/[⟦⟧]/u);
}

describe.each(REAL_TRUTHS)('true text of %s', (document) => {
	it('knows each page once, in order, and puts in only sound lines', () => {
		const pages = patchedPages(document);
		expect(pages.map((page) => page.page)).toEqual(
			Array.from({ length: PAGES[document] }, (_, i) => `p${String(i + 1).padStart(3, '0')}.txt`),
		);
		for (const { hunks } of pages)
			for (const { lines } of hunks) for (const line of lines) if (line.startsWith('+')) expectSound(line.slice(1));
	});
	it.skipIf(!existsSync(DATA))('fits the texts of ../shared/data', () => {
		for (const page of patchedPages(document)) {
			const text = trueText(DATA, page);
			expectSound(text);
			expect(tokens(text).length, page.page).toBeGreaterThan(20);
		}
	});
});

describe('a base that has changed', () => {
	it('is refused by name, though every line of the patch would fit', () => {
		const page = patchedPages('cv295').find((p) => p.base !== undefined);
		const base = page?.base;
		if (page === undefined || base === undefined) throw new Error('cv295 has no base');
		const data = mkdtempSync(join(tmpdir(), 'sohoa-truth-'));
		try {
			mkdirSync(dirname(join(data, base)), { recursive: true });
			writeFileSync(join(data, base), 'khác\n');
			expect(() => trueText(data, page)).toThrow(`${base} has changed`);
		} finally {
			rmSync(data, { recursive: true });
		}
	});
});
