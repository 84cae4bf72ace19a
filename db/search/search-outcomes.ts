import { Fault, type Outcome, type OutcomeId, type OutcomeKind, type OutcomeStateKind } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sql } from '../capability.ts';
import { COLUMNS, IN_SCOPE, type OutcomeColumns, type Scope, toOutcome } from '../repo/outcomes.ts';
import { currentReadingsOf, type StoredReadings } from '../repo/readings.ts';
import { queryFacets } from './facets.ts';
import { SEARCH_TABLES, type SearchTable } from './index-outcome.ts';
import { matchText } from './match.ts';
import { countWords, cutSnippet, type Snippet } from './snippet.ts';
import { type SearchWord, toSearchWords } from './words.ts';

/** What to look for. `from`, `to`: issue date, `YYYY-MM-DD`, both included. `after`: the `next` of the page before. */
export type SearchQuery = {
	readonly scope: Scope;
	readonly text: string;
	readonly kinds?: readonly OutcomeKind[];
	/** Default: all but `discarded`. */
	readonly states?: readonly OutcomeStateKind[];
	readonly from?: string;
	readonly to?: string;
	readonly limit: number;
	readonly after?: string;
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
	const broadest: Look = { table: 'search_index', match: matchText(words, queryFacets(query)), order: 'any' };
	const found = (await findRows(db, query, broadest, MAX_HITS + 1)).length;
	const total = Math.min(found, MAX_HITS);
	const end = Math.min(offset + limit, total);
	const seqs = (await rankedRows(db, query, words, end)).slice(offset, end);
	const hits = await loadHits(db, seqs, words);
	const page = { hits, total, more: found > MAX_HITS };
	return end < total ? { ...page, next: String(end) } : page;
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
export type Look = { readonly table: SearchTable; readonly match: string; readonly order: 'newest' | 'any' };

function rankedLooks(query: SearchQuery, words: readonly SearchWord[]): readonly Look[] {
	const facets = queryFacets(query);
	const marks = words.flatMap((word) => word.marked ?? []);
	return SEARCH_TABLES.flatMap((table) => {
		const all: Look = { table, match: matchText(words, facets), order: 'newest' };
		return marks.length === 0 ? [all] : [{ ...all, match: matchText(words, facets, marks) }, all];
	});
}

async function findRows(db: ReadableDb, query: Filters, look: Look, limit: number): Promise<readonly number[]> {
	const { text, values } = searchStatement(query, look, limit);
	return (await sql<{ seq: number }>(db, text, values)).map((row) => row.seq);
}

type Filters = Omit<SearchQuery, 'text' | 'limit' | 'after'>;

/** The statement of one look. CROSS JOIN fixes the order: the index first, then each row by its number. */
export function searchStatement(
	query: Filters,
	{ table, match, order }: Look,
	limit: number,
): { readonly text: string; readonly values: readonly SqlValue[] } {
	const where = [`f.${table} MATCH ?`, `+${IN_SCOPE}`];
	const values: SqlValue[] = [match, JSON.stringify(query.scope)];
	if (query.states === undefined) {
		where.push("+o.state <> 'discarded'");
	} else {
		where.push('+o.state IN (SELECT value FROM json_each(?))');
		values.push(JSON.stringify(query.states));
	}
	if (query.kinds !== undefined) {
		where.push('o.kind IN (SELECT value FROM json_each(?))');
		values.push(JSON.stringify(query.kinds));
	}
	const dated = query.from !== undefined || query.to !== undefined;
	if (dated) {
		where.push('+t.issue_date BETWEEN ? AND ?');
		values.push(query.from ?? '0000-00-00', query.to ?? '9999-99-99');
	}
	const text = `SELECT f.rowid AS seq FROM ${table} AS f CROSS JOIN outcomes AS o ON o.seq = f.rowid
		${dated ? 'CROSS JOIN search_texts AS t ON t.seq = f.rowid' : ''}
		WHERE ${where.join(' AND ')} ${order === 'newest' ? 'ORDER BY f.rowid DESC' : ''} LIMIT ?`;
	return { text, values: [...values, limit] };
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
