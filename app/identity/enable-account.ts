import { appendAudit, changeAccount } from '../../db/index.ts';
import type { AccountId, Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { accountInScope } from './account-summary.ts';

/** Lets a disabled account in again, and takes a lock after wrong passwords off. @throws {Fault} `notAllowed`, `accountMissing`. */
export async function enableAccount(actor: Actor, core: Core, accountId: AccountId): Promise<void> {
	const admin = permit(actor, 'enableAccount');
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await accountInScope(tx, admin, accountId);
		await changeAccount(tx, accountId, { disabled: false, failures: 0, lockedUntil: null });
		await appendAudit(tx, auditActor(admin.accountId), { kind: 'accountEnabled', accountId }, at);
	});
}
