import type { FaultRecord, JobId, OrgUnitId } from '../../domain/index.ts';
import { type ReadableDb, run, type SqlValue, sql, sqlOne, type WritableDb } from '../capability.ts';
import { newId } from '../new-id.ts';

/** Where a job is. Failed ones stay until a person retries or cancels them. */
export type JobState = 'queued' | 'running' | 'finished' | 'failed' | 'cancelled';

/** A piece of work that outlives the process. */
export type Job<Payload> = {
	readonly id: JobId;
	readonly kind: string;
	/** What it is about, such as an outcome's id. */
	readonly subjectId?: string;
	readonly payload: Payload;
	readonly state: JobState;
	/** How often it was started. */
	readonly attempts: number;
	/** UTC, ISO 8601: not to be started before. */
	readonly notBefore: string;
	/** What finished steps yielded, by name: a retry skips them. Values as JSON gave them. */
	readonly steps: Readonly<Record<string, unknown>>;
	/** Why the last attempt did not finish. */
	readonly fault?: FaultRecord;
	readonly createdAt: string;
	readonly updatedAt: string;
};

/** Turns what JSON gave into a payload, or throws. Payloads are parsed before a job runs: an older version may have written them. */
export type ParsePayload<Payload> = (value: unknown) => Payload;

/** A job to be. `payload`: fit for JSON; ids and paths, no personal data. */
export type NewJob = {
	readonly kind: string;
	readonly subjectId?: string;
	readonly payload: unknown;
	/** UTC, ISO 8601; default: at once. */
	readonly notBefore?: string;
};

/** Adds a job, in the transaction that makes its subject, so that neither is there without the other. */
export async function enqueueJob(tx: WritableDb, job: NewJob, at: string): Promise<JobId> {
	const id: JobId = newId();
	await run(
		tx,
		`INSERT INTO jobs (id, kind, subject_id, payload, state, not_before, created_at, updated_at)
		VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)`,
		[id, job.kind, job.subjectId ?? null, JSON.stringify(job.payload), job.notBefore ?? at, at, at],
	);
	return id;
}

/**
 * Adds a job that the caller does itself, at once, because it can't be done again without a person (a signature needs a
 * password that is kept nowhere): it is there so that a crash can be cleaned up after.
 */
export async function beginJob(tx: WritableDb, job: NewJob, at: string): Promise<JobId> {
	const id = await enqueueJob(tx, job, at);
	await run(tx, "UPDATE jobs SET state = 'running', attempts = 1 WHERE id = ?", [id]);
	return id;
}

/** Starts the oldest job of one of the kinds that is due, or `undefined`: its state is `running`, its attempts counted up. */
export async function claimNextJob(
	tx: WritableDb,
	kinds: readonly string[],
	now: string,
): Promise<Job<unknown> | undefined> {
	const row = await sqlOne<JobColumns>(
		tx,
		`UPDATE jobs SET state = 'running', attempts = attempts + 1, updated_at = ?
		WHERE seq = (${NEXT_JOB_SQL}) RETURNING ${COLUMNS}`,
		[now, JSON.stringify(kinds), now],
	);
	return row && toJob(row);
}

/** Finds the next job: the queued ones in the order they came. */
export const NEXT_JOB_SQL = `SELECT seq FROM jobs WHERE state = 'queued' AND kind IN (SELECT value FROM json_each(?))
	AND not_before <= ? ORDER BY seq LIMIT 1`;

/** Keeps what a step yielded (fit for JSON). */
export async function finishStep(tx: WritableDb, id: JobId, step: string, result: unknown, at: string): Promise<void> {
	const row = await sqlOne<{ steps: string }>(tx, 'SELECT steps FROM jobs WHERE id = ?', [id]);
	if (row === undefined) throw new Error('No such job');
	const steps: Readonly<Record<string, unknown>> = { ...JSON.parse(row.steps), [step]: result ?? null };
	await run(tx, 'UPDATE jobs SET steps = ?, updated_at = ? WHERE id = ?', [JSON.stringify(steps), at, id]);
}

/** The job is done. */
export function finishJob(tx: WritableDb, id: JobId, at: string): Promise<void> {
	return leave(tx, id, 'finished', null, at, at);
}

/** The job is queued again, for `notBefore`; its finished steps stay. */
export function retryJob(tx: WritableDb, id: JobId, notBefore: string, fault: FaultRecord, at: string): Promise<void> {
	return leave(tx, id, 'queued', fault, notBefore, at);
}

/** The job has failed for good, and stays visible. */
export function failJob(tx: WritableDb, id: JobId, fault: FaultRecord, at: string): Promise<void> {
	return leave(tx, id, 'failed', fault, at, at);
}

/** A person does not want it any more. */
export async function cancelJob(tx: WritableDb, id: JobId, at: string): Promise<void> {
	await run(
		tx,
		"UPDATE jobs SET state = 'cancelled', updated_at = ? WHERE id = ? AND state IN ('queued', 'running', 'failed')",
		[at, id],
	);
}

/** A person wants a failed job tried again: it is due at once, with a fresh count of attempts. Whether it was failed. */
export async function reviveJob(tx: WritableDb, id: JobId, at: string): Promise<boolean> {
	const rows = await sql<{ id: string }>(
		tx,
		`UPDATE jobs SET state = 'queued', attempts = 0, not_before = ?, updated_at = ?
		WHERE id = ? AND state = 'failed' RETURNING id`,
		[at, at, id],
	);
	return rows.length === 1;
}

