import { type ReadableDb, type SqlValue, sql } from '../capability.ts';
import { queryFacets } from './facets.ts';
import {
	allOf,
	type Condition,
	chosen,
	chosenDays,
	chosenOwners,
	chosenSorts,
	FACETS,
	type Facet,
	inScope,
	type SearchFilters,
} from './filters.ts';
import { matchText } from './match.ts';
import { toSearchWords } from './words.ts';

/** A value that can be chosen and how many outcomes it would leave. `value`: a key; `label`: as it stands on a paper. */
export type FacetCount = { readonly value: string; readonly label: string; readonly count: number };

/** Counts by facet, most first (years: newest first). `total`: under all conditions. `capped`: there are more than were counted. */
export type FacetCounts = { readonly total: number; readonly capped: boolean } & {
	readonly [F in Facet]: readonly FacetCount[];
};

/** Values shown of one facet: more is no list to choose from, a word is typed instead. */
const SHOWN: Readonly<Record<Facet, number>> = { kind: 30, state: 20, body: 12, year: 12, owner: 8, clerk: 12 };

/**
 * Hits of words that are counted, the newest: a word that tens of thousands of papers hold says little, and who typed it adds
 * another (measured 2026-11-23, 100,000 hits: 1.3 s; 5,000: 40 ms).
 */
export const MAX_COUNTED = 5_000;

const VALUE: Readonly<Record<Facet, string>> = {
	kind: 'c.kind',
	state: 'c.state',
	body: 'c.body_key',
	year: 'c.year',
	owner: 'c.owner_key',
	clerk: 'c.clerk_id',
};

/**
 * For each facet the values that are found and how many of them, under the words and all conditions but the facet's own.
 * Values that are not known (no issuing body read) are not counted. Owners are counted among hits of words only: without words
 * there are as many owners as papers.
 */
export async function countFacets(db: ReadableDb, filters: SearchFilters, text: string): Promise<FacetCounts> {
	const { text: statement, values } = facetStatement(filters, text);
	const rows = await sql<{ facet: Facet | 'total' | 'counted'; value: string; count: number }>(db, statement, values);
	const of = (facet: Facet | 'total' | 'counted') => rows.filter((row) => row.facet === facet);
	const body = await labels(db, 'issuing_body', 'body_key', of('body'));
	const owner = await labels(db, 'owner_name', 'owner_key', of('owner'));
	const plain = (facet: Facet) => of(facet).map(({ value, count }) => ({ value, label: '', count }));
	return {
		kind: plain('kind'),
		state: plain('state'),
		year: plain('year'),
		clerk: plain('clerk'),
		body,
		owner,
		total: of('total')[0]?.count ?? 0,
		capped: (of('counted')[0]?.count ?? 0) > MAX_COUNTED,
	};
}

/** How a value is written on one of its papers. */
function labels(
	db: ReadableDb,
	column: 'issuing_body' | 'owner_name',
	key: 'body_key' | 'owner_key',
	counts: readonly { readonly value: string; readonly count: number }[],
): Promise<readonly FacetCount[]> {
	return sql<FacetCount>(
		db,
		`SELECT j.value ->> 'value' AS value, j.value ->> 'count' AS count, coalesce((
			SELECT c.${column} FROM catalogue AS c WHERE c.${key} = j.value ->> 'value' LIMIT 1
		), '') AS label FROM json_each(?) AS j ORDER BY j.key`,
		[JSON.stringify(counts)],
	);
}

type Statement = { readonly text: string; readonly values: readonly SqlValue[] };

