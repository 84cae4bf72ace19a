import { Fault, type OrgUnit, type OrgUnitId } from '../../domain/index.ts';
import { onDb, type ReadableDb, sql, type WritableDb } from '../capability.ts';
import { ORG_UNITS, type OrgUnitRow } from '../rows/office.ts';

/**
 * Adds a unit below its parent, or a root.
 *
 * @throws {Fault} `officeMissing` when the parent is not there.
 */
export async function insertOrgUnit(tx: WritableDb, unit: OrgUnit, at: string): Promise<void> {
	const parent = unit.parentId === undefined ? undefined : await getRow(tx, unit.parentId);
	if (unit.parentId !== undefined && parent === undefined) throw new Fault('officeMissing');
	const row: OrgUnitRow = {
		id: unit.id,
		parentId: unit.parentId ?? null,
		name: unit.name,
		agencyCode: unit.agencyCode,
		path: `${parent?.path ?? '/'}${unit.id}/`,
		createdAt: at,
	};
	await onDb(tx, (manager) => manager.insert(ORG_UNITS, row));
}

/** Another name and agency code for a unit. @throws {Fault} `officeMissing`. */
export async function changeOrgUnit(
	tx: WritableDb,
	id: OrgUnitId,
	change: Pick<OrgUnit, 'name' | 'agencyCode'>,
): Promise<void> {
	const { affected } = await onDb(tx, (manager) => manager.update(ORG_UNITS, { id }, change));
	if (affected !== 1) throw new Fault('officeMissing');
}

/** The unit, or `undefined`. */
export async function getOrgUnit(db: ReadableDb, id: OrgUnitId): Promise<OrgUnit | undefined> {
	const row = await getRow(db, id);
	return row && toOrgUnit(row);
}

/** All units, parents before their children. */
export async function listOrgUnits(db: ReadableDb): Promise<readonly OrgUnit[]> {
	const rows = await onDb(db, (manager) => manager.find(ORG_UNITS, { order: { path: 'ASC' } }));
	return rows.map(toOrgUnit);
}

/** The unit and all below it: what an actor of that unit may see. Empty when there is no such unit. */
export async function orgUnitScope(db: ReadableDb, id: OrgUnitId): Promise<readonly OrgUnitId[]> {
	const rows = await sql<{ id: OrgUnitId }>(db, SCOPE_SQL, [id]);
	return rows.map((row) => row.id);
}

/** '0' is the character after '/': the range holds the path itself and every path that goes on from it. */
export const SCOPE_SQL = `
SELECT below.id FROM org_units AS top
JOIN org_units AS below ON below.path >= top.path AND below.path < substr(top.path, 1, length(top.path) - 1) || '0'
WHERE top.id = ? ORDER BY below.path`;

function getRow(db: ReadableDb, id: OrgUnitId): Promise<OrgUnitRow | undefined> {
	return onDb(db, async (manager) => (await manager.findOneBy(ORG_UNITS, { id })) ?? undefined);
}

function toOrgUnit(row: OrgUnitRow): OrgUnit {
	return {
		id: row.id as OrgUnitId,
		...(row.parentId !== null && { parentId: row.parentId as OrgUnitId }),
		name: row.name,
		agencyCode: row.agencyCode,
	};
}
