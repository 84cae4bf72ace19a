import { appendAudit, changePasswordHash, deleteSessionsOf } from '../../db/index.ts';
import type { AccountId, Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { accountInScope } from './account-summary.ts';
import { assertStrongPassword, hashPassword } from './password.ts';

/** Sets a new password, takes a lock off and ends the account's sessions. @throws {Fault} `notAllowed`, `accountMissing`, `passwordTooWeak`. */
export async function setPassword(actor: Actor, core: Core, accountId: AccountId, password: string): Promise<void> {
	const admin = permit(actor, 'setPassword');
	assertStrongPassword(password);
	const hash = await hashPassword(password);
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await accountInScope(tx, admin, accountId);
		await changePasswordHash(tx, accountId, hash, at);
		await deleteSessionsOf(tx, accountId);
		await appendAudit(tx, auditActor(admin.accountId), { kind: 'passwordSet', accountId }, at);
	});
}
