import type { Component, ComponentId, Dossier, DossierId, OrgUnitId } from '../../domain/index.ts';
import { onDb, type ReadableDb, type WritableDb } from '../capability.ts';
import { COMPONENTS, DOSSIERS } from '../rows/outcomes.ts';

/** Adds a dossier. Its code may stand once in an org unit. */
export async function insertDossier(tx: WritableDb, dossier: Dossier, at: string): Promise<void> {
	await onDb(tx, (manager) => manager.insert(DOSSIERS, { ...dossier, createdAt: at }));
}

/** The dossier of that code in that org unit, or `undefined`. */
export async function findDossier(db: ReadableDb, orgUnitId: OrgUnitId, code: string): Promise<Dossier | undefined> {
	const row = await onDb(db, (manager) => manager.findOneBy(DOSSIERS, { orgUnitId, code }));
	return row === null ? undefined : { id: row.id as DossierId, orgUnitId: row.orgUnitId as OrgUnitId, code: row.code };
}

/** Adds a paper that was handed in with a dossier. */
export async function insertComponent(tx: WritableDb, component: Component, at: string): Promise<void> {
	await onDb(tx, (manager) => manager.insert(COMPONENTS, { ...component, createdAt: at }));
}

/** The papers of a dossier, in the order they came. */
export async function listComponents(db: ReadableDb, dossierId: DossierId): Promise<readonly Component[]> {
	const rows = await onDb(db, (manager) => manager.find(COMPONENTS, { where: { dossierId }, order: { id: 'ASC' } }));
	return rows.map((row) => ({ id: row.id as ComponentId, dossierId: row.dossierId as DossierId, name: row.name }));
}
