import type { Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from './move-outcome.ts';

/**
 * Hands a signed and verified outcome to the supervisors (trình duyệt).
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `transitionRefused`, `changedMeanwhile`.
 */
export async function submitOutcome(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	revision?: number | undefined,
): Promise<Outcome> {
	const clerk = permit(actor, 'submitOutcome');
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	const event = { kind: 'submit', act: { by: clerk.accountId, at } } as const;
	return core.db.write((tx) => moveOutcome(tx, id, event, { actor: clerk, at, profile: { order }, revision }));
}
