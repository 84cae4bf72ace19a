import { appendAudit, listOutcomes as listRows } from '../../db/index.ts';
import type { Actor, OutcomeId, OutcomeKind, OutcomeStateKind } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type OutcomeRow, outcomeRows } from './outcome-row.ts';

export type ListQuery = {
	readonly states?: readonly OutcomeStateKind[] | undefined;
	readonly kinds?: readonly OutcomeKind[] | undefined;
	readonly limit: number;
	/** The `next` of the page before. */
	readonly after?: OutcomeId | undefined;
};

/** The outcomes that the actor may see, newest first. @throws {Fault} `notAllowed`. */
export async function listOutcomes(
	actor: Actor,
	core: Core,
	query: ListQuery,
): Promise<{ readonly rows: readonly OutcomeRow[]; readonly next?: OutcomeId }> {
	const { accountId, orgUnitScope } = permit(actor, 'listOutcomes');
	const { outcomes, next } = await listRows(core.db, {
		scope: orgUnitScope,
		limit: query.limit,
		...(query.states !== undefined && query.states.length > 0 && { states: query.states }),
		...(query.kinds !== undefined && query.kinds.length > 0 && { kinds: query.kinds }),
		...(query.after !== undefined && { after: query.after }),
	});
	const rows = await outcomeRows(core.db, outcomes);
	const event = { kind: 'outcomesListed', count: rows.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { rows, ...(next !== undefined && { next }) };
}
