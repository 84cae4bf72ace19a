import type { AccountId, OutcomeEventKind, OutcomeId, ReturnCode } from '../../domain/index.ts';
import { type ReadableDb, run, sql, type WritableDb } from '../capability.ts';

/** Why somebody did something to an outcome, in that person's words. */
export type OutcomeNote = {
	readonly event: OutcomeEventKind;
	readonly text: string;
	/** The frequent reason that was picked, if one was. */
	readonly code?: ReturnCode | undefined;
	readonly by: AccountId;
	/** UTC, ISO 8601. */
	readonly at: string;
};

/** Keeps a reason for good. */
export async function insertNote(tx: WritableDb, outcomeId: OutcomeId, note: OutcomeNote): Promise<void> {
	await run(
		tx,
		'INSERT INTO outcome_notes (outcome_id, event, text, by_account_id, at, code) VALUES (?, ?, ?, ?, ?, ?)',
		[outcomeId, note.event, note.text, note.by, note.at, note.code ?? null],
	);
}

/** The reasons of an outcome, oldest first. The caller has checked the scope. */
export function listNotes(db: ReadableDb, outcomeId: OutcomeId): Promise<readonly OutcomeNote[]> {
	return sql<OutcomeNote>(
		db,
		'SELECT event, text, by_account_id AS by, at FROM outcome_notes WHERE outcome_id = ? ORDER BY seq',
		[outcomeId],
	);
}
