import { listNumberRanges as list, type StoredNumberRange } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { officeUnit } from './office-unit.ts';

/** The ranges of the administrator's own agency, and how far each is used. @throws {Fault} `notAllowed`, `officeMissing`. */
export async function listNumberRanges(actor: Actor, core: Core): Promise<readonly StoredNumberRange[]> {
	const admin = permit(actor, 'addNumberRange');
	const { agencyCode } = await officeUnit(core.db, admin.orgUnitId);
	const all = await list(core.db);
	return all.filter(({ prefix }) => prefix.startsWith(`${agencyCode}_`));
}