/** The statement of {@link countFacets}. */
export function facetStatement(filters: SearchFilters, text: string): Statement {
	const sources = sourcesOf(filters, text);
	const counts = FACETS.flatMap((facet) => {
		if (facet === 'owner' && sources.words === undefined) return [];
		const { name, where } = sources.of(facet);
		const value = VALUE[facet];
		const order = facet === 'year' ? '2 DESC' : '3 DESC, 2';
		return {
			text: `SELECT * FROM (SELECT '${facet}' AS facet, ${value} AS value, sum(c.n) AS count FROM ${name} AS c
				WHERE ${where.text} AND ${value} <> '' GROUP BY 2 ORDER BY ${order} LIMIT ${SHOWN[facet]})`,
			values: where.values,
		};
	});
	const { name, where } = sources.of(undefined);
	const total = `SELECT 'total', '', coalesce(sum(c.n), 0) FROM ${name} AS c WHERE ${where.text}`;
	const counted = sources.words === undefined ? [] : [{ text: `SELECT 'counted', '', count(*) FROM hits`, values: [] }];
	const parts = [...counts, { text: total, values: where.values }, ...counted];
	return {
		text: `${sources.text} ${parts.map((part) => part.text).join(' UNION ALL ')}`,
		values: [...sources.values, ...parts.flatMap((part) => part.values)],
	};
}

/** Where a facet is counted (a table with `n`) and under which conditions. */
type Source = { readonly name: string; readonly where: Condition };
type Sources = Statement & { readonly words: true | undefined; of(facet: Facet | undefined): Source };

const ROW = 'c.kind, c.state, c.body_key, substr(c.issue_date, 1, 4) AS year, c.clerk_id, c.owner_key, c.issue_date';

/**
 * Words: the hits are gathered once, and each facet counts among them. An owner, or days that are no whole years: the few rows that
 * an index gives. Otherwise the counts that the database keeps.
 */
function sourcesOf(filters: SearchFilters, text: string): Sources {
	const scope = inScope(filters.scope);
	const words = toSearchWords(text);
	if (words.length > 0) {
		const match = matchText(words, queryFacets({ scope: filters.scope }));
		return {
			text: `WITH hits AS MATERIALIZED (SELECT ${ROW}, 1 AS n FROM search_index AS f CROSS JOIN catalogue AS c ON c.seq = f.rowid
				WHERE f.search_index MATCH ? AND ${scope.text} ORDER BY f.rowid DESC LIMIT ${MAX_COUNTED + 1})`,
			values: [match, ...scope.values],
			words: true,
			of: (facet) => ({ name: 'hits', where: allOf(chosen(filters, facet)) }),
		};
	}
	const kept = (facet: Facet | undefined): Source => ({
		name: 'catalogue_counts',
		where: allOf([scope, ...chosenSorts(filters, facet), ...wholeYears(filters, facet)]),
	});
	const owners = chosenOwners(filters);
	if (owners.length === 0 && isWholeYears(filters)) return { text: '', values: [], words: undefined, of: kept };
	const rows = (facet: Facet | undefined): Source => ({ name: 'hits', where: allOf(chosen(filters, facet)) });
	const few =
		owners.length > 0
			? allOf([
					scope,
					{ text: 'c.owner_key IN (SELECT value FROM json_each(?))', values: [JSON.stringify(filters.owners)] },
				])
			: allOf([scope, ...chosenDays(filters, true)]);
	return {
		text: `WITH hits AS MATERIALIZED (SELECT ${ROW}, 1 AS n FROM catalogue AS c WHERE ${few.text})`,
		values: few.values,
		words: undefined,
		of: (facet) => (facet === 'year' && owners.length === 0 ? kept(facet) : rows(facet)),
	};
}

function isWholeYears({ from, to }: SearchFilters): boolean {
	return (from === undefined || from.endsWith('-01-01')) && (to === undefined || to.endsWith('-12-31'));
}

function wholeYears({ from, to }: SearchFilters, facet: Facet | undefined): readonly Condition[] {
	if (facet === 'year' || (from === undefined && to === undefined)) return [];
	const values = [from?.slice(0, 4) ?? '0000', to?.slice(0, 4) ?? '9999'];
	return [{ text: 'c.year BETWEEN ? AND ?', values }];
}
