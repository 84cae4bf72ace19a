import { getOrgUnit, type ReadableDb } from '../../db/index.ts';
import { Fault, type OrgUnit, type OrgUnitId } from '../../domain/index.ts';

/** The org unit that an outcome or account belongs to. @throws {Fault} `officeMissing`. */
export async function officeUnit(db: ReadableDb, id: OrgUnitId): Promise<OrgUnit> {
	const unit = await getOrgUnit(db, id);
	if (unit === undefined) throw new Fault('officeMissing');
	return unit;
}
