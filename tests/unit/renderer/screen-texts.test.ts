import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUDIT_EVENT_KINDS } from '../../../domain/index.ts';
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

/** Where the audit log's facts get their words. */
const ROOT = join(import.meta.dirname, '../../..');
const sourceOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const namesIn = (text: string, pattern: RegExp): readonly string[] => [
	...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

describe('the words of the audit log', () => {
	it('name every kind of event, and no other', () => {
		const actions = [...vi.keys()].filter((key) => key.startsWith('action.')).map((key) => key.slice(7));
		expect(actions.toSorted()).toEqual(AUDIT_EVENT_KINDS.toSorted());
	});

	it('name every fact that an event holds, and every step that an outcome takes', () => {
		const events = sourceOf('domain/audit.ts').split('export type AuditEvent =')[1]?.split('export type')[0] ?? '';
		const facts = namesIn(events, /readonly (\w+)\??:/g).filter((name) => name !== 'kind' && name !== 'facts');
		expect(facts.length).toBeGreaterThan(25);
		const told = namesIn(sourceOf('renderer/parts/audit/audit-facts.ts'), /case '(\w+)':/g);
		expect(facts.filter((name) => !told.includes(name) && !vi.has(`audit.fact.${name}`))).toEqual([]);
		const steps = namesIn(sourceOf('domain/outcome-event.ts'), /kind: '(\w+)'/g);
		expect(steps.length).toBeGreaterThan(10);
		expect(steps.filter((step) => !vi.has(`audit.event.${step}`))).toEqual([]);
	});
});

describe('screen texts', () => {
	it('are there in both languages, key by key', () => {
		expect(vi.size).toBeGreaterThan(80);
		// English has a singular where Vietnamese needs none.
		const english = [...en.keys()].filter((key) => !key.endsWith('_one'));
		expect(english.toSorted()).toEqual([...vi.keys()].toSorted());
	});

	it('fill the same gaps in both languages', () => {
		for (const [key, text] of vi) expect([key, gaps(en.get(key) ?? '')]).toEqual([key, gaps(text)]);
	});

	it('are NFC, trimmed and not empty', () => {
		for (const [key, text] of [...vi, ...en]) expect([key, text]).toEqual([key, text.normalize('NFC').trim()]);
		expect([...vi.values(), ...en.values()]).not.toContain('');
	});
});
