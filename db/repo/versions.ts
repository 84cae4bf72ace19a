import type { OutcomeId, OutcomeVersion, Sha256, VersionId } from '../../domain/index.ts';
import { onDb, type ReadableDb, type WritableDb } from '../capability.ts';
import { VERSIONS, type VersionRow } from '../rows/outcomes.ts';

/** Adds a version. A number may stand once in an outcome. */
export async function insertVersion(tx: WritableDb, version: OutcomeVersion): Promise<void> {
	await onDb(tx, (manager) => manager.insert(VERSIONS, { ...version }));
}

/** The versions of an outcome, V1 first. The caller has checked that the outcome is in scope. */
export async function listVersions(db: ReadableDb, outcomeId: OutcomeId): Promise<readonly OutcomeVersion[]> {
	const rows = await onDb(db, (manager) => manager.find(VERSIONS, { where: { outcomeId }, order: { number: 'ASC' } }));
	return rows.map(toVersion);
}

/** The newest version, or `undefined` while there is none. */
export async function newestVersion(db: ReadableDb, outcomeId: OutcomeId): Promise<OutcomeVersion | undefined> {
	const row = await onDb(db, (manager) =>
		manager.findOne(VERSIONS, { where: { outcomeId }, order: { number: 'DESC' } }),
	);
	return row === null ? undefined : toVersion(row);
}

function toVersion(row: VersionRow): OutcomeVersion {
	return {
		...row,
		id: row.id as VersionId,
		outcomeId: row.outcomeId as OutcomeId,
		originalSha256: row.originalSha256 as Sha256,
	};
}
