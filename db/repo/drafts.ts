import type { AccountId, Box, FieldName, OutcomeId } from '../../domain/index.ts';
import { type ReadableDb, run, sql, type WritableDb } from '../capability.ts';

/** What stands in a field's box and is not kept yet. */
export type FieldDraft = {
	readonly field: FieldName;
	readonly text: string;
	/** Where the words were taken from the page: index from 0, px of its frame. */
	readonly place?: { readonly page: number; readonly box: Box };
};

/** Whose drafts of what. */
export type DraftsOf = { readonly outcomeId: OutcomeId; readonly accountId: AccountId };

/** Keeps drafts over those of the same fields. */
export async function putDrafts(
	tx: WritableDb,
	{ outcomeId, accountId }: DraftsOf,
	drafts: readonly FieldDraft[],
	at: string,
): Promise<void> {
	for (const { field, text, place } of drafts) {
		await run(
			tx,
			`INSERT INTO field_drafts (outcome_id, account_id, field, text, place, at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET text = excluded.text, place = excluded.place, at = excluded.at`,
			[outcomeId, accountId, field, text, place === undefined ? null : JSON.stringify(place), at],
		);
	}
}

/** Takes drafts away: of some fields, or of all. */
export async function dropDrafts(
	tx: WritableDb,
	{ outcomeId, accountId }: DraftsOf,
	fields?: readonly FieldName[],
): Promise<void> {
	const some = fields === undefined ? '' : ' AND field IN (SELECT value FROM json_each(?))';
	const values = fields === undefined ? [] : [JSON.stringify(fields)];
	await run(tx, `DELETE FROM field_drafts WHERE outcome_id = ? AND account_id = ?${some}`, [
		outcomeId,
		accountId,
		...values,
	]);
}

/** A person's drafts of an outcome. The caller has checked the scope. */
export async function listDrafts(db: ReadableDb, { outcomeId, accountId }: DraftsOf): Promise<readonly FieldDraft[]> {
	const rows = await sql<{ field: FieldName; text: string; place: string | null }>(
		db,
		'SELECT field, text, place FROM field_drafts WHERE outcome_id = ? AND account_id = ?',
		[outcomeId, accountId],
	);
	return rows.map(({ field, text, place }) => ({
		field,
		text,
		...(place !== null && { place: JSON.parse(place) as NonNullable<FieldDraft['place']> }),
	}));
}
