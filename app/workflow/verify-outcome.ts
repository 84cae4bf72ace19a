import {
	addDemoReadings,
	currentReadings,
	dropDrafts,
	getOutcome,
	indexOutcome,
	newestVersion,
	type StoredReadings,
} from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	Fault,
	FIELD_NAMES,
	type FieldName,
	missingFields,
	type Outcome,
	type OutcomeId,
	typedValue,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { notKeyedTwice } from '../fields/key-again.ts';
import { isDemoData } from '../settings/demo-data.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { changeBy, moveOutcome } from './move-outcome.ts';

/** What stands behind a verification: a person who compared every field with the paper, or the demo's stand-in for one. */
export type Verification =
	| { readonly origin: 'person'; readonly revision?: number | undefined }
	/** `values`: what the stand-in knows of the paper. */
	| { readonly origin: 'demo'; readonly values: { readonly [F in FieldName]?: string } };

/**
 * Says that the fields are those of the paper. What must be there may be declared absent by a person, never passed over.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `fieldsMissing` ({ fields }), `secondKeyMissing` ({ fields }), `demoOnly`, `transitionRefused`, `changedMeanwhile`.
 */
export async function verifyOutcome(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	verification: Verification = { origin: 'person' },
): Promise<Outcome> {
	const clerk = permit(actor, 'verifyOutcome');
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	const act = { by: clerk.accountId, at };
	return core.db.write(async (tx) => {
		// The move is asked first: who acts in the wrong state should be told that, not which fields are empty.
		const before = await getOutcome(tx, id, clerk.orgUnitScope);
		changeBy(before, { kind: 'verify', act }, { order });
		if (verification.origin === 'demo') await keepDemoValues(tx, clerk, id, verification.values, at);
		const readings = await currentReadings(tx, id);
		const missing = passedOver(readings);
		if (missing.length > 0) throw new Fault('fieldsMissing', { fields: missing.join(', ') });
		if (verification.origin === 'person') {
			const once = await notKeyedTwice(tx, id, readings);
			if (once.length > 0) throw new Fault('secondKeyMissing', { fields: once.join(', ') });
			await dropDrafts(tx, { outcomeId: id, accountId: clerk.accountId });
		}
		const facts = { origin: verification.origin, fields: Object.keys(readings).length };
		const revision = verification.origin === 'person' ? verification.revision : undefined;
		return moveOutcome(tx, id, { kind: 'verify', act }, { actor: clerk, at, profile: { order }, revision, facts });
	});
}

/** Obligatory fields that are empty and that nobody has declared absent. */
function passedOver(readings: StoredReadings): readonly FieldName[] {
	const values: { [F in FieldName]?: string } = {};
	for (const field of FIELD_NAMES) {
		const reading = readings[field];
		if (reading !== undefined) values[field] = reading.value;
	}
	return missingFields(values).filter((field) => readings[field] === undefined);
}

type Tx = Parameters<typeof addDemoReadings>[0];

async function keepDemoValues(
	tx: Tx,
	clerk: AccountActor,
	id: OutcomeId,
	values: { readonly [F in FieldName]?: string },
	at: string,
): Promise<void> {
	if (!(await isDemoData(tx))) throw new Fault('demoOnly');
	const version = await newestVersion(tx, id);
	if (version === undefined) throw new Error('A recognized outcome has a version');
	const readings = [];
	for (const field of FIELD_NAMES) {
		const given = values[field];
		const value = given === undefined ? undefined : typedValue(field, given);
		if (value !== undefined) readings.push({ field, value, by: clerk.accountId, at });
	}
	await addDemoReadings(tx, id, version.id, readings);
	await indexOutcome(tx, id);
}
