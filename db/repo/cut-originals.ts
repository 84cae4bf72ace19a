import type { FileId, OutcomeId, PageOrigin } from '../../domain/index.ts';
import { type ReadableDb, run, sql, type WritableDb } from '../capability.ts';

/** Keeps where an original comes from that was cut out of a larger file. */
export async function insertPageOrigin(tx: WritableDb, id: FileId, { sha256, page, how }: PageOrigin): Promise<void> {
	await run(tx, 'INSERT INTO cut_originals (file_id, sha256, page, how) VALUES (?, ?, ?, ?)', [id, sha256, page, how]);
}

/** Where the originals of an outcome come from, those that were cut out of a larger file. The caller has checked the scope. */
export async function pageOrigins(db: ReadableDb, outcomeId: OutcomeId): Promise<ReadonlyMap<FileId, PageOrigin>> {
	const rows = await sql<PageOrigin & { readonly fileId: FileId }>(
		db,
		`SELECT c.file_id AS fileId, c.sha256, c.page, c.how FROM files AS f JOIN cut_originals AS c ON c.file_id = f.id
		WHERE f.outcome_id = ?`,
		[outcomeId],
	);
	return new Map(rows.map(({ fileId, ...origin }) => [fileId, origin]));
}
