import type { Act, Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { reasonOf } from './reason.ts';
import { takeStep } from './take-step.ts';

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
	const event = (act: Act) => ({ kind: 'discard', act, reason }) as const;
	return takeStep(core, clerk, id, { event, revision: discarded.revision, reason });
}
