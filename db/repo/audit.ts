import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
	type AuditActor,
	type AuditEntry,
	type AuditEvent,
	type AuditEventKind,
	type AuditId,
	auditSubject,
	type OutcomeId,
} from '../../domain/index.ts';
import { canonicalJson } from '../canonical-json.ts';
import { type Db, type ReadableDb, run, type SqlValue, sql, sqlOne, type WritableDb } from '../capability.ts';
import { newId } from '../new-id.ts';

/** The hash before the first event. */
const GENESIS = '0'.repeat(64);

/** Rows read at a time while checking: memory stays flat, and other work gets its turn. */
const BATCH = 1_000;

/**
 * Adds an event to the chain, in the transaction of the change that it tells of. `at`: UTC, ISO 8601.
 */
export async function appendAudit(tx: WritableDb, actor: AuditActor, event: AuditEvent, at: string): Promise<void> {
	const { seq, hash: previous } = await auditHead(tx);
	const entry: AuditEntry = { seq: seq + 1, id: newId(), at, actor, event };
	await run(
		tx,
		`INSERT INTO audit (seq, id, at, actor, kind, subject_id, event, previous_hash, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		[
			entry.seq,
			entry.id,
			at,
			canonicalJson(actor),
			event.kind,
			auditSubject(event) ?? null,
			canonicalJson(event),
			previous,
			chainHash(previous, entry),
		],
	);
}

/** The newest row of the chain: whoever keeps it elsewhere can prove the chain later. `seq` 0: the chain is empty. */
export type AuditHead = { readonly seq: number; readonly hash: string };

/** The chain's newest row. */
export async function auditHead(db: ReadableDb): Promise<AuditHead> {
	const last = await sqlOne<AuditHead>(db, 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
	return last ?? { seq: 0, hash: GENESIS };
}

/**
 * The latest instant among the newest 200 events, UTC, ISO 8601, or `undefined`: no right clock is before it. Not the newest
 * event's own, which a wrong clock has written itself; not that of all events, or a clock that was once ahead would count for ever.
 */
export async function latestAuditInstant(db: ReadableDb): Promise<string | undefined> {
	const newest = 'SELECT at FROM audit ORDER BY seq DESC LIMIT 200';
	return (await sqlOne<{ at: string | null }>(db, `SELECT max(at) AS at FROM (${newest})`))?.at ?? undefined;
}

/** Which events to list, newest first. */
export type AuditQuery = {
	readonly limit: number;
	/** The `seq` of the last one of the page before. */
	readonly before?: number | undefined;
	readonly subjectId?: OutcomeId | string | undefined;
	/** Instants, UTC, ISO 8601: `from` is included, `to` is not. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	/** Any of these. */
	readonly kinds?: readonly AuditEventKind[] | undefined;
	/** Done by any of these. */
	readonly actors?: readonly AuditActor[] | undefined;
};

/** Events, newest first; at most 500 at once. */
export async function listAudit(db: ReadableDb, query: AuditQuery): Promise<readonly AuditEntry[]> {
	const { subjectId, from, to, kinds, actors } = query;
	const filters: readonly (readonly [text: string, value: SqlValue | undefined])[] = [
		['seq < ?', query.before ?? Number.MAX_SAFE_INTEGER],
		['subject_id = ?', subjectId],
		['at >= ?', from],
		['at < ?', to],
		['kind IN (SELECT value FROM json_each(?))', kinds && JSON.stringify(kinds)],
		['actor IN (SELECT value FROM json_each(?))', actors && JSON.stringify(actors.map((one) => canonicalJson(one)))],
	];
	const asked = filters.filter(([, value]) => value !== undefined);
	const rows = await sql<AuditColumns>(
		db,
		`SELECT ${COLUMNS} FROM audit WHERE ${asked.map(([text]) => text).join(' AND ')} ORDER BY seq DESC LIMIT ?`,
		[...asked.map(([, value]) => value ?? null), Math.min(Math.max(1, Math.trunc(query.limit)), 500)],
	);
	return rows.map(toEntry);
}

/** What a check of the chain found. `head`: the newest hash; whoever keeps it elsewhere can prove the chain later. */
export type AuditCheck =
	| { readonly kind: 'whole'; readonly count: number; readonly head: string }
	| { readonly kind: 'broken'; readonly seq: number; readonly reason: AuditBreak };

/** changed: the row does not give its hash · unlinked: it does not follow the row before · missing: a number is left out, or the newest rows are gone. */
export type AuditBreak = 'changed' | 'unlinked' | 'missing';

/** Goes through the whole chain and tells the first place where it breaks. */
export async function verifyAudit(db: Db): Promise<AuditCheck> {
	let seq = 0;
	let head = GENESIS;
	for (;;) {
		const rows = await sql<AuditColumns>(db, `SELECT ${COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`, [
			seq,
			BATCH,
		]);
		for (const row of rows) {
			const reason = breakAt(row, seq, head);
			if (reason !== undefined) return { kind: 'broken', seq: reason === 'missing' ? seq + 1 : row.seq, reason };
			seq = row.seq;
			head = row.hash;
		}
		if (rows.length < BATCH) break;
		await setImmediate();
	}
	// SQLite counts the numbers it has given out, also those whose rows are gone.
	const given = await sqlOne<{ seq: number }>(db, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
	if ((given?.seq ?? 0) > seq) return { kind: 'broken', seq: seq + 1, reason: 'missing' };
	return { kind: 'whole', count: seq, head };
}

function breakAt(row: AuditColumns, before: number, head: string): AuditBreak | undefined {
	if (row.seq !== before + 1) return 'missing';
	if (row.previousHash !== head) return 'unlinked';
	return isAsHashed(row) ? undefined : 'changed';
}

/** Also the columns beside the event must say what the event says, and the texts be in their one spelling. */
function isAsHashed(row: AuditColumns): boolean {
	try {
		const entry = toEntry(row);
		return (
			chainHash(row.previousHash, entry) === row.hash &&
			canonicalJson(entry.event) === row.event &&
			entry.event.kind === row.kind &&
			(auditSubject(entry.event) ?? null) === row.subjectId
		);
	} catch {
		// No JSON any more: changed, whatever else it is.
		return false;
	}
}

function chainHash(previous: string, entry: AuditEntry): string {
	return createHash('sha256')
		.update(`${previous}\n${canonicalJson(entry)}`, 'utf8')
		.digest('hex');
}

type AuditColumns = {
	readonly seq: number;
	readonly id: string;
	readonly at: string;
	readonly actor: string;
	readonly kind: string;
	readonly subjectId: string | null;
	readonly event: string;
	readonly previousHash: string;
	readonly hash: string;
};

const COLUMNS = 'seq, id, at, actor, kind, subject_id AS subjectId, event, previous_hash AS previousHash, hash';

function toEntry(row: AuditColumns): AuditEntry {
	return {
		seq: row.seq,
		id: row.id as AuditId,
		at: row.at,
		actor: JSON.parse(row.actor) as AuditActor,
		event: JSON.parse(row.event) as AuditEvent,
	};
}
