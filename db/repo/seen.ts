import type { AccountActor, AuditEvent, AuditEventKind } from '../../domain/index.ts';
import { canonicalJson } from '../canonical-json.ts';
import { type ReadableDb, sqlOne, type WritableDb } from '../capability.ts';
import { appendAudit } from './audit.ts';

/** What a person had on the screen. */
export type SeenEvent = Extract<AuditEvent, { kind: 'outcomeShown' | 'pageRead' }>;

/**
 * Adds to the log that somebody saw this, once in a sitting: from signing in to signing out. Screens ask again and again for what
 * stands on them; whoever reads the log wants to know who has seen what. `at`: UTC, ISO 8601.
 */
export async function appendSeen(tx: WritableDb, actor: AccountActor, event: SeenEvent, at: string): Promise<void> {
	if (await hasSeen(tx, actor, event)) return;
	await appendAudit(tx, { kind: 'account', accountId: actor.accountId }, event, at);
}

/** Whether the log says so for this sitting. */
export async function hasSeen(
	db: ReadableDb,
	{ accountId, sessionId }: AccountActor,
	event: SeenEvent,
): Promise<boolean> {
	const kind: AuditEventKind = event.kind;
	const row = await sqlOne<{ seq: number }>(
		db,
		`SELECT seq FROM audit WHERE subject_id = ? AND kind = ? AND actor = ? AND event = ?
			AND at >= (SELECT created_at FROM sessions WHERE id = ?) LIMIT 1`,
		[event.outcomeId, kind, canonicalJson({ kind: 'account', accountId }), canonicalJson(event), sessionId],
	);
	return row !== undefined;
}
