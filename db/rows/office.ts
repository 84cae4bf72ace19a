import { EntitySchema } from 'typeorm';

/** Rows as they lie in the tables; only `db/repo` sees them. */
export type OrgUnitRow = {
	id: string;
	parentId: string | null;
	name: string;
	agencyCode: string;
	path: string;
	createdAt: string;
};

export type AccountRow = {
	id: string;
	orgUnitId: string;
	login: string;
	name: string;
	passwordHash: string;
	failures: number;
	lockedUntil: string | null;
	disabled: number;
	createdAt: string;
	passwordSetAt: string;
};

export type AccountRoleRow = { accountId: string; role: string };

export type SessionRow = {
	id: string;
	accountId: string;
	tokenHash: string;
	createdAt: string;
	expiresAt: string;
};

export type SettingRow = { key: string; value: string; updatedAt: string };

export const ORG_UNITS = new EntitySchema<OrgUnitRow>({
	name: 'OrgUnit',
	tableName: 'org_units',
	columns: {
		id: { type: 'text', primary: true },
		parentId: { type: 'text', name: 'parent_id', nullable: true },
		name: { type: 'text' },
		agencyCode: { type: 'text', name: 'agency_code' },
		path: { type: 'text' },
		createdAt: { type: 'text', name: 'created_at' },
	},
});

export const ACCOUNTS = new EntitySchema<AccountRow>({
	name: 'Account',
	tableName: 'accounts',
	columns: {
		id: { type: 'text', primary: true },
		orgUnitId: { type: 'text', name: 'org_unit_id' },
		login: { type: 'text' },
		name: { type: 'text' },
		passwordHash: { type: 'text', name: 'password_hash' },
		failures: { type: 'integer' },
		lockedUntil: { type: 'text', name: 'locked_until', nullable: true },
		disabled: { type: 'integer' },
		createdAt: { type: 'text', name: 'created_at' },
		passwordSetAt: { type: 'text', name: 'password_set_at' },
	},
});

export const ACCOUNT_ROLES = new EntitySchema<AccountRoleRow>({
	name: 'AccountRole',
	tableName: 'account_roles',
	columns: {
		accountId: { type: 'text', name: 'account_id', primary: true },
		role: { type: 'text', primary: true },
	},
});

export const SESSIONS = new EntitySchema<SessionRow>({
	name: 'Session',
	tableName: 'sessions',
	columns: {
		id: { type: 'text', primary: true },
		accountId: { type: 'text', name: 'account_id' },
		tokenHash: { type: 'text', name: 'token_hash' },
		createdAt: { type: 'text', name: 'created_at' },
		expiresAt: { type: 'text', name: 'expires_at' },
	},
});

export const SETTINGS = new EntitySchema<SettingRow>({
	name: 'Setting',
	tableName: 'settings',
	columns: {
		key: { type: 'text', primary: true },
		value: { type: 'text' },
		updatedAt: { type: 'text', name: 'updated_at' },
	},
});
