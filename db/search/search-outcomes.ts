import { Fault, type Outcome, type OutcomeId } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sql } from '../capability.ts';
import { COLUMNS, type OutcomeColumns, toOutcome } from '../repo/outcomes.ts';
import { currentReadingsOf, type StoredReadings } from '../repo/readings.ts';
import { type FacetQuery, queryFacets } from './facets.ts';
import { allOf, chosen, inScope, type SearchFilters } from './filters.ts';
import { SEARCH_TABLES, type SearchTable } from './index-outcome.ts';
import { matchText } from './match.ts';
import { countWords, cutSnippet, type Snippet } from './snippet.ts';
import { type SearchWord, toSearchWords } from './words.ts';

/** `best`: as it ranks. The others sort all that is found; rows without the value come last. */
export type SearchOrder = 'best' | 'newest' | 'issueDate' | 'number' | 'owner';

/** What to look for. `after`: the `next` of the page before. */
export type SearchQuery = SearchFilters & {
	readonly text: string;
	/** Default: `best`. */
	readonly order?: SearchOrder | undefined;
	readonly limit: number;
	readonly after?: string | undefined;
};

/** An outcome that was found, with its current readings and the place in its text. */
export type SearchHit = {
	readonly outcome: Outcome;
	readonly fields: StoredReadings;
	readonly snippet: Snippet;
};

/** A page of hits, best first. `total` is counted up to {@link MAX_HITS}; `more`: there are more than that. */
export type SearchPage = {
	readonly hits: readonly SearchHit[];
	readonly total: number;
	readonly more: boolean;
	readonly next?: string;
};

/** Nobody reads further; a person who sees "more than 1,000" adds a word. */
export const MAX_HITS = 1_000;

const MAX_LIMIT = 100;

/**
 * Finds outcomes by words, with or without marks, and by numbers, also parts of them. Rank: all words in a number, then in the
 * fields, then anywhere; among equals those with the very marks that were typed, then the newest. It is no bm25, which has to
 * count all rows of every word before it can rank one: with common words that alone costs more than the whole search may
 * (measured 2026-11-23, 50,000 outcomes, CPU: `quyet dinh` 27 ms, `nguyen van an` 64 ms, by row number 0.7 ms; and it grows with the rows).
 *
 * @throws {Fault} `searchEmpty` when the text holds no letter and no digit.
 */
export async function searchOutcomes(db: ReadableDb, query: SearchQuery): Promise<SearchPage> {
	const words = toSearchWords(query.text);
	if (words.length === 0) throw new Fault('searchEmpty');
	const limit = Math.min(Math.max(1, Math.trunc(query.limit)), MAX_LIMIT);
	const offset = readCursor(query.after);
	const broadest: Look = { table: 'search_index', match: matchText(words, facetsOf(query)), order: 'any' };
	const found = (await findRows(db, query, broadest, MAX_HITS + 1)).length;
	const total = Math.min(found, MAX_HITS);
	const end = Math.min(offset + limit, total);
	const ranked = await orderedRows(db, query, words, end);
	const hits = await loadHits(db, ranked.slice(offset, end), words);
	const page = { hits, total, more: found > MAX_HITS };
	return end < total ? { ...page, next: String(end) } : page;
}

/** Whether a text holds anything to look for. */
export function holdsWords(text: string): boolean {
	return toSearchWords(text).length > 0;
}

/** The ids of what a search finds, in its order, at most {@link MAX_HITS}. `more`: there are others. */
export async function findIds(
	db: ReadableDb,
	query: SearchQuery,
): Promise<{ readonly ids: readonly OutcomeId[]; readonly more: boolean }> {
	const words = toSearchWords(query.text);
	const limit = Math.min(query.limit, MAX_HITS);
	const seqs = await orderedRows(db, query, words, limit + 1);
	const rows = await sql<{ seq: number; id: OutcomeId }>(
		db,
		'SELECT seq, id FROM outcomes WHERE seq IN (SELECT value FROM json_each(?))',
		[JSON.stringify(seqs)],
	);
	const ids = new Map(rows.map((row) => [row.seq, row.id]));
	return { ids: seqs.slice(0, limit).flatMap((seq) => ids.get(seq) ?? []), more: seqs.length > limit };
}

function orderedRows(
	db: ReadableDb,
	query: SearchQuery,
	words: readonly SearchWord[],
	wanted: number,
): Promise<readonly number[]> {
	const { order = 'best' } = query;
	if (order === 'best') return rankedRows(db, query, words, wanted);
	return findRows(db, query, { table: 'search_index', match: matchText(words, facetsOf(query)), order }, wanted);
}

