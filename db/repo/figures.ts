import type { AccountId, FieldName, OutcomeId, OutcomeStateKind } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sql, sqlOne } from '../capability.ts';
import type { Scope } from './outcomes.ts';

/** Whose figures: of the units in scope, or of one clerk's outcomes in them. Days: `YYYY-MM-DD`, +07:00, both included. */
export type FigureQuery = {
	readonly scope: Scope;
	readonly clerkId?: AccountId;
	readonly from: string;
	readonly to: string;
};

/** How many outcomes came to a state on a day. Each counts once a day, however often it came there. */
export type MoveCount = { readonly day: string; readonly to: OutcomeStateKind; readonly count: number };

/** Where a move led: `scanned` for whatever comes in, since a paper may come in read already. */
const LED_TO = `CASE WHEN m.to_state IN ('draft', 'discarded') THEN m.to_state
	WHEN m.from_state IS NULL OR m.from_state = 'draft' THEN 'scanned' ELSE m.to_state END`;

/** Moves that figures tell of; the others are more than half. */
const COUNTED = `m.to_state IN ('scanned', 'recognized', 'verified', 'submitted', 'approved', 'returned', 'stored')`;

/** Changes of state by day. */
export function countMoves(db: ReadableDb, query: FigureQuery): Promise<readonly MoveCount[]> {
	const { text, values } = movesWhere(query);
	return sql<MoveCount>(
		db,
		`SELECT m.day, ${LED_TO} AS "to", count(DISTINCT m.outcome_seq) AS count
		FROM outcome_moves AS m WHERE ${text} AND ${COUNTED} GROUP BY 1, 2`,
		values,
	);
}

/** How many different outcomes came to a state in the whole time. */
export function countMoved(db: ReadableDb, query: FigureQuery): Promise<readonly Omit<MoveCount, 'day'>[]> {
	const { text, values } = movesWhere(query);
	return sql(
		db,
		`SELECT ${LED_TO} AS "to", count(DISTINCT m.outcome_seq) AS count
		FROM outcome_moves AS m WHERE ${text} AND ${COUNTED} GROUP BY 1`,
		values,
	);
}

/** The middle of what led to a state, seconds, and of how many; `undefined` when nothing came there. */
export async function medianTook(
	db: ReadableDb,
	query: FigureQuery,
	to: 'submitted' | 'approved' | 'stored',
): Promise<{ readonly seconds: number; readonly count: number } | undefined> {
	const { text, values } = movesWhere(query);
	const rows = `FROM outcome_moves AS m WHERE ${text} AND m.to_state = ? AND m.took_s IS NOT NULL`;
	const count = (await sqlOne<{ n: number }>(db, `SELECT count(*) AS n ${rows}`, [...values, to]))?.n ?? 0;
	const middle = await sqlOne<{ seconds: number }>(
		db,
		`SELECT m.took_s AS seconds ${rows} ORDER BY m.took_s LIMIT 1 OFFSET ?`,
		[...values, to, Math.floor((count - 1) / 2)],
	);
	return count === 0 || middle === undefined ? undefined : { seconds: middle.seconds, count };
}

function movesWhere({ scope, clerkId, from, to }: FigureQuery): { readonly text: string; readonly values: SqlValue[] } {
	const days = 'm.day BETWEEN ? AND ?';
	const units = inUnits('m', scope);
	return clerkId === undefined
		? { text: `${units.text} AND ${days}`, values: [units.value, from, to] }
		: { text: `m.clerk_id = ? AND ${days} AND +${units.text}`, values: [clerkId, from, to, units.value] };
}

/** The scope as a condition. One unit is named by itself: its rows then come grouped out of the index. */
function inUnits(alias: 'm' | 'o', scope: Scope): { readonly text: string; readonly value: SqlValue } {
	return scope.length === 1
		? { text: `${alias}.org_unit_id = ?`, value: scope[0] ?? null }
		: { text: `${alias}.org_unit_id IN (SELECT value FROM json_each(?))`, value: JSON.stringify(scope) };
}

/** What lies in a state, and since when the oldest of it is under way (UTC, ISO 8601). */
export type Backlog = { readonly state: OutcomeStateKind; readonly count: number; readonly oldestAt: string };

