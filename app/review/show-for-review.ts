import { getReview } from '../../db/index.ts';
import { type Actor, Fault, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { type ReviewEntry, reviewEntries } from './review-entry.ts';

/** What is odd about one submitted outcome, and whether the actor may approve it. @throws {Fault} `notAllowed`, `outcomeMissing` also when it is not submitted. */
export async function showForReview(actor: Actor, core: Core, id: OutcomeId): Promise<ReviewEntry> {
	const supervisor = permit(actor, 'showForReview');
	const { accountId, orgUnitScope: scope } = supervisor;
	const row = await getReview(core.db, id, { scope, accountId });
	const [entry] = row === undefined ? [] : await reviewEntries(core, supervisor, [row]);
	if (entry === undefined) throw new Fault('outcomeMissing');
	return entry;
}
