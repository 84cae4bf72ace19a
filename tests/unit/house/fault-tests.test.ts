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
 * Codes that a test expects: what stands between quotes, or is what a notice on a screen is found by, in a stretch of code (blank
 * line to blank line) that asserts; what a stand-in throws does not count.
 */
function expectedIn(text: string): ReadonlySet<string> {
	const asserting = text.split(/\n\s*\n/).filter((stretch) => /\bexpect\(|\bit\.each\(|\.waitFor\(/.test(stretch));
	const said = asserting.flatMap((stretch) => [
		...stretch.matchAll(/(new Fault\()?(?:'\[?(\w+)\]?'|data-fault=(\w+)\])/g),
	]);
	return new Set(said.flatMap(([, thrown, quoted, found]) => (thrown === undefined ? [quoted ?? found ?? ''] : [])));
}

describe('fault codes', () => {
	it('are each expected by a test that causes them', () => {
		const all = tests();
		expect(all.length).toBeGreaterThan(100);
		const expected = new Set(all.flatMap(({ text }) => [...expectedIn(text)]));
		const lonely = Object.keys(FAULT_CODES).filter((code) => !expected.has(code));
		expect(lonely).toEqual([]);
	});

	it('are not counted where they are only named, thrown or listed', () => {
		expect(expectedIn("const CODES = ['diskFull'];").has('diskFull')).toBe(false);
		expect(expectedIn("throw new Fault('diskFull');\nexpect(1).toBe(1);").has('diskFull')).toBe(false);
		expect(expectedIn("expect(caught.code).toBe('diskFull');").has('diskFull')).toBe(true);
		expect(expectedIn("await page.locator('[data-fault=diskFull]').waitFor();").has('diskFull')).toBe(true);
	});
});