/** All outcomes by state. */
export async function backlog(
	db: ReadableDb,
	{ scope, clerkId }: Pick<FigureQuery, 'scope' | 'clerkId'>,
): Promise<readonly Backlog[]> {
	const units = inUnits('o', scope);
	const where = clerkId === undefined ? units.text : `o.clerk_id = ? AND +${units.text}`;
	const values = [...(clerkId === undefined ? [] : [clerkId]), units.value];
	// Ids are UUIDv7: the smallest is the oldest.
	const rows = await sql<{ state: OutcomeStateKind; count: number; oldest: OutcomeId }>(
		db,
		`SELECT o.state, count(*) AS count, min(o.id) AS oldest FROM outcomes AS o WHERE ${where} GROUP BY o.state`,
		values,
	);
	const ids = JSON.stringify(rows.map(({ oldest }) => oldest));
	const began = await sql<{ id: OutcomeId; at: string }>(
		db,
		'SELECT id, created_at AS at FROM outcomes WHERE id IN (SELECT value FROM json_each(?))',
		[ids],
	);
	return rows.map(({ state, count, oldest }) => ({
		state,
		count,
		oldestAt: began.find(({ id }) => id === oldest)?.at ?? '',
	}));
}

/** What has become by now of the outcomes that came in in that time. `dossier`: of those that are stored. */
export type ShareCount = { readonly state: OutcomeStateKind; readonly dossier: 0 | 1 | null; readonly count: number };

/** The outcomes that came in, by where they are now. */
export function countTakenIn(db: ReadableDb, query: FigureQuery): Promise<readonly ShareCount[]> {
	const { text, values } = movesWhere(query);
	return sql<ShareCount>(
		db,
		`SELECT o.state, s.dossier, count(*) AS count FROM outcome_moves AS m CROSS JOIN outcomes AS o ON o.seq = m.outcome_seq
		LEFT JOIN outcome_moves AS s ON s.outcome_seq = m.outcome_seq AND s.to_state = 'stored'
		WHERE ${text} AND m.to_state IN ('draft', 'scanned', 'recognized') AND m.from_state IS NULL
		GROUP BY o.state, s.dossier`,
		values,
	);
}

/** How often a reason led back to the clerk; `null`: in a person's own words. */
export function countReturns(
	db: ReadableDb,
	{ scope, clerkId }: Pick<FigureQuery, 'scope' | 'clerkId'>,
	since: string,
): Promise<readonly { readonly code: string | null; readonly count: number }[]> {
	return sql(
		db,
		`SELECT n.code, count(*) AS count FROM outcome_notes AS n JOIN outcomes AS o ON o.id = n.outcome_id
		WHERE n.event = 'return' AND n.at >= ? AND o.org_unit_id IN (SELECT value FROM json_each(?))
			${clerkId === undefined ? '' : 'AND o.clerk_id = ?'}
		GROUP BY n.code ORDER BY count DESC`,
		[since, JSON.stringify(scope), ...(clerkId === undefined ? [] : [clerkId])],
	);
}

/** How the machine did on a field. */
export type FieldCount = {
	readonly field: FieldName;
	readonly kept: number;
	readonly corrected: number;
	readonly typed: number;
};

/** What became of the fields of what was submitted, the most corrected first. */
export function countFields(db: ReadableDb, query: FigureQuery): Promise<readonly FieldCount[]> {
	const { text, values } = movesWhere(query);
	return sql<FieldCount>(
		db,
		`SELECT m.field, sum(m.kept) AS kept, sum(m.corrected) AS corrected, sum(m.typed) AS typed
		FROM field_figures AS m WHERE ${text} GROUP BY m.field ORDER BY sum(m.corrected) + sum(m.typed) DESC, m.field`,
		values,
	);
}

/** Failed uploads by the fault that stopped them. */
export function countFailedUploads(
	db: ReadableDb,
	{ scope, clerkId }: Pick<FigureQuery, 'scope' | 'clerkId'>,
): Promise<readonly { readonly fault: string; readonly count: number }[]> {
	return sql(
		db,
		`SELECT json_extract(o.state_data, '$.fault') AS fault, count(*) AS count FROM outcomes AS o
		WHERE o.state = 'uploadFailed' AND o.org_unit_id IN (SELECT value FROM json_each(?))
			${clerkId === undefined ? '' : 'AND o.clerk_id = ?'}
		GROUP BY 1 ORDER BY count DESC`,
		[JSON.stringify(scope), ...(clerkId === undefined ? [] : [clerkId])],
	);
}
