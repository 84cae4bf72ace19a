import type {
	AccountId,
	FieldName,
	FieldResult,
	FieldResults,
	Outcome,
	OutcomeId,
	ReviewFigures,
	Sha256,
} from '../../domain/index.ts';
import { type ReadableDb, run, type SqlValue, sql, sqlOne, type WritableDb } from '../capability.ts';
import { COLUMNS, IN_SCOPE, type OutcomeColumns, type Scope, toOutcome } from './outcomes.ts';

/** What a supervisor had on the screen, and when (UTC, ISO 8601). */
export type Look = { readonly revision: number; readonly sha256: Sha256; readonly at: string };

/** A submitted outcome with what its queue shows. `figures` is absent until they are gathered. */
export type ReviewRow = {
	readonly outcome: Outcome;
	readonly score: number;
	readonly figures?: ReviewFigures;
	readonly pageCount: number;
	/** The original's path in the vault. */
	readonly originalPath: string;
	/** What this account has looked at last. */
	readonly look?: Look;
};

/** Where a page of the queue ends. */
export type ReviewCursor = { readonly score: number; readonly id: OutcomeId };

/** Which part of the queue. `seenOnly`: what the account has looked at, at whatever revision. */
export type ReviewQuery = {
	readonly scope: Scope;
	readonly accountId: AccountId;
	readonly limit: number;
	readonly after?: ReviewCursor;
	readonly seenOnly?: boolean;
};

/** Submitted outcomes in scope, the greatest deviation first, then the oldest. */
export async function listReviews(db: ReadableDb, query: ReviewQuery): Promise<readonly ReviewRow[]> {
	const { text, values } = reviewStatement(query);
	return (await sql<ReviewColumns>(db, text, values)).map(toReviewRow);
}

/** One submitted outcome, or `undefined` when it is not there, not in scope, or not submitted. */
export async function getReview(
	db: ReadableDb,
	id: OutcomeId,
	{ scope, accountId }: Pick<ReviewQuery, 'scope' | 'accountId'>,
): Promise<ReviewRow | undefined> {
	const text = `${SELECT} WHERE q.outcome_id = ? AND q.waiting = 1 AND ${IN_SCOPE}`;
	const row = await sqlOne<ReviewColumns>(db, text, [accountId, id, JSON.stringify(scope)]);
	return row && toReviewRow(row);
}

/** How many outcomes in scope are submitted. */
export async function countReviews(db: ReadableDb, scope: Scope): Promise<number> {
	const text = `SELECT count(*) AS n FROM review_figures AS q
		WHERE q.waiting = 1 AND q.org_unit_id IN (SELECT value FROM json_each(?))`;
	return (await sqlOne<{ n: number }>(db, text, [JSON.stringify(scope)]))?.n ?? 0;
}

/**
 * The statement of a page of the queue. One unit has its own ordered index; a scope of more walks the one over all. `+` keeps
 * SQLite from choosing an index that would make it sort.
 */
export function reviewStatement(query: ReviewQuery): { readonly text: string; readonly values: readonly SqlValue[] } {
	const { scope, accountId, limit, after, seenOnly = false } = query;
	const where = ['q.waiting = 1'];
	const values: SqlValue[] = [accountId];
	if (scope.length === 1) {
		where.push('q.org_unit_id = ?');
		values.push(scope[0] ?? null);
	} else {
		where.push('+q.org_unit_id IN (SELECT value FROM json_each(?))');
		values.push(JSON.stringify(scope));
	}
	if (seenOnly) where.push('l.outcome_id IS NOT NULL');
	if (after !== undefined) {
		where.push('q.score <= ? AND (q.score < ? OR q.outcome_id > ?)');
		values.push(after.score, after.score, after.id);
	}
	const text = `${SELECT} WHERE ${where.join(' AND ')} ORDER BY q.score DESC, q.outcome_id LIMIT ?`;
	return { text, values: [...values, limit] };
}

