import { type Account, appendAudit, deleteSession, findSession, getAccount, orgUnitScope } from '../../db/index.ts';
import { type AccountActor, Fault, type SessionId } from '../../domain/index.ts';
import { auditActor } from '../account-actor.ts';
import { type IdentityCore, instantOf } from '../core.ts';

/** The account as an actor: with the org units it may see. */
export async function actorOf(core: IdentityCore, account: Account, sessionId: SessionId): Promise<AccountActor> {
	return {
		kind: 'account',
		accountId: account.id,
		sessionId,
		name: account.name,
		roles: account.roles,
		orgUnitId: account.orgUnitId,
		orgUnitScope: await orgUnitScope(core.db, account.orgUnitId),
	};
}

/**
 * Who a session token stands for. Roles are read anew each time: what an administrator takes away is gone at once.
 *
 * @throws {Fault} `sessionExpired` when the token is unknown, too old, or its account disabled.
 */
export async function currentActor(core: IdentityCore, token: string | undefined): Promise<AccountActor> {
	const session = token === undefined ? undefined : await findSession(core.db, token);
	if (session === undefined || session.expiresAt <= instantOf(core)) throw new Fault('sessionExpired');
	const account = await getAccount(core.db, session.accountId);
	if (account === undefined || account.disabled) throw new Fault('sessionExpired');
	return actorOf(core, account, session.id);
}

/** Ends the session of a token; a token that is nobody's is fine too. */
export async function signOut(core: IdentityCore, token: string): Promise<void> {
	const session = await findSession(core.db, token);
	if (session === undefined) return;
	await core.db.write(async (tx) => {
		await deleteSession(tx, session.id);
		const event = { kind: 'signedOut', accountId: session.accountId } as const;
		await appendAudit(tx, auditActor(session.accountId), event, instantOf(core));
	});
}
