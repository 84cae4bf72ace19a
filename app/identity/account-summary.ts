import { type Account, getAccount, getOrgUnit, type ReadableDb } from '../../db/index.ts';
import { type AccountActor, type AccountId, Fault, type OrgUnitId, type Role } from '../../domain/index.ts';

/** An account as administrators see it: without its password hash. */
export type AccountSummary = {
	readonly id: AccountId;
	readonly name: string;
	readonly roles: readonly Role[];
	readonly orgUnit: { readonly id: OrgUnitId; readonly name: string };
	readonly disabled: boolean;
	/** UTC, ISO 8601: closed until then after wrong passwords; may lie in the past. */
	readonly lockedUntil?: string;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
};

/** The summary of a row. */
export async function summarize(db: ReadableDb, account: Account): Promise<AccountSummary> {
	const unit = await getOrgUnit(db, account.orgUnitId);
	const { id, name, roles, disabled, lockedUntil, createdAt } = account;
	return {
		id,
		name,
		roles,
		orgUnit: { id: account.orgUnitId, name: unit?.name ?? '' },
		disabled,
		...(lockedUntil !== undefined && { lockedUntil }),
		createdAt,
	};
}

/** The account, when it is one that this administrator looks after. @throws {Fault} `accountMissing`. */
export async function accountInScope(db: ReadableDb, actor: AccountActor, id: AccountId): Promise<Account> {
	const account = await getAccount(db, id);
	if (account === undefined || !actor.orgUnitScope.includes(account.orgUnitId)) throw new Fault('accountMissing');
	return account;
}
