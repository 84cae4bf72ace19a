import { getOutcome, keepReviewFigures, type WritableDb } from '../../db/index.ts';
import type { Act, Actor, Outcome, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { gatherFigures } from '../review/gather-figures.ts';
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
	const event = (act: Act) => ({ kind: 'submit', act }) as const;
	if (outcome.state.kind !== 'verified' && outcome.state.kind !== 'clerkSigned') {
		return takeStep(core, clerk, id, { event, revision });
	}
	assertNothingAgainst(await paperReasons(core, outcome));
	// What the supervisors' queue is sorted by is gathered once, now, not each time that it is shown.
	const gathered = await gatherFigures(core, outcome, instantOf(core));
	const alongside = (tx: WritableDb, moved: Outcome) => keepReviewFigures(tx, moved, gathered);
	return takeStep(core, clerk, id, { event, revision, alongside });
}
