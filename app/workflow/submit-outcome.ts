import type { Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { takeStep } from './take-step.ts';

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
	return takeStep(core, clerk, id, { event: (act) => ({ kind: 'submit', act }), revision });
}
