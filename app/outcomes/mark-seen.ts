import { appendSeen, getOutcome, type SeenEvent } from '../../db/index.ts';
import { type Actor, documentOf, Fault, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/**
 * Says in the log what a person has had on the screen, once in a sitting: an outcome, or a page of its document (index from 0).
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, also for a page while there is no document.
 */
export async function markSeen(actor: Actor, core: Core, id: OutcomeId, page?: number): Promise<void> {
	const person = permit(actor, 'markSeen');
	const { state } = await getOutcome(core.db, id, person.orgUnitScope);
	if (page !== undefined && documentOf(state) === undefined) throw new Fault('outcomeMissing');
	const event: SeenEvent =
		page === undefined ? { kind: 'outcomeShown', outcomeId: id } : { kind: 'pageRead', outcomeId: id, page };
	await core.db.write((tx) => appendSeen(tx, person, event, instantOf(core)));
}
