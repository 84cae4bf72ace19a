import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpusTexts } from './held-out.ts';

const TRAINING = join(import.meta.dirname, '../../../../ocr/training');
const REAL = join(import.meta.dirname, '../../../../../shared/data');
const RUN = 5;

/** As `words` of ocr/training/overlap.py: small letters, no punctuation around a word, any number counts as "0". */
function words(text: string): readonly string[] {
	return text
		.normalize('NFC')
		.toLowerCase()
		.split(/\s+/u)
		.map((token) => token.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
		.filter((token) => token !== '')
		.map((token) => (/\p{Nd}/u.test(token) ? '0' : token));
}

function runs(text: string): readonly string[] {
	const found = words(text);
	return found.slice(RUN - 1).map((_, i) => found.slice(i, i + RUN).join(' '));
}

let lines: readonly string[];
let trained: ReadonlySet<string>;
let formulas: ReadonlySet<string>;

const shared = (texts: readonly string[]): readonly string[] =>
	[...new Set(texts.flatMap(runs))].filter((run) => trained.has(run) && !formulas.has(run));

beforeAll(async () => {
	const packed = await readFile(join(TRAINING, 'lines.txt.gz'));
	lines = gunzipSync(packed).toString('utf8').trimEnd().split('\n');
	trained = new Set(lines.flatMap((line) => runs(line.slice(2))));
	const listed = JSON.parse(await readFile(join(TRAINING, 'formulas.json'), 'utf8')) as readonly string[];
	formulas = new Set(listed.flatMap(runs));
});

describe('training text of the Vietnamese model', () => {
	it('is there, and would show what it shares with a page', () => {
		expect(lines.length).toBeGreaterThan(30_000);
		expect(trained.size).toBeGreaterThan(100_000);
		const long = lines.find((line) => words(line.slice(2)).length > 12 && shared([line.slice(2)]).length > 0) ?? '';
		expect(shared([`Trang 1. ${long.slice(2).toUpperCase()}`]).length).toBeGreaterThan(5);
	});

	it('shares no run of five words with the pages of the corpus, formulas of official letters aside', () => {
		const texts = corpusTexts();
		expect(texts.length).toBeGreaterThan(1_000);
		expect(shared(texts)).toEqual([]);
	});

	it.skipIf(!existsSync(REAL))('nor with the real pages that Sohoa is measured with', async () => {
		const files = (await readdir(REAL, { recursive: true })).filter((f) => /^vn-[^/]+\/[^/]+\/text\/.*\.txt$/u.test(f));
		expect(files.length).toBeGreaterThan(20);
		expect(shared(await Promise.all(files.map((file) => readFile(join(REAL, file), 'utf8'))))).toEqual([]);
	});

	it('holds no long formula that could hide a text', () => {
		expect(Math.max(...[...formulas].map((run) => run.length))).toBeLessThan(45);
		expect(formulas.size).toBeLessThan(200);
	});
});
