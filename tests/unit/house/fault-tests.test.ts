import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULT_CODES } from '../../../domain/index.ts';

const TESTS = join(import.meta.dirname, '../..');

/** Tests by their file names; not this one, and not those about how faults are told, which name codes without causing them. */
const ASIDE = ['unit/house/', 'unit/i18n/', 'unit/contract/', 'unit/renderer/'];

type Test = { readonly name: string; readonly text: string };

function tests(): readonly Test[] {
	return readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => name.endsWith('.test.ts') && !ASIDE.some((folder) => name.startsWith(folder)))
		.map((name) => ({ name, text: readFileSync(join(TESTS, name), 'utf8') }));
}

/**
 * Whether a test expects the code: its name stands between quotes, or as what a notice on a screen is found by, in a stretch of
 * code (blank line to blank line) that asserts; what a stand-in throws does not count.
 */
function expects(text: string, code: string): boolean {
	return text.split(/\n\s*\n/).some((stretch) => {
		if (!/\bexpect\(|\bit\.each\(|\.waitFor\(/.test(stretch)) return false;
		const said = [...stretch.matchAll(new RegExp(`(.{0,12})(?:'${code}'|'\\[${code}\\]'|data-fault=${code}\\])`, 'g'))];
		return said.some(([, before = '']) => !before.endsWith('new Fault('));
	});
}

describe('fault codes', () => {
	it('are each expected by a test that causes them', () => {
		const all = tests();
		expect(all.length).toBeGreaterThan(100);
		const lonely = Object.keys(FAULT_CODES).filter((code) => !all.some(({ text }) => expects(text, code)));
		expect(lonely).toEqual([]);
	});

	it('are not counted where they are only named, thrown or listed', () => {
		expect(expects("const CODES = ['diskFull'];", 'diskFull')).toBe(false);
		expect(expects("throw new Fault('diskFull');\nexpect(1).toBe(1);", 'diskFull')).toBe(false);
		expect(expects("expect(caught.code).toBe('diskFull');", 'diskFull')).toBe(true);
		expect(expects("await page.locator('[data-fault=diskFull]').waitFor();", 'diskFull')).toBe(true);
	});
});
