import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchOutcomes } from '../../../db/index.ts';
import { cutSnippet } from '../../../db/search/snippet.ts';
import { toSearchWords } from '../../../db/search/words.ts';
import { fold } from '../../../domain/text/index.ts';
import { addOutcome, makeOffice, openTemp } from './support.ts';

const ONSETS = [
	'',
	'b',
	'c',
	'ch',
	'd',
	'đ',
	'gi',
	'h',
	'kh',
	'l',
	'm',
	'ng',
	'ngh',
	'nh',
	'ph',
	'qu',
	't',
	'th',
	'tr',
	'x',
];
const VOWELS = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
const TONES = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const CODAS = ['', 'n', 'ng', 'm', 't', 'c', 'ch', 'nh', 'p', 'i', 'u', 'o'];

const form = fc.constantFrom('NFC', 'NFD');
const syllable = fc
	.tuple(
		fc.constantFrom(...ONSETS),
		fc.constantFrom(...VOWELS),
		fc.constantFrom(...TONES),
		fc.constantFrom(...CODAS),
		form,
	)
	.map(([onset, vowel, tone, coda, as]) => (onset + vowel + tone + coda).normalize(as));
const anyCase = fc.tuple(syllable, fc.boolean()).map(([text, upper]) => (upper ? text.toUpperCase() : text));

describe('search, whatever is typed', () => {
	it('finds every Vietnamese syllable by itself, in any form and case, and by its fold', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		await fc.assert(
			fc.asyncProperty(fc.array(anyCase, { minLength: 1, maxLength: 5 }), async (words) => {
				const id = await db.write(async (tx) => (await addOutcome(tx, office, { body: words.join(' ') })).outcome.id);
				for (const text of [words.join(' '), words.map(fold).join(' '), (words[0] ?? '').normalize('NFD')]) {
					const page = await searchOutcomes(db, { scope: [office.unit], text, limit: 100 });
					// Newest first among equals: the row that was just added is on the first page.
					expect(page.hits.map((hit) => hit.outcome.id)).toContain(id);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it('never fails but for having nothing to look for', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		await db.write((tx) => addOutcome(tx, office, { body: 'and or not near kind 0kdecision số 1' }));
		const fragment = fc.constantFrom(
			'"',
			"'",
			'*',
			'(',
			')',
			':',
			'^',
			'-',
			'+',
			'AND',
			'OR',
			'NOT',
			'NEAR(',
			'{words}',
			'words:',
			' ',
			'a',
			'0',
			';--',
			'\0',
			'😀',
			'ậ',
		);
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join('')),
		);
		await fc.assert(
			fc.asyncProperty(text, async (typed) => {
				const search = searchOutcomes(db, { scope: [office.unit], text: typed, limit: 5 });
				if (toSearchWords(typed).length > 0) await search;
				else await expect(search).rejects.toMatchObject({ code: 'searchEmpty' });
			}),
			{ numRuns: 300 },
		);
	});

	it('never matches a facet, a mark or an operator as if it were a word', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		await db.write((tx) => addOutcome(tx, office, { body: 'Đường Hoà Bình', fields: { issueDate: '2026-07-15' } }));
		for (const text of [
			'kd',
			'0kdecision',
			'0y2026',
			'0m24318',
			'hoa2',
			'd9uong2',
			'words',
			`0u${office.unit.replaceAll('-', '')}`,
			'binh and duong',
		]) {
			expect([text, (await searchOutcomes(db, { scope: [office.unit], text, limit: 5 })).total]).toEqual([text, 0]);
		}
	});

	it('takes a bounded part of what is pasted', () => {
		const words = toSearchWords('123/QĐ-UBND '.repeat(1_000));
		expect(words.reduce((sum, word) => sum + word.tokens.length, 0)).toBe(16);
		expect(toSearchWords('a'.repeat(1_000_000)).length).toBe(1);
	});

	it('cuts snippets whose marks lie inside, in order, and hold what was looked for', () => {
		fc.assert(
			fc.property(fc.array(anyCase, { maxLength: 80 }), fc.nat(79), (words, at) => {
				const text = words.join(' ').normalize('NFC');
				const query = toSearchWords(words[at] ?? 'x');
				const snippet = cutSnippet(text, query);
				let end = 0;
				for (const mark of snippet.marks) {
					expect(mark.start).toBeGreaterThanOrEqual(end);
					expect(mark.end).toBeGreaterThan(mark.start);
					end = mark.end;
					const shown = fold(snippet.text.slice(mark.start, mark.end));
					expect(shown.startsWith(query[0]?.tokens[0] ?? '?')).toBe(true);
				}
				expect(end).toBeLessThanOrEqual(snippet.text.length);
				expect(text.replaceAll('\n', ' ')).toContain(snippet.text);
			}),
		);
	});
});
