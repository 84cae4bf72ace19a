import type { KindReading, OutcomeKind, PageWarning, VersionId } from '../../domain/index.ts';
import { type ReadableDb, run, sqlOne, type WritableDb } from '../capability.ts';

/** What the machine made of a version; its words and boxes are in the recognition file. */
export type StoredRecognition = {
	readonly versionId: VersionId;
	readonly kind: KindReading;
	readonly warnings: readonly PageWarning[];
	/** UTC, ISO 8601. */
	readonly at: string;
};

/** Keeps the recognition of a version; there is one. */
export async function insertRecognition(tx: WritableDb, recognition: StoredRecognition): Promise<void> {
	const { versionId, kind, warnings, at } = recognition;
	await run(
		tx,
		'INSERT INTO recognitions (version_id, kind, kind_confidence, warnings, created_at) VALUES (?, ?, ?, ?, ?)',
		[versionId, kind.value, kind.confidence, JSON.stringify(warnings), at],
	);
}

/** The recognition of a version, or `undefined` while it has not been read. The caller has checked the scope. */
export async function recognitionOf(db: ReadableDb, versionId: VersionId): Promise<StoredRecognition | undefined> {
	const row = await sqlOne<RecognitionColumns>(
		db,
		'SELECT kind, kind_confidence, warnings, created_at FROM recognitions WHERE version_id = ?',
		[versionId],
	);
	return (
		row && {
			versionId,
			kind: { value: row.kind, confidence: row.kind_confidence },
			warnings: JSON.parse(row.warnings) as readonly PageWarning[],
			at: row.created_at,
		}
	);
}

type RecognitionColumns = {
	readonly kind: OutcomeKind;
	readonly kind_confidence: number;
	readonly warnings: string;
	readonly created_at: string;
};
