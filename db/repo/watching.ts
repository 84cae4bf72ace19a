import type { AccountId, OrgUnitId, Sha256 } from '../../domain/index.ts';
import { type ReadableDb, run, sql, sqlOne, type WritableDb } from '../capability.ts';

/** That a clerk has a folder watched. `since`: UTC, ISO 8601. */
export type Watching = { readonly accountId: AccountId; readonly folder: string; readonly since: string };

/** Keeps that a clerk has a folder watched, until it is forgotten. */
export async function keepWatching(tx: WritableDb, { accountId, folder, since }: Watching): Promise<void> {
	await run(
		tx,
		`INSERT INTO watching (account_id, folder, since) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET folder = excluded.folder, since = excluded.since`,
		[accountId, folder, since],
	);
}

/** The clerk has nothing watched any more. @returns whether there was something. */
export async function forgetWatching(tx: WritableDb, accountId: AccountId): Promise<boolean> {
	const known = await sqlOne(tx, 'SELECT 1 FROM watching WHERE account_id = ?', [accountId]);
	await run(tx, 'DELETE FROM watching WHERE account_id = ?', [accountId]);
	return known !== undefined;
}

/** Everybody who has a folder watched. */
export async function listWatching(db: ReadableDb): Promise<readonly Watching[]> {
	return sql<Watching>(db, 'SELECT account_id AS accountId, folder, since FROM watching ORDER BY account_id');
}

/**
 * Whether the office has a file with these bytes: some page of it is on a desk, on its way, or in an outcome that was not discarded.
 * One that lies in a folder is then not taken a second time.
 */
export async function isFileTaken(db: ReadableDb, sha256: Sha256, orgUnitId: OrgUnitId): Promise<boolean> {
	const row = await sqlOne(
		db,
		`SELECT 1 FROM stack_files AS f JOIN accounts AS a ON a.id = f.clerk_id JOIN stack_pages AS p ON p.file_id = f.id
		LEFT JOIN outcomes AS o ON o.id = p.kept_by
		WHERE f.sha256 = ? AND a.org_unit_id = ? AND (p.kept_by IS NULL OR o.state <> 'discarded') LIMIT 1`,
		[sha256, orgUnitId],
	);
	return row !== undefined;
}
