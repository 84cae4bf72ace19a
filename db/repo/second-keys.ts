import type { AccountId, FieldName, OutcomeId } from '../../domain/index.ts';
import { type ReadableDb, run, sql, type WritableDb } from '../capability.ts';

/** A value that was typed without sight of the first one. */
export type SecondKey = {
	readonly field: FieldName;
	readonly value: string;
	readonly by: AccountId;
	/** UTC, ISO 8601. */
	readonly at: string;
};

/** Keeps a second value; the newest of a field counts. */
export async function insertSecondKey(tx: WritableDb, outcomeId: OutcomeId, key: SecondKey): Promise<void> {
	await run(tx, 'INSERT INTO second_keys (outcome_id, field, value, by_account_id, at) VALUES (?, ?, ?, ?, ?)', [
		outcomeId,
		key.field,
		key.value,
		key.by,
		key.at,
	]);
}

/** The newest second value of each field. The caller has checked the scope. */
export async function secondKeys(
	db: ReadableDb,
	outcomeId: OutcomeId,
): Promise<{ readonly [F in FieldName]?: SecondKey }> {
	const rows = await sql<SecondKey>(
		db,
		`SELECT field, value, by_account_id AS by, at, max(seq) FROM second_keys WHERE outcome_id = ? GROUP BY field`,
		[outcomeId],
	);
	return Object.fromEntries(rows.map(({ field, value, by, at }) => [field, { field, value, by, at }]));
}
