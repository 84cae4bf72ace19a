import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../../i18n/index.ts';

type Tree = { readonly [key: string]: string | Tree };

/** Every text by its dotted key. */
function flatten(tree: Tree, prefix = ''): ReadonlyMap<string, string> {
	const flat = new Map<string, string>();
	for (const [key, value] of Object.entries(tree)) {
		if (typeof value === 'string') flat.set(prefix + key, value);
		else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
	}
	return flat;
}

const vi = flatten(TEXTS.vi.screen);
const en = flatten(TEXTS.en.screen);
const gaps = (text: string): readonly string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe('screen texts', () => {
	it('are there in both languages, key by key', () => {
		expect(vi.size).toBeGreaterThan(80);
		expect([...en.keys()].toSorted()).toEqual([...vi.keys()].toSorted());
	});

	it('fill the same gaps in both languages', () => {
		for (const [key, text] of vi) expect([key, gaps(en.get(key) ?? '')]).toEqual([key, gaps(text)]);
	});

	it('are NFC, trimmed and not empty', () => {
		for (const [key, text] of [...vi, ...en]) expect([key, text]).toEqual([key, text.normalize('NFC').trim()]);
		expect([...vi.values(), ...en.values()]).not.toContain('');
	});
});
