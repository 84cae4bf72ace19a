import type { Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from './move-outcome.ts';
import { reasonOf } from './reason.ts';

/** Why an outcome goes back. */
export type Returned = { readonly reason: string; readonly revision?: number | undefined };

/**
 * Gives a submitted outcome back to the clerk.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `reasonMissing`, `transitionRefused`, `changedMeanwhile`.
 */
export async function returnOutcome(actor: Actor, core: Core, id: OutcomeId, returned: Returned): Promise<Outcome> {
	const supervisor = permit(actor, 'returnOutcome');
	const reason = reasonOf(returned.reason);
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	const event = { kind: 'return', act: { by: supervisor.accountId, at }, reason } as const;
	const move = { actor: supervisor, at, profile: { order }, revision: returned.revision, reason };
	return core.db.write((tx) => moveOutcome(tx, id, event, move));
}
