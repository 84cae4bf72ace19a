import { type AccountId, Fault, type OrgUnitId, ROLES, type Role } from '../../domain/index.ts';
import { isUniqueError, onDb, type ReadableDb, type WritableDb } from '../capability.ts';
import { ACCOUNT_ROLES, ACCOUNTS, type AccountRow } from '../rows/office.ts';

/** An account as it is kept. `passwordHash` is a text that holds its own method and salt; it stays inside the core. */
export type Account = {
	readonly id: AccountId;
	readonly orgUnitId: OrgUnitId;
	/** What a person signs in with, as {@link loginKey} writes it. */
	readonly login: string;
	/** What is shown. */
	readonly name: string;
	readonly roles: readonly Role[];
	readonly passwordHash: string;
	/** Wrong passwords in a row. */
	readonly failures: number;
	/** UTC, ISO 8601; may lie in the past. */
	readonly lockedUntil?: string;
	readonly disabled: boolean;
	readonly createdAt: string;
	readonly passwordSetAt: string;
};

export type NewAccount = Pick<Account, 'id' | 'orgUnitId' | 'login' | 'name' | 'roles' | 'passwordHash'>;

/** What can be changed on an account. `lockedUntil: null` takes the lock off. */
export type AccountChange = {
	readonly failures?: number;
	readonly lockedUntil?: string | null;
	readonly disabled?: boolean;
};

/** One spelling of a sign-in name: NFC, lower case, no blanks around it. Marks count: `hoà` and `hoa` are two people. */
export function loginKey(login: string): string {
	return login.normalize('NFC').trim().toLowerCase();
}

/** @throws {Fault} `accountExists` when the name is taken. */
export async function insertAccount(tx: WritableDb, account: NewAccount, at: string): Promise<void> {
	const { roles, ...rest } = account;
	const row: AccountRow = {
		...rest,
		login: loginKey(account.login),
		failures: 0,
		lockedUntil: null,
		disabled: 0,
		createdAt: at,
		passwordSetAt: at,
	};
	try {
		await onDb(tx, (manager) => manager.insert(ACCOUNTS, row));
	} catch (error) {
		throw isUniqueError(error) ? new Fault('accountExists', {}, error) : error;
	}
	const roleRows = [...new Set(roles)].map((role) => ({ accountId: account.id, role }));
	await onDb(tx, (manager) => manager.insert(ACCOUNT_ROLES, roleRows));
}

/** The account, or `undefined`. */
export async function getAccount(db: ReadableDb, id: AccountId): Promise<Account | undefined> {
	const row = await onDb(db, (manager) => manager.findOneBy(ACCOUNTS, { id }));
	return row === null ? undefined : withRoles(db, row);
}

/** The account that signs in with that name, however it is spelt, or `undefined`. */
export async function findAccountByLogin(db: ReadableDb, login: string): Promise<Account | undefined> {
	const row = await onDb(db, (manager) => manager.findOneBy(ACCOUNTS, { login: loginKey(login) }));
	return row === null ? undefined : withRoles(db, row);
}

/** All accounts, by sign-in name. */
export async function listAccounts(db: ReadableDb): Promise<readonly Account[]> {
	const rows = await onDb(db, (manager) => manager.find(ACCOUNTS, { order: { login: 'ASC' } }));
	const roles = await onDb(db, (manager) => manager.find(ACCOUNT_ROLES));
	return rows.map((row) => {
		const own = roles.filter((role) => role.accountId === row.id).map((role) => role.role);
		return toAccount(row, own);
	});
}

/** @throws {Fault} `accountMissing`. */
export async function changeAccount(tx: WritableDb, id: AccountId, change: AccountChange): Promise<void> {
	const { disabled, ...rest } = change;
	await update(tx, id, { ...rest, ...(disabled !== undefined && { disabled: disabled ? 1 : 0 }) });
}

/**
 * A new password: also forgets failures and takes a lock off.
 *
 * @throws {Fault} `accountMissing`.
 */
export async function changePasswordHash(tx: WritableDb, id: AccountId, hash: string, at: string): Promise<void> {
	await update(tx, id, { passwordHash: hash, passwordSetAt: at, failures: 0, lockedUntil: null });
}

/** Puts other roles in the place of an account's roles. The caller knows that there is such an account. */
export async function changeAccountRoles(tx: WritableDb, id: AccountId, roles: readonly Role[]): Promise<void> {
	await onDb(tx, (manager) => manager.delete(ACCOUNT_ROLES, { accountId: id }));
	const rows = [...new Set(roles)].map((role) => ({ accountId: id, role }));
	await onDb(tx, (manager) => manager.insert(ACCOUNT_ROLES, rows));
}

async function update(tx: WritableDb, id: AccountId, set: Partial<AccountRow>): Promise<void> {
	const { affected } = await onDb(tx, (manager) => manager.update(ACCOUNTS, { id }, set));
	if (affected !== 1) throw new Fault('accountMissing');
}

async function withRoles(db: ReadableDb, row: AccountRow): Promise<Account> {
	const roles = await onDb(db, (manager) => manager.findBy(ACCOUNT_ROLES, { accountId: row.id }));
	return toAccount(
		row,
		roles.map((role) => role.role),
	);
}

function toAccount(row: AccountRow, roles: readonly string[]): Account {
	const { lockedUntil, disabled, ...rest } = row;
	return {
		...rest,
		id: row.id as AccountId,
		orgUnitId: row.orgUnitId as OrgUnitId,
		roles: ROLES.filter((role) => roles.includes(role)),
		...(lockedUntil !== null && { lockedUntil }),
		disabled: disabled === 1,
	};
}
