import {
	appendAudit,
	currentReadings,
	getOutcome,
	insertSecondKey,
	type ReadableDb,
	type StoredReadings,
	secondKeys,
} from '../../db/index.ts';
import { type Actor, Fault, type FieldName, type OutcomeId, typedValue } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { changeBy } from '../workflow/move-outcome.ts';

/** Whether the second value is the first one; when not, the first one, to be decided upon. */
export type SecondLook = { readonly agrees: boolean; readonly first?: string };

/**
 * Keeps what a person typed for a field without sight of the value that counts. Where the two differ, the difference is decided by a
 * correction, or by typing the first value here too.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `fieldInvalid`, `transitionRefused`.
 */
export async function keyAgain(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	typed: { readonly field: FieldName; readonly value: string },
): Promise<SecondLook> {
	const clerk = permit(actor, 'keyAgain');
	const { field } = typed;
	const value = typedValue(field, typed.value);
	if (value === undefined) throw new Fault('fieldInvalid', { field });
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	return core.db.write(async (tx) => {
		changeBy(await getOutcome(tx, id, clerk.orgUnitScope), { kind: 'correct' }, { order });
		const first = (await currentReadings(tx, id))[field]?.value ?? '';
		await insertSecondKey(tx, id, { field, value, by: clerk.accountId, at });
		const agrees = value === first;
		const event = { kind: 'fieldKeyedAgain', outcomeId: id, field, agrees } as const;
		await appendAudit(tx, auditActor(clerk.accountId), event, at);
		return agrees ? { agrees } : { agrees, first };
	});
}

/** Fields to be typed twice on an outcome that were not yet. @throws {Fault} `notAllowed`, `outcomeMissing`. */
export async function fieldsToKeyAgain(actor: Actor, core: Core, id: OutcomeId): Promise<readonly FieldName[]> {
	const { orgUnitScope } = permit(actor, 'keyAgain');
	await getOutcome(core.db, id, orgUnitScope);
	return notKeyedTwice(core.db, id, await currentReadings(core.db, id));
}

/** Fields that the office wants typed twice and whose second value is not the one that counts. The caller has checked the scope. */
export async function notKeyedTwice(
	db: ReadableDb,
	id: OutcomeId,
	readings: StoredReadings,
): Promise<readonly FieldName[]> {
	const { doubleKeyFields } = await officeSettings(db);
	if (doubleKeyFields.length === 0) return [];
	const second = await secondKeys(db, id);
	return doubleKeyFields.filter(
		(field) => readings[field] !== undefined && second[field]?.value !== readings[field].value,
	);
}
