import { listOutcomes } from '../../db/index.ts';
import { type Actor, CLERK_STATES, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/**
 * The outcome that follows one on the clerks' desk, newest first, and the first after the last; nothing when no other is left.
 *
 * @throws {Fault} `notAllowed`.
 */
export async function nextOnDesk(actor: Actor, core: Core, id: OutcomeId): Promise<OutcomeId | undefined> {
	const { orgUnitScope: scope } = permit(actor, 'verifyOutcome');
	const desk = { scope, states: CLERK_STATES };
	const [after] = (await listOutcomes(core.db, { ...desk, after: id, limit: 1 })).outcomes;
	if (after !== undefined) return after.id;
	const first = await listOutcomes(core.db, { ...desk, limit: 2 });
	return first.outcomes.find((other) => other.id !== id)?.id;
}
