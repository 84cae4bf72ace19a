import { getOutcome, keepLook } from '../../db/index.ts';
import { type Actor, documentOf, Fault, type OutcomeId, type Sha256 } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** What was on the screen. */
export type Shown = { readonly revision: number; readonly sha256: Sha256 };

/**
 * Keeps that a supervisor has had a submitted outcome on the screen as it is now: what several are approved together by. What was
 * on the screen is named, so that a look at an older state does not count for a newer one.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `transitionRefused` (not submitted), `changedMeanwhile`, `documentChanged`.
 */
export async function lookAtOutcome(actor: Actor, core: Core, id: OutcomeId, shown: Shown): Promise<void> {
	const { accountId, orgUnitScope } = permit(actor, 'lookAtOutcome');
	await core.db.write(async (tx) => {
		const { state, revision } = await getOutcome(tx, id, orgUnitScope);
		if (state.kind !== 'submitted') {
			throw new Fault('transitionRefused', { reason: 'wrongState', state: state.kind, event: 'approve' });
		}
		if (revision !== shown.revision) throw new Fault('changedMeanwhile');
		if (documentOf(state)?.sha256 !== shown.sha256) throw new Fault('documentChanged');
		await keepLook(tx, accountId, id, { ...shown, at: instantOf(core) });
	});
}
