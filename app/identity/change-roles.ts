import { appendAudit, changeAccountRoles } from '../../db/index.ts';
import { type AccountId, type Actor, Fault, type Role } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { accountInScope } from './account-summary.ts';
import { assertAdminLeft } from './assert-admin-left.ts';

/** Gives an account other roles, from its next call on. @throws {Fault} `notAllowed`, `accountMissing`, `invalidInput` (no role), `lastAdmin`. */
export async function changeRoles(
	actor: Actor,
	core: Core,
	accountId: AccountId,
	roles: readonly Role[],
): Promise<void> {
	const admin = permit(actor, 'changeRoles');
	if (roles.length === 0) throw new Fault('invalidInput', { paths: 'roles' });
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await accountInScope(tx, admin, accountId);
		if (!roles.includes('admin')) await assertAdminLeft(tx, accountId);
		await changeAccountRoles(tx, accountId, roles);
		await appendAudit(tx, auditActor(admin.accountId), { kind: 'rolesChanged', accountId, roles }, at);
	});
}