/** Row numbers, best first, as many as asked for: better places are looked through first, so that a full page ends the search. */
async function rankedRows(
	db: ReadableDb,
	query: SearchQuery,
	words: readonly SearchWord[],
	wanted: number,
): Promise<readonly number[]> {
	const ranked = new Set<number>();
	for (const look of rankedLooks(query, words)) {
		if (ranked.size >= wanted) break;
		for (const seq of await findRows(db, query, look, wanted)) ranked.add(seq);
	}
	return [...ranked];
}

/** One look through an index. */
export type Look = {
	readonly table: SearchTable;
	readonly match: string;
	readonly order: 'any' | Exclude<SearchOrder, 'best'>;
};

function rankedLooks(query: SearchQuery, words: readonly SearchWord[]): readonly Look[] {
	const facets = facetsOf(query);
	const marks = words.flatMap((word) => word.marked ?? []);
	return SEARCH_TABLES.flatMap((table) => {
		const all: Look = { table, match: matchText(words, facets), order: 'newest' };
		return marks.length === 0 ? [all] : [{ ...all, match: matchText(words, facets, marks) }, all];
	});
}

/** Those conditions that the index holds as words. */
function facetsOf({ scope, kinds, from, to }: SearchQuery): readonly (readonly string[])[] {
	const query: FacetQuery = {
		scope,
		...(kinds !== undefined && { kinds }),
		...(from !== undefined && { from }),
		...(to !== undefined && { to }),
	};
	return queryFacets(query);
}

async function findRows(db: ReadableDb, query: SearchFilters, look: Look, limit: number): Promise<readonly number[]> {
	const { text, values } = searchStatement(query, look, limit);
	return (await sql<{ seq: number }>(db, text, values)).map((row) => row.seq);
}

const ORDERS: Readonly<Record<Look['order'], string>> = {
	any: '',
	newest: 'ORDER BY f.rowid DESC',
	issueDate: 'ORDER BY c.issue_date DESC, c.seq DESC',
	number: 'ORDER BY c.number_order, c.seq',
	owner: 'ORDER BY c.owner_order, c.seq',
};

/** The statement of one look. CROSS JOIN fixes the order: the index first, then each narrow row by its number. */
export function searchStatement(
	filters: SearchFilters,
	{ table, match, order }: Look,
	limit: number,
): { readonly text: string; readonly values: readonly SqlValue[] } {
	const where = allOf([inScope(filters.scope), ...chosen(filters)]);
	const text = `SELECT f.rowid AS seq FROM ${table} AS f CROSS JOIN catalogue AS c ON c.seq = f.rowid
		WHERE f.${table} MATCH ? AND ${where.text} ${ORDERS[order]} LIMIT ?`;
	return { text, values: [match, ...where.values, limit] };
}

type HitColumns = OutcomeColumns & {
	readonly seq: number;
	readonly number: string;
	readonly fields: string;
	readonly body: string;
};

async function loadHits(
	db: ReadableDb,
	seqs: readonly number[],
	words: readonly SearchWord[],
): Promise<readonly SearchHit[]> {
	const rows = await sql<HitColumns>(
		db,
		`SELECT o.seq, ${COLUMNS}, t.number, t.fields, t.body FROM outcomes AS o JOIN search_texts AS t ON t.seq = o.seq
		WHERE o.seq IN (SELECT value FROM json_each(?))`,
		[JSON.stringify(seqs)],
	);
	const bySeq = new Map(rows.map((row) => [row.seq, row]));
	const readings = await currentReadingsOf(
		db,
		rows.map((row) => row.id as OutcomeId),
	);
	return seqs.flatMap((seq) => {
		const row = bySeq.get(seq);
		if (row === undefined) return [];
		const { seq: _seq, number, fields, body, ...columns } = row;
		const outcome = toOutcome(columns);
		return [{ outcome, fields: readings.get(outcome.id) ?? {}, snippet: snippetOf([number, fields, body], words) }];
	});
}

/** From the number when it holds all words, else from the fields, else from the body. */
function snippetOf(
	texts: readonly [number: string, fields: string, body: string],
	words: readonly SearchWord[],
): Snippet {
	const [number, fields, body] = texts;
	const whole = [number, fields].find((text) => countWords(text, words) === words.length);
	return cutSnippet(whole ?? (body || fields), words);
}

/** The cursor is a place in the ranking. Anything else than one we gave out starts at the beginning. */
function readCursor(after: string | undefined): number {
	return after !== undefined && /^\d{1,4}$/.test(after) ? Math.min(Number(after), MAX_HITS) : 0;
}
