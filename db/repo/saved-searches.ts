import type { AccountId, SavedSearchId } from '../../domain/index.ts';
import { type ReadableDb, run, sql, type WritableDb } from '../capability.ts';

/** A search that a person keeps under a name. `query`: as it was kept; the caller parses it. */
export type SavedSearch = { readonly id: SavedSearchId; readonly name: string; readonly query: unknown };

/** The account's own, by name. */
export async function listSavedSearches(db: ReadableDb, accountId: AccountId): Promise<readonly SavedSearch[]> {
	const rows = await sql<{ id: SavedSearchId; name: string; query: string }>(
		db,
		'SELECT id, name, query FROM saved_searches WHERE account_id = ? ORDER BY name',
		[accountId],
	);
	return rows.map(({ query, ...rest }) => ({ ...rest, query: JSON.parse(query) as unknown }));
}

/** Keeps a search, in place of the account's one of that name. */
export async function putSavedSearch(
	tx: WritableDb,
	accountId: AccountId,
	{ id, name, query }: SavedSearch,
	at: string,
): Promise<void> {
	await run(
		tx,
		`INSERT INTO saved_searches (id, account_id, name, query, created_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query`,
		[id, accountId, name, JSON.stringify(query), at],
	);
}

/** Forgets one of the account's own; of another's nothing happens. */
export async function dropSavedSearch(tx: WritableDb, accountId: AccountId, id: SavedSearchId): Promise<void> {
	await run(tx, 'DELETE FROM saved_searches WHERE id = ? AND account_id = ?', [id, accountId]);
}
