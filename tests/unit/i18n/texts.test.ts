import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
	FAULT_CODES,
	FIELD_NAMES,
	OUTCOME_KIND_NAMES,
	OUTCOME_STATE_KINDS,
	ROLES,
	WARNING_CODES,
} from '../../../domain/index.ts';
import { fill, languageOf, TEXTS } from '../../../i18n/index.ts';
import { PREFLIGHT_CODES } from '../../../upload/index.ts';

const ROOT = join(import.meta.dirname, '../../..');

const ROOMS = ['domain', 'scan', 'ocr', 'sign', 'upload', 'db', 'app', 'cli', 'electron'];

/** All leaf keys, dotted. */
function keysOf(value: object, prefix = ''): string[] {
	return Object.entries(value).flatMap(([key, child]) =>
		typeof child === 'object' && child !== null ? keysOf(child, `${prefix}${key}.`) : [`${prefix}${key}`],
	);
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

/** The text at a dotted key. */
function textAt(texts: object, key: string): string {
	return String(key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], texts));
}

describe('texts', () => {
	it('has the same keys in both languages, with the same placeholders', () => {
		expect(keysOf(TEXTS.en).sort()).toEqual(keysOf(TEXTS.vi).sort());
		for (const key of keysOf(TEXTS.vi)) {
			expect([key, placeholders(textAt(TEXTS.en, key))]).toEqual([key, placeholders(textAt(TEXTS.vi, key))]);
		}
	});

	it('has no empty text, and all are NFC', () => {
		for (const texts of [TEXTS.vi, TEXTS.en]) {
			for (const key of keysOf(texts)) {
				const text = textAt(texts, key);
				expect([key, text.trim().length > 0, text.normalize('NFC') === text]).toEqual([key, true, true]);
			}
		}
	});

	it('names every fault, field, kind, state, role and warning', () => {
		expect(Object.keys(TEXTS.vi.fault).sort()).toEqual(Object.keys(FAULT_CODES).sort());
		expect(Object.keys(TEXTS.vi.field)).toEqual([...FIELD_NAMES]);
		expect(Object.keys(TEXTS.vi.kind)).toEqual([...OUTCOME_KIND_NAMES]);
		expect(Object.keys(TEXTS.vi.state).sort()).toEqual([...OUTCOME_STATE_KINDS].sort());
		expect(Object.keys(TEXTS.vi.role)).toEqual([...ROLES]);
		expect(Object.keys(TEXTS.vi.warning).sort()).toEqual([...WARNING_CODES].sort());
		expect(Object.keys(TEXTS.vi.preflight)).toEqual([...PREFLIGHT_CODES]);
	});

	it('explains every fault in docs/errors.md, one heading each', () => {
		const headings = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')
			.split('\n')
			.filter((line) => line.startsWith('## '))
			.map((line) => line.slice(3).trim());
		expect(headings.sort()).toEqual(Object.keys(FAULT_CODES).sort());
	});

	it('asks for no placeholder that a fault does not carry', () => {
		const sources = ROOMS.flatMap((room) =>
			readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.ts'))
				.map((name) => readFileSync(join(ROOT, room, name), 'utf8')),
		);
		const thrown = sources.flatMap((source) => [...source.matchAll(/new Fault\(\s*'(\w+)'(?:,\s*\{([^}]*)\})?/g)]);
		expect(thrown.length).toBeGreaterThan(50);
		for (const [, code = '', data = ''] of thrown) {
			const texts = TEXTS.vi.fault[code as keyof typeof TEXTS.vi.fault];
			for (const name of placeholders(texts.text + texts.advice)) {
				expect([code, data, new RegExp(`\\b${name}\\b`).test(data)]).toEqual([code, data, true]);
			}
		}
	});

	it('fills placeholders and shows what is missing', () => {
		expect(fill('{{a}} và {{b}}', { a: 1 })).toBe('1 và ?');
	});

	it('speaks Vietnamese unless the environment says English', () => {
		expect(languageOf({})).toBe('vi');
		expect(languageOf({ LANG: 'en_GB.UTF-8' })).toBe('en');
		expect(languageOf({ LANG: 'en_US.UTF-8', SOHOA_LANG: 'vi' })).toBe('vi');
	});
});
