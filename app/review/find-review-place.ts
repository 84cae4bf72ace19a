import { type ReviewPlace, reviewPlace } from '../../db/index.ts';
import type { Actor, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/** Where an outcome stands in the supervisors' queue, and what comes before and after it: ids only. @throws {Fault} `notAllowed`. */
export async function findReviewPlace(actor: Actor, core: Core, id: OutcomeId): Promise<ReviewPlace> {
	const { orgUnitScope } = permit(actor, 'listForReview');
	return reviewPlace(core.db, id, orgUnitScope);
}
