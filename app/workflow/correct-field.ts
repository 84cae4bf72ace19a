import {
	addHumanReading,
	appendAudit,
	currentReadings,
	dropDrafts,
	indexOutcome,
	newestVersion,
} from '../../db/index.ts';
import {
	type Actor,
	type Box,
	Fault,
	type FieldName,
	type OutcomeId,
	type StoredReading,
	typedValue,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from './move-outcome.ts';

/** What a person says a field is. An empty value: the paper does not have it. */
export type Correction = {
	readonly field: FieldName;
	readonly value: string;
	/** Where it stands: page index from 0, px of that page's frame. The machine's own place when absent. */
	readonly place?: { readonly page: number; readonly box: Box } | undefined;
	/** The revision that the person looked at. */
	readonly revision?: number | undefined;
};

/**
 * Keeps what a person typed for a field; no machine replaces it. The document is not touched: fields live beside it; a
 * verification is, since nobody has compared the new value with the paper. Answers with the outcome's new revision.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `fieldInvalid`, `transitionRefused`, `changedMeanwhile`.
 */
export async function correctField(actor: Actor, core: Core, id: OutcomeId, correction: Correction): Promise<number> {
	const clerk = permit(actor, 'correctField');
	const { field } = correction;
	const value = typedValue(field, correction.value);
	if (value === undefined) throw new Fault('fieldInvalid', { field });
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	return core.db.write(async (tx) => {
		const version = await newestVersion(tx, id);
		if (version === undefined) throw new Error('A recognized outcome has a version');
		const known = (await currentReadings(tx, id))[field];
		const reading = readingBy(clerk.accountId, { field, value, at }, known, correction.place);
		await addHumanReading(tx, id, version.id, reading);
		await dropDrafts(tx, { outcomeId: id, accountId: clerk.accountId }, [field]);
		await indexOutcome(tx, id);
		await appendAudit(tx, auditActor(clerk.accountId), { kind: 'fieldCorrected', outcomeId: id, field }, at);
		const move = { actor: clerk, at, profile: { order }, revision: correction.revision };
		return (await moveOutcome(tx, id, { kind: 'correct' }, move)).revision;
	});
}

function readingBy(
	by: StoredReading['by'] & string,
	typed: { readonly field: FieldName; readonly value: string; readonly at: string },
	known: StoredReading | undefined,
	place: Correction['place'],
): StoredReading & { readonly by: typeof by } {
	return {
		...typed,
		by,
		printed: typed.value,
		confidence: 1,
		page: place?.page ?? known?.page ?? 0,
		box: place?.box ?? known?.box ?? [0, 0, 0, 0],
		origin: known === undefined ? 'typed' : 'corrected',
	};
}
