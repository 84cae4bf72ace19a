import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../../domain/index.ts';
import { DEFAULT_LIMITS, openSource } from '../../../scan/index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/hostile');
const present = existsSync(join(DATA, 'expected.tsv'));

/** Classes of the oracle whose files must end in a fault, and in which. */
const MUST_FAULT: Readonly<Record<string, readonly string[]>> = {
	'pixel bomb': ['imageTooLarge', 'imageDamaged'],
	'count bomb': ['tooManyPages'],
	'empty file': ['fileEmpty'],
	'encrypted, password unknown': ['pdfEncrypted'],
};

type Row = { readonly file: string; readonly class: string; readonly expected: string };

function rows(): readonly Row[] {
	if (!present) return [];
	return readFileSync(join(DATA, 'expected.tsv'), 'utf8')
		.trim()
		.split('\n')
		.slice(1)
		.map((line) => {
			const [file = '', kind = '', , expected = ''] = line.split('\t');
			return { file, class: kind, expected };
		});
}

type Result = {
	readonly faults: readonly string[];
	readonly pages: number;
	readonly words: number;
	readonly encodings: readonly string[];
};

async function readAll(path: string): Promise<Result> {
	const faults: string[] = [];
	const encodings: string[] = [];
	let pages = 0;
	let words = 0;
	const note = (error: unknown): void => {
		if (!isFault(error)) throw error;
		faults.push(error.code);
	};
	try {
		const document = await openSource(path, { limits: { pdfPageMs: 10_000 } });
		for (let index = 0; index < document.pageCount; index++) {
			try {
				const page = await document.page(index);
				const picture = page.kind === 'picture' ? page.picture : page.uncovered;
				if (page.kind === 'kept') words += page.words.length;
				if (picture !== undefined) {
					encodings.push(picture.encoding);
					expect(picture.widthPx * picture.heightPx).toBeLessThanOrEqual(DEFAULT_LIMITS.maxPixels);
				}
				pages++;
			} catch (error) {
				note(error);
			}
		}
		await document.close();
	} catch (error) {
		note(error);
	}
	return { faults, pages, words, encodings };
}

describe.skipIf(!present)('hostile files end in a fault or in pages, never in a crash', () => {
	it('has its oracle and its files', () => {
		expect(rows().length).toBeGreaterThanOrEqual(78);
	});

	it.each(rows())('$file ($class)', async (row) => {
		const before = readdirSync(DATA).length;
		const result = await readAll(join(DATA, row.file));
		const must = MUST_FAULT[row.class];
		if (must !== undefined) {
			expect(result.pages).toBe(0);
			expect(must).toContain(result.faults[0]);
		} else if (
			row.expected === 'fault' ||
			row.expected.startsWith('fault (not') ||
			row.expected === 'fault; never fetched'
		) {
			expect(result.faults.length).toBeGreaterThan(0);
			expect(result.pages).toBe(0);
		} else {
			expect(result.faults.length + result.pages).toBeGreaterThan(0);
			expect(result.faults).not.toContain('unexpected');
		}
		if (row.class === 'empty') expect(result).toMatchObject({ pages: 1, words: 0, encodings: ['tiff'] });
		if (row.expected === 'as any other PDF' || row.expected === 'read by content')
			expect(result.pages).toBeGreaterThan(0);
		expect(readdirSync(DATA).length).toBe(before);
	});
});
