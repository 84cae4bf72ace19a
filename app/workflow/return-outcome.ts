import type { Act, Actor, Outcome, OutcomeId, ReturnCode } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { reasonOf } from './reason.ts';
import { takeStep } from './take-step.ts';

/** Why an outcome goes back: in words, and under which of the frequent reasons it is counted. */
export type Returned = {
	readonly reason: string;
	readonly code?: ReturnCode | undefined;
	readonly revision?: number | undefined;
};

/**
 * Gives a submitted outcome back to the clerk, or an approved one before the agency has signed it.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `reasonMissing`, `transitionRefused`, `changedMeanwhile`.
 */
export async function returnOutcome(actor: Actor, core: Core, id: OutcomeId, returned: Returned): Promise<Outcome> {
	const supervisor = permit(actor, 'returnOutcome');
	const reason = reasonOf(returned.reason);
	const event = (act: Act) => ({ kind: 'return', act, reason }) as const;
	const { revision, code: reasonCode } = returned;
	return takeStep(core, supervisor, id, { event, revision, reason, reasonCode });
}
