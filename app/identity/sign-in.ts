import { randomBytes } from 'node:crypto';
import {
	type Account,
	appendAudit,
	changeAccount,
	deleteExpiredSessions,
	findAccountByLogin,
	insertSession,
	newId,
} from '../../db/index.ts';
import { type AccountActor, Fault, type SessionId } from '../../domain/index.ts';
import { auditActor } from '../account-actor.ts';
import { type IdentityCore, instantOf } from '../core.ts';
import { actorOf } from './current-actor.ts';
import { NOBODYS_HASH, verifyPassword } from './password.ts';

/** Failures in a row that lock an account: QCVN 12:2026/BCA. */
const MAX_FAILURES = 5;
/** How long it stays locked, minutes. */
const LOCK_MINUTES = 15;
/** A session ends after a long working day, hours. */
const SESSION_HOURS = 12;

export type SignedIn = { readonly token: string; readonly actor: AccountActor };

/**
 * Checks name and password and opens a session. An unknown name takes as long as a wrong password and says the same.
 *
 * @throws {Fault} `signInFailed`, `accountLocked`, `accountDisabled`.
 */
export async function signIn(core: IdentityCore, name: string, password: string): Promise<SignedIn> {
	const account = await findAccountByLogin(core.db, name);
	assertUnlocked(core, account);
	const right = await verifyPassword(password, account?.passwordHash ?? NOBODYS_HASH);
	if (account === undefined || !right) {
		await recordFailure(core, account);
		throw new Fault('signInFailed');
	}
	// Said only to those who know the password.
	if (account.disabled) throw new Fault('accountDisabled');
	return openSession(core, account);
}

function assertUnlocked(core: IdentityCore, account: Account | undefined): void {
	const lockedUntil = account?.lockedUntil;
	if (lockedUntil === undefined) return;
	const minutes = Math.ceil((Date.parse(lockedUntil) - core.clock.now().getTime()) / 60_000);
	if (minutes > 0) throw new Fault('accountLocked', { minutes });
}

async function recordFailure(core: IdentityCore, account: Account | undefined): Promise<void> {
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		let locked = false;
		if (account !== undefined) {
			// Counted on what the row says now: two failures at once are two.
			const failures = ((await findAccountByLogin(tx, account.login))?.failures ?? 0) + 1;
			locked = failures >= MAX_FAILURES;
			const until = new Date(core.clock.now().getTime() + LOCK_MINUTES * 60_000).toISOString();
			await changeAccount(tx, account.id, locked ? { failures: 0, lockedUntil: until } : { failures });
		}
		const about = account === undefined ? {} : { accountId: account.id };
		await appendAudit(tx, { kind: 'unknown' }, { kind: 'signInFailed', ...about, locked }, at);
	});
}

async function openSession(core: IdentityCore, account: Account): Promise<SignedIn> {
	const token = randomBytes(32).toString('base64url');
	const at = instantOf(core);
	const id = newId<SessionId>();
	const expiresAt = new Date(core.clock.now().getTime() + SESSION_HOURS * 3_600_000).toISOString();
	await core.db.write(async (tx) => {
		await deleteExpiredSessions(tx, at);
		await insertSession(tx, { id, accountId: account.id, createdAt: at, expiresAt }, token);
		await changeAccount(tx, account.id, { failures: 0, lockedUntil: null });
		await appendAudit(tx, auditActor(account.id), { kind: 'signedIn', accountId: account.id }, at);
	});
	return { token, actor: await actorOf(core, account, id) };
}
