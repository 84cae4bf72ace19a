import { getOutcome } from '../../db/index.ts';
import { type Actor, Fault, isOnDeskOf, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { gatherOutcome, type ShownOutcome } from './show-outcome.ts';

/**
 * An outcome that a person will open next. The log says nothing of it: nobody has seen it. Therefore only work that waits for this
 * very person is given out like that; whatever else is read is read by opening it.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, also when it is not on the actor's desk; `fileLost`.
 */
export async function fetchAhead(actor: Actor, core: Core, id: OutcomeId): Promise<ShownOutcome> {
	const person = permit(actor, 'fetchAhead');
	const outcome = await getOutcome(core.db, id, person.orgUnitScope);
	if (!isOnDeskOf(person, outcome.state.kind)) throw new Fault('outcomeMissing');
	return gatherOutcome(core, outcome);
}
