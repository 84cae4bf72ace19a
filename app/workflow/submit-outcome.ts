import { getOutcome } from '../../db/index.ts';
import type { Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { assertNothingAgainst } from '../uploads/assert-nothing-against.ts';
import { paperReasons } from '../uploads/paper-reasons.ts';
import { takeStep } from './take-step.ts';

/**
 * Hands a signed and verified outcome to the supervisors (trình duyệt). What would forbid its upload in the end, and what only the
 * clerk can put right, is asked now: after the approval there is no way back.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `preflightFailed` ({ reasons }), `transitionRefused`, `changedMeanwhile`.
 */
export async function submitOutcome(
	actor: Actor,
	core: Core,
	id: OutcomeId,
	revision?: number | undefined,
): Promise<Outcome> {
	const clerk = permit(actor, 'submitOutcome');
	const outcome = await getOutcome(core.db, id, clerk.orgUnitScope);
	if (outcome.state.kind === 'verified' || outcome.state.kind === 'clerkSigned') {
		assertNothingAgainst(await paperReasons(core, outcome));
	}
	return takeStep(core, clerk, id, { event: (act) => ({ kind: 'submit', act }), revision });
}
