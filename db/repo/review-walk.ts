import type { OutcomeId } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sqlOne } from '../capability.ts';
import type { Scope } from './outcomes.ts';

/** Where an outcome stands in the supervisors' queue, and between which others. */
export type ReviewPlace = {
	/** From 1; absent for one that is not, or no longer, in the queue. */
	readonly position?: number;
	/** All that is submitted in scope. */
	readonly total: number;
	/** The one after it, the first after the last; absent when there is no other. */
	readonly next?: OutcomeId;
	/** The one before it, the last before the first. */
	readonly previous?: OutcomeId;
};

/** The place of an outcome in the queue's order: the greatest deviation first, then the oldest. */
export async function reviewPlace(db: ReadableDb, id: OutcomeId, scope: Scope): Promise<ReviewPlace> {
	const own = await one<{ score: number }>(db, scope, 'q.score', 'q.outcome_id = ?', [id]);
	const total = (await one<{ n: number }>(db, scope, 'count(*) AS n', '1', []))?.n ?? 0;
	const idAt = async (order: string, condition: string, values: readonly SqlValue[]): Promise<OutcomeId | undefined> =>
		(await one<{ id: OutcomeId }>(db, scope, 'q.outcome_id AS id', `${condition} ORDER BY ${order} LIMIT 1`, values))
			?.id;
	const others = ['q.outcome_id <> ?', [id]] as const;
	const here = own === undefined ? undefined : [own.score, own.score, id];
	const next = (here && (await idAt(DOWN, AFTER, here))) ?? (await idAt(DOWN, ...others));
	const previous = (here && (await idAt(UP, BEFORE, here))) ?? (await idAt(UP, ...others));
	const before = here && (await one<{ n: number }>(db, scope, 'count(*) AS n', BEFORE, here))?.n;
	return {
		total,
		...(before !== undefined && { position: before + 1 }),
		...(next !== undefined && { next }),
		...(previous !== undefined && { previous }),
	};
}

const DOWN = 'q.score DESC, q.outcome_id';
const UP = 'q.score, q.outcome_id DESC';
const AFTER = 'q.score <= ? AND (q.score < ? OR q.outcome_id > ?)';
const BEFORE = 'q.score >= ? AND (q.score > ? OR q.outcome_id < ?)';

async function one<Row>(
	db: ReadableDb,
	scope: Scope,
	columns: string,
	condition: string,
	values: readonly SqlValue[],
): Promise<Row | undefined> {
	const text = `SELECT ${columns} FROM review_figures AS q
		WHERE q.waiting = 1 AND +q.org_unit_id IN (SELECT value FROM json_each(?)) AND ${condition}`;
	return sqlOne<Row>(db, text, [JSON.stringify(scope), ...values]);
}
