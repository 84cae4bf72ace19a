import { dropDrafts, type FieldDraft, getOutcome, listDrafts, putDrafts } from '../../db/index.ts';
import type { Actor, FieldName, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** What a person has typed into an outcome's fields and not kept: nobody else's. @throws {Fault} `notAllowed`, `outcomeMissing`. */
export async function showDrafts(actor: Actor, core: Core, id: OutcomeId): Promise<readonly FieldDraft[]> {
	const { accountId, orgUnitScope } = permit(actor, 'showDrafts');
	await getOutcome(core.db, id, orgUnitScope);
	return listDrafts(core.db, { outcomeId: id, accountId });
}

/** What changed in the boxes since the last time. */
export type DraftChanges = {
	readonly keep: readonly FieldDraft[];
	/** Fields whose box holds what is kept. */
	readonly drop: readonly FieldName[];
};

/**
 * Keeps what a person is typing, so that neither a crash nor the idle lock loses it. No act that the audit log would name: nobody
 * but this person ever sees a draft.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`.
 */
export async function saveDrafts(actor: Actor, core: Core, id: OutcomeId, changes: DraftChanges): Promise<void> {
	const { accountId, orgUnitScope } = permit(actor, 'saveDrafts');
	const whose = { outcomeId: id, accountId };
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await getOutcome(tx, id, orgUnitScope);
		await dropDrafts(tx, whose, changes.drop);
		await putDrafts(tx, whose, changes.keep, at);
	});
}
