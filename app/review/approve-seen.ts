import { getOutcome, getReview } from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	Fault,
	type FaultRecord,
	isFault,
	type OutcomeId,
	toFaultRecord,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { approveOutcome } from '../workflow/approve-outcome.ts';

/** What became of one of several: approved, or why not. */
export type SeenResult = { readonly id: OutcomeId; readonly fault?: FaultRecord };

/**
 * Approves together what the supervisor has looked at one by one: each only as it was on the screen then. One that can't be
 * approved does not stop the others.
 *
 * @throws {Fault} `notAllowed`. In the results: `notLookedAt`, `changedMeanwhile`, `outcomeMissing`, and the faults of `approveOutcome`.
 */
export async function approveSeen(actor: Actor, core: Core, ids: readonly OutcomeId[]): Promise<readonly SeenResult[]> {
	const supervisor = permit(actor, 'approveSeen');
	const results: SeenResult[] = [];
	for (const id of new Set(ids)) {
		try {
			await approveAsSeen(core, supervisor, id);
			results.push({ id });
		} catch (error) {
			if (!isFault(error)) throw error;
			results.push({ id, fault: toFaultRecord(error) });
		}
	}
	return results;
}

async function approveAsSeen(core: Core, supervisor: AccountActor, id: OutcomeId): Promise<void> {
	const { accountId, orgUnitScope: scope } = supervisor;
	const row = await getReview(core.db, id, { scope, accountId });
	if (row === undefined) {
		// Decided by somebody else meanwhile, or not there for this supervisor.
		await getOutcome(core.db, id, scope);
		throw new Fault('changedMeanwhile');
	}
	if (row.look === undefined) throw new Fault('notLookedAt');
	const { revision, sha256 } = row.look;
	await approveOutcome(supervisor, core, id, { revision, sha256 });
}
