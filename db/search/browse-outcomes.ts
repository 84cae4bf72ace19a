import type { Outcome } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sql } from '../capability.ts';
import { COLUMNS, type OutcomeColumns, toOutcome } from '../repo/outcomes.ts';
import { allOf, chosen, chosenDays, inScope, type SearchFilters } from './filters.ts';

/** Orders of a list. `newest`: as they came in. Rows without the value come last. */
export type BrowseOrder = 'newest' | 'issueDate' | 'number' | 'owner';

/** `after`: the `next` of the page before. */
export type BrowseQuery = SearchFilters & {
	readonly order: BrowseOrder;
	readonly limit: number;
	readonly after?: string | undefined;
};

/** A page of outcomes in the order asked for. */
export type BrowsePage = { readonly outcomes: readonly Outcome[]; readonly next?: string };

/** The column that an order walks, and which way. */
const WALKS: Readonly<Record<BrowseOrder, readonly [column: string | undefined, way: 'ASC' | 'DESC']>> = {
	newest: [undefined, 'DESC'],
	issueDate: ['issue_date', 'DESC'],
	number: ['number_order', 'ASC'],
	owner: ['owner_order', 'ASC'],
};

const MAX_LIMIT = 1_000;

/** Outcomes under the conditions, without words: one walk along an index, from where the page before ended. */
export async function browseOutcomes(db: ReadableDb, query: BrowseQuery): Promise<BrowsePage> {
	const limit = Math.min(Math.max(1, Math.trunc(query.limit)), MAX_LIMIT);
	const { text, values } = browseStatement(query, limit + 1);
	const rows = await sql<OutcomeColumns & { readonly seq: number }>(db, text, values);
	const page = rows.slice(0, limit).map(({ seq: _seq, ...columns }) => toOutcome(columns));
	const last = rows[limit - 1];
	return rows.length > limit && last !== undefined ? { outcomes: page, next: String(last.seq) } : { outcomes: page };
}

/** Filters and order run over the narrow rows; the wide ones are fetched for the page only. */
export function browseStatement(
	query: BrowseQuery,
	limit: number,
): { readonly text: string; readonly values: readonly SqlValue[] } {
	const [column, way] = WALKS[query.order];
	const walksDays = query.order === 'issueDate' ? chosenDays(query, true) : [];
	const where = allOf([inScope(query.scope), ...walksDays, ...chosen(query), ...afterCondition(query)]);
	const order = column === undefined ? `c.seq ${way}` : `c.${column} ${way}, c.seq ${way}`;
	const page = `SELECT c.seq FROM catalogue AS c WHERE ${where.text} ORDER BY ${order} LIMIT ?`;
	return {
		text: `SELECT o.seq, ${COLUMNS} FROM (${page}) AS p CROSS JOIN outcomes AS o ON o.seq = p.seq`,
		values: [...where.values, limit],
	};
}

/** The cursor is a row; what it is sorted by is looked up, so that nothing of a paper travels in it. */
function afterCondition({ after, order }: BrowseQuery): readonly { text: string; values: readonly SqlValue[] }[] {
	if (after === undefined || !/^\d{1,15}$/.test(after)) return [];
	const [column, way] = WALKS[order];
	const than = way === 'DESC' ? '<' : '>';
	const seq = Number(after);
	if (column === undefined) return [{ text: `c.seq ${than} ?`, values: [seq] }];
	const text = `(c.${column}, c.seq) ${than} (SELECT k.${column}, k.seq FROM catalogue AS k WHERE k.seq = ?)`;
	return [{ text, values: [seq] }];
}
