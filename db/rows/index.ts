import { ACCOUNT_ROLES, ACCOUNTS, ORG_UNITS, SESSIONS, SETTINGS } from './office.ts';
import { COMPONENTS, DOSSIERS, FILES, OUTCOMES, RECEIPTS, VERSIONS } from './outcomes.ts';

/** Every table that TypeORM maps. The others (readings, jobs, audit, search) are append-only, queues or virtual, and speak SQL. */
export const ROWS = [
	ORG_UNITS,
	ACCOUNTS,
	ACCOUNT_ROLES,
	SESSIONS,
	SETTINGS,
	DOSSIERS,
	COMPONENTS,
	OUTCOMES,
	VERSIONS,
	FILES,
	RECEIPTS,
] as const;