const SELECT = `SELECT ${COLUMNS}, q.score, q.figures,
	(SELECT v.page_count FROM outcome_versions AS v WHERE v.outcome_id = o.id ORDER BY v.number DESC LIMIT 1) AS pageCount,
	(SELECT f.path FROM files AS f WHERE f.outcome_id = o.id AND f.role = 'original' LIMIT 1) AS path,
	l.revision AS lookRevision, l.sha256 AS lookSha256, l.at AS lookAt
	FROM review_figures AS q CROSS JOIN outcomes AS o ON o.id = q.outcome_id
	LEFT JOIN looked_at AS l ON l.outcome_id = q.outcome_id AND l.account_id = ?`;

type ReviewColumns = OutcomeColumns & {
	readonly score: number;
	readonly figures: string | null;
	readonly pageCount: number | null;
	readonly path: string | null;
	readonly lookRevision: number | null;
	readonly lookSha256: string | null;
	readonly lookAt: string | null;
};

function toReviewRow(row: ReviewColumns): ReviewRow {
	const { score, figures, pageCount, path, lookRevision, lookSha256, lookAt, ...outcome } = row;
	const look =
		lookRevision !== null && lookSha256 !== null && lookAt !== null
			? { revision: lookRevision, sha256: lookSha256 as Sha256, at: lookAt }
			: undefined;
	return {
		outcome: toOutcome(outcome),
		score,
		...(figures !== null && { figures: JSON.parse(figures) as ReviewFigures }),
		pageCount: pageCount ?? 0,
		originalPath: path ?? '',
		...(look !== undefined && { look }),
	};
}

/** Keeps that an account has had this on the screen. */
export async function keepLook(tx: WritableDb, accountId: AccountId, id: OutcomeId, look: Look): Promise<void> {
	await run(
		tx,
		`INSERT INTO looked_at (account_id, outcome_id, revision, sha256, at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET revision = excluded.revision, sha256 = excluded.sha256, at = excluded.at`,
		[accountId, id, look.revision, look.sha256, look.at],
	);
}

/** What was gathered on a submitted outcome. `day`: of the submission, `YYYY-MM-DD`, +07:00. */
export type Gathered = {
	readonly figures: ReviewFigures;
	readonly score: number;
	readonly fields: FieldResults;
	readonly day: string;
};

/**
 * Keeps what was gathered on a submitted outcome, and counts what became of its fields. One that is submitted once more is
 * counted as it is now, under the day of its first submission.
 */
export async function keepReviewFigures(tx: WritableDb, outcome: Outcome, gathered: Gathered): Promise<void> {
	const known = await sqlOne<{ fields: string; day: string | null }>(
		tx,
		'SELECT fields, counted_on AS day FROM review_figures WHERE outcome_id = ?',
		[outcome.id],
	);
	if (known === undefined) return;
	const day = known.day ?? gathered.day;
	await run(tx, 'UPDATE review_figures SET figures = ?, score = ?, fields = ?, counted_on = ? WHERE outcome_id = ?', [
		JSON.stringify(gathered.figures),
		gathered.score,
		JSON.stringify(gathered.fields),
		day,
		outcome.id,
	]);
	const before = JSON.parse(known.fields) as FieldResults;
	for (const field of new Set([...fieldsOf(before), ...fieldsOf(gathered.fields)])) {
		if (before[field] === gathered.fields[field]) continue;
		await count(tx, outcome, day, field, before[field], -1);
		await count(tx, outcome, day, field, gathered.fields[field], 1);
	}
}

function fieldsOf(results: FieldResults): readonly FieldName[] {
	return Object.keys(results) as FieldName[];
}

async function count(
	tx: WritableDb,
	{ orgUnitId, clerkId }: Outcome,
	day: string,
	field: FieldName,
	result: FieldResult | undefined,
	by: 1 | -1,
): Promise<void> {
	if (result === undefined) return;
	await run(
		tx,
		`INSERT INTO field_figures (org_unit_id, day, clerk_id, field, ${result}) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET ${result} = ${result} + excluded.${result}`,
		[orgUnitId, day, clerkId, field, by],
	);
}
