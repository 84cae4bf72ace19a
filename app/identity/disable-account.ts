import { appendAudit, changeAccount, deleteSessionsOf } from '../../db/index.ts';
import type { AccountId, Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { accountInScope } from './account-summary.ts';
import { assertAdminLeft } from './assert-admin-left.ts';

/** Disables an account; its sessions end. Nothing is deleted. @throws {Fault} `notAllowed`, `accountMissing`, `lastAdmin`. */
export async function disableAccount(actor: Actor, core: Core, accountId: AccountId): Promise<void> {
	const admin = permit(actor, 'disableAccount');
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await accountInScope(tx, admin, accountId);
		await assertAdminLeft(tx, accountId);
		await changeAccount(tx, accountId, { disabled: true });
		await deleteSessionsOf(tx, accountId);
		await appendAudit(tx, auditActor(admin.accountId), { kind: 'accountDisabled', accountId }, at);
	});
}
