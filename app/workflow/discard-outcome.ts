import type { Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from './move-outcome.ts';
import { reasonOf } from './reason.ts';

/** Why an outcome is put aside. */
export type Discarded = { readonly reason: string; readonly revision?: number | undefined };

/**
 * Puts a mis-scan aside. Its bytes stay until an administrator purges them under the retention rule.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `reasonMissing`, `transitionRefused` (a supervisor has relied on it), `changedMeanwhile`.
 */
export async function discardOutcome(actor: Actor, core: Core, id: OutcomeId, discarded: Discarded): Promise<Outcome> {
	const clerk = permit(actor, 'discardOutcome');
	const reason = reasonOf(discarded.reason);
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	const event = { kind: 'discard', act: { by: clerk.accountId, at }, reason } as const;
	const move = { actor: clerk, at, profile: { order }, revision: discarded.revision, reason };
	return core.db.write((tx) => moveOutcome(tx, id, event, move));
}
