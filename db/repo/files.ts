import type { FileId, OutcomeId, Sha256, StoredFile, VersionId } from '../../domain/index.ts';
import { onDb, type ReadableDb, type WritableDb } from '../capability.ts';
import { FILES, type FileRow } from '../rows/outcomes.ts';

/** What a file is to its outcome. `recognition`: words, boxes and fields as JSON. */
export type FileRole = 'original' | 'page' | 'document' | 'recognition';

/** A file in the vault and what it is for. The row never changes. */
export type OutcomeFile = StoredFile & {
	readonly id: FileId;
	readonly outcomeId: OutcomeId;
	readonly versionId: VersionId;
	readonly role: FileRole;
	/** Page index from 0, for `page` (and for an `original` that is one page of several). */
	readonly page?: number;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
};

/** Adds the row of a file that already lies in the vault. */
export async function insertFile(tx: WritableDb, file: OutcomeFile): Promise<void> {
	const { byteLength, page, ...rest } = file;
	await onDb(tx, (manager) => manager.insert(FILES, { ...rest, bytes: byteLength, page: page ?? null }));
}

/** The files of an outcome in the order they were added, of one role when named. The caller has checked the scope. */
export async function listFiles(
	db: ReadableDb,
	outcomeId: OutcomeId,
	role?: FileRole,
): Promise<readonly OutcomeFile[]> {
	const where = role === undefined ? { outcomeId } : { outcomeId, role };
	const rows = await onDb(db, (manager) => manager.find(FILES, { where, order: { id: 'ASC' } }));
	return rows.map(toFile);
}

/** The file of an outcome that has these bytes, or `undefined`. */
export async function findFile(db: ReadableDb, outcomeId: OutcomeId, sha256: Sha256): Promise<OutcomeFile | undefined> {
	const row = await onDb(db, (manager) =>
		manager.findOne(FILES, { where: { outcomeId, sha256 }, order: { id: 'ASC' } }),
	);
	return row === null ? undefined : toFile(row);
}

function toFile(row: FileRow): OutcomeFile {
	const { bytes, page, ...rest } = row;
	return {
		...rest,
		id: row.id as FileId,
		outcomeId: row.outcomeId as OutcomeId,
		versionId: row.versionId as VersionId,
		role: row.role as FileRole,
		sha256: row.sha256 as Sha256,
		byteLength: bytes,
		...(page !== null && { page }),
	};
}
