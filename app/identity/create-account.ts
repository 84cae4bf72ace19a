import { appendAudit, insertAccount, newId } from '../../db/index.ts';
import { type AccountId, type Actor, Fault, nfc, type OrgUnitId, type Role } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type AccountSummary, accountInScope, summarize } from './account-summary.ts';
import { assertStrongPassword, hashPassword } from './password.ts';

export type NewAccountInput = {
	readonly name: string;
	readonly password: string;
	readonly roles: readonly Role[];
	/** The administrator's own when absent. */
	readonly orgUnitId?: OrgUnitId | undefined;
};

/** @throws {Fault} `notAllowed` (also for an org unit outside the administrator's), `accountExists`, `passwordTooWeak`. */
export async function createAccount(actor: Actor, core: Core, input: NewAccountInput): Promise<AccountSummary> {
	const admin = permit(actor, 'createAccount');
	const orgUnitId = input.orgUnitId ?? admin.orgUnitId;
	if (!admin.orgUnitScope.includes(orgUnitId)) throw new Fault('notAllowed', { useCase: 'createAccount' });
	assertStrongPassword(input.password);
	const passwordHash = await hashPassword(input.password);
	const id = newId<AccountId>();
	const name = nfc(input.name).trim();
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await insertAccount(tx, { id, orgUnitId, login: name, name, roles: input.roles, passwordHash }, at);
		const event = { kind: 'accountCreated', accountId: id, roles: input.roles } as const;
		await appendAudit(tx, auditActor(admin.accountId), event, at);
	});
	return summarize(core.db, await accountInScope(core.db, admin, id));
}
