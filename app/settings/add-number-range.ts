import { addNumberRange as add, appendAudit } from '../../db/index.ts';
import { type Actor, docCodePrefix, Fault, type OutcomeKind } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeUnit } from './office-unit.ts';

/** Numbers that this workstation may hand out for one kind of paper: `first` to `last`, both included. */
export type NumberRange = { readonly kind: OutcomeKind; readonly first: number; readonly last: number };

/** Six digits in a DocCode (CV 7197). */
const LAST = 999_999;

/**
 * Reserves numbers of DocCodes for this workstation, so that two workstations of one agency never give the same.
 *
 * @throws {Fault} `notAllowed`, `invalidInput` (no range, or one that overlaps another).
 */
export async function addNumberRange(actor: Actor, core: Core, range: NumberRange): Promise<void> {
	const admin = permit(actor, 'addNumberRange');
	const { first, last } = range;
	const whole = Number.isInteger(first) && Number.isInteger(last);
	if (!whole || first < 1 || last < first || last > LAST) throw new Fault('invalidInput', { paths: 'range' });
	const unit = await officeUnit(core.db, admin.orgUnitId);
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await add(tx, docCodePrefix(unit.agencyCode, range.kind), { first, last });
		await appendAudit(tx, auditActor(admin.accountId), { kind: 'numberRangeAdded', first, last }, at);
	});
}
