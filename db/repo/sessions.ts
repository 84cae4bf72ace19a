import { createHash } from 'node:crypto';
import { LessThanOrEqual } from 'typeorm';
import type { AccountId, SessionId } from '../../domain/index.ts';
import { onDb, type ReadableDb, type WritableDb } from '../capability.ts';
import { SESSIONS, type SessionRow } from '../rows/office.ts';

/** A signed-in person. Times: UTC, ISO 8601. */
export type Session = {
	readonly id: SessionId;
	readonly accountId: AccountId;
	readonly createdAt: string;
	readonly expiresAt: string;
};

/** Keeps a session by the SHA-256 of its token. The token must be random (it is not salted): 32 bytes or more. */
export async function insertSession(tx: WritableDb, session: Session, token: string): Promise<void> {
	await onDb(tx, (manager) => manager.insert(SESSIONS, { ...session, tokenHash: hashToken(token) }));
}

/** The session of a token, also an expired one, or `undefined`. */
export async function findSession(db: ReadableDb, token: string): Promise<Session | undefined> {
	const row = await onDb(db, (manager) => manager.findOneBy(SESSIONS, { tokenHash: hashToken(token) }));
	return row === null ? undefined : toSession(row);
}

/** Moves the end of a session. */
export async function extendSession(tx: WritableDb, id: SessionId, expiresAt: string): Promise<void> {
	await onDb(tx, (manager) => manager.update(SESSIONS, { id }, { expiresAt }));
}

/** Ends a session. */
export async function deleteSession(tx: WritableDb, id: SessionId): Promise<void> {
	await onDb(tx, (manager) => manager.delete(SESSIONS, { id }));
}

/** Ends all sessions of an account: it was disabled, or has a new password. */
export async function deleteSessionsOf(tx: WritableDb, accountId: AccountId): Promise<void> {
	await onDb(tx, (manager) => manager.delete(SESSIONS, { accountId }));
}

/** Removes what ended at or before `now`. */
export async function deleteExpiredSessions(tx: WritableDb, now: string): Promise<void> {
	await onDb(tx, (manager) => manager.delete(SESSIONS, { expiresAt: LessThanOrEqual(now) }));
}

function hashToken(token: string): string {
	return createHash('sha256').update(token, 'utf8').digest('hex');
}

function toSession({ tokenHash: _secret, ...row }: SessionRow): Session {
	return { ...row, id: row.id as SessionId, accountId: row.accountId as AccountId };
}