/** Queued jobs of a kind are due at once: what they waited for has happened. */
export async function hastenJobs(tx: WritableDb, kind: string, at: string): Promise<void> {
	await run(tx, "UPDATE jobs SET not_before = ?, updated_at = ? WHERE kind = ? AND state = 'queued'", [at, at, kind]);
}

/**
 * After a crash: what was running is queued again, if it is of a kind that can be done again, else cancelled. To be called
 * once, before the runner starts. How many there were.
 */
export async function requeueInterruptedJobs(tx: WritableDb, kinds: readonly string[], at: string): Promise<number> {
	const rows = await sql<{ id: string }>(
		tx,
		`UPDATE jobs SET updated_at = ?,
			state = CASE WHEN kind IN (SELECT value FROM json_each(?)) THEN 'queued' ELSE 'cancelled' END
		WHERE state = 'running' RETURNING id`,
		[at, JSON.stringify(kinds)],
	);
	return rows.length;
}

/** The job, or `undefined`. */
export async function getJob(db: ReadableDb, id: JobId): Promise<Job<unknown> | undefined> {
	const row = await sqlOne<JobColumns>(db, `SELECT ${COLUMNS} FROM jobs WHERE id = ?`, [id]);
	return row && toJob(row);
}

/** Which jobs to list. */
export type JobQuery = {
	/** Only jobs about outcomes of these org units. */
	readonly scope?: readonly OrgUnitId[];
	readonly states?: readonly JobState[];
	readonly kind?: string;
	readonly subjectId?: string;
	readonly limit: number;
};

/** Jobs, newest first. */
export async function listJobs(db: ReadableDb, query: JobQuery): Promise<readonly Job<unknown>[]> {
	const where: string[] = [];
	const values: SqlValue[] = [];
	if (query.states !== undefined) {
		where.push('state IN (SELECT value FROM json_each(?))');
		values.push(JSON.stringify(query.states));
	}
	if (query.kind !== undefined) {
		where.push('kind = ?');
		values.push(query.kind);
	}
	if (query.subjectId !== undefined) {
		where.push('subject_id = ?');
		values.push(query.subjectId);
	}
	if (query.scope !== undefined) {
		where.push(
			`EXISTS (SELECT 1 FROM outcomes AS o WHERE o.id = jobs.subject_id
				AND o.org_unit_id IN (SELECT value FROM json_each(?)))`,
		);
		values.push(JSON.stringify(query.scope));
	}
	const filter = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
	values.push(Math.max(1, Math.trunc(query.limit)));
	const rows = await sql<JobColumns>(db, `SELECT ${COLUMNS} FROM jobs ${filter} ORDER BY seq DESC LIMIT ?`, values);
	return rows.map(toJob);
}

/** How many jobs of each state there are; states without any are absent. */
export async function countJobs(db: ReadableDb): Promise<Readonly<Partial<Record<JobState, number>>>> {
	const rows = await sql<{ state: JobState; n: number }>(db, 'SELECT state, count(*) AS n FROM jobs GROUP BY state');
	return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

/** The instant at which the next queued job of these kinds is due, or `undefined`: how long a runner may sleep. */
export async function nextJobDue(db: ReadableDb, kinds: readonly string[]): Promise<string | undefined> {
	const row = await sqlOne<{ due: string | null }>(
		db,
		"SELECT min(not_before) AS due FROM jobs WHERE state = 'queued' AND kind IN (SELECT value FROM json_each(?))",
		[JSON.stringify(kinds)],
	);
	return row?.due ?? undefined;
}

/** The same job with its payload parsed. Throws what `parse` throws. */
export function withPayload<Payload>(job: Job<unknown>, parse: ParsePayload<Payload>): Job<Payload> {
	return { ...job, payload: parse(job.payload) };
}

/** Only a running job can end: one that was cancelled meanwhile stays cancelled. */
async function leave(
	tx: WritableDb,
	id: JobId,
	state: JobState,
	fault: FaultRecord | null,
	notBefore: string,
	at: string,
): Promise<void> {
	const rows = await sql<{ id: string }>(
		tx,
		`UPDATE jobs SET state = CASE state WHEN 'running' THEN ? ELSE state END, fault = ?, not_before = ?, updated_at = ?
		WHERE id = ? AND state IN ('running', 'cancelled') RETURNING id`,
		[state, fault === null ? null : JSON.stringify(fault), notBefore, at, id],
	);
	if (rows.length !== 1) throw new Error('The job is not running');
}

type JobColumns = {
	readonly id: JobId;
	readonly kind: string;
	readonly subjectId: string | null;
	readonly payload: string;
	readonly state: JobState;
	readonly attempts: number;
	readonly notBefore: string;
	readonly steps: string;
	readonly fault: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
};

const COLUMNS = `id, kind, subject_id AS subjectId, payload, state, attempts, not_before AS notBefore, steps, fault,
	created_at AS createdAt, updated_at AS updatedAt`;

function toJob(row: JobColumns): Job<unknown> {
	const { subjectId, payload, steps, fault, ...rest } = row;
	return {
		...rest,
		...(subjectId !== null && { subjectId }),
		payload: JSON.parse(payload) as unknown,
		steps: JSON.parse(steps) as Readonly<Record<string, unknown>>,
		...(fault !== null && { fault: JSON.parse(fault) as FaultRecord }),
	};
}
