import {
	addConfirmation,
	addHumanReading,
	appendAudit,
	currentReadings,
	dropDrafts,
	getOutcome,
	newestVersion,
	type WritableDb,
} from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	Fault,
	type FaultRecord,
	type FieldName,
	isFault,
	isPersonsWord,
	type OutcomeId,
	toFaultRecord,
	type WorkflowProfile,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { changeBy } from '../workflow/move-outcome.ts';

/** A field, and the value that the person compared with the paper. */
export type LookedAtField = { readonly field: FieldName; readonly value: string };

/**
 * Says that what stands in these fields is what stands on the paper. From then on each is a person's word: kept with who and when,
 * and no machine changes it. Fields that are a person's word already stay as they are. All or none.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `changedMeanwhile` (another value than the one looked at), `transitionRefused`.
 */
export async function confirmFields(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	fields: readonly LookedAtField[],
): Promise<void> {
	const clerk = permit(actor, 'confirmFields');
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	await core.db.write((tx) => confirmIn(tx, clerk, { id, fields, at, profile: { order } }));
}

/** What became of one outcome of a group. */
export type GroupAnswer = { readonly id: OutcomeId; readonly fault?: FaultRecord };

/**
 * Confirms one field of many outcomes, each by itself: one that is refused does not hold up the others.
 *
 * @throws {Fault} `notAllowed`.
 */
export async function confirmGroup(
	actor: Actor,
	core: Core,
	field: FieldName,
	items: readonly { readonly id: OutcomeId; readonly value: string }[],
): Promise<readonly GroupAnswer[]> {
	const clerk = permit(actor, 'confirmFields');
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	const answers: GroupAnswer[] = [];
	for (const { id, value } of items) {
		const act = { id, fields: [{ field, value }], at, profile: { order } };
		try {
			await core.db.write((tx) => confirmIn(tx, clerk, act));
			answers.push({ id });
		} catch (error) {
			if (!isFault(error)) throw error;
			answers.push({ id, fault: toFaultRecord(error) });
		}
	}
	return answers;
}

type Confirming = {
	readonly id: OutcomeId;
	readonly fields: readonly LookedAtField[];
	readonly at: string;
	readonly profile: WorkflowProfile;
};

async function confirmIn(tx: WritableDb, clerk: AccountActor, { id, fields, at, profile }: Confirming): Promise<void> {
	const by = clerk.accountId;
	// Allowed as long as a correction is; unlike one, it leaves a verification as it is: the value has not changed.
	changeBy(await getOutcome(tx, id, clerk.orgUnitScope), { kind: 'correct' }, profile);
	const version = await newestVersion(tx, id);
	if (version === undefined) throw new Error('A recognized outcome has a version');
	const readings = await currentReadings(tx, id);
	const confirmed: FieldName[] = [];
	for (const { field, value } of fields) {
		const known = readings[field];
		if (known === undefined || known.value !== value) throw new Fault('changedMeanwhile');
		if (isPersonsWord(known)) continue;
		if (known.origin === 'demo') await addHumanReading(tx, id, version.id, { ...known, origin: 'corrected', by, at });
		else await addConfirmation(tx, id, version.id, { ...known, by, at });
		confirmed.push(field);
	}
	await dropDrafts(tx, { outcomeId: id, accountId: by }, confirmed);
	if (confirmed.length === 0) return;
	await appendAudit(tx, auditActor(by), { kind: 'fieldsConfirmed', outcomeId: id, fields: confirmed }, at);
}
