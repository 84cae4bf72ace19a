import { appendAudit, fieldGroup } from '../../db/index.ts';
import type { Actor, FieldName, RecognizedPage, StoredReading } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { type OutcomeRow, outcomeRow } from '../outcomes/outcome-row.ts';
import { recognizedPages } from '../outcomes/show-outcome.ts';

/** One outcome of the grid. `page`: the one that the value stands on. */
export type GroupedOutcome = {
	readonly row: OutcomeRow;
	readonly revision: number;
	readonly reading: StoredReading;
	readonly page?: RecognizedPage;
};

/** As many as a clerk confirms in one sitting; the next ones come when these are done. */
const MOST = 60;

/**
 * Outcomes on a clerk's desk on which nobody has looked at a field yet, equal values together.
 *
 * @throws {Fault} `notAllowed`, `fileLost`.
 */
export async function listFieldGroup(
	actor: Actor,
	core: Core,
	field: FieldName,
): Promise<{ readonly rows: readonly GroupedOutcome[]; readonly left: number }> {
	const { accountId, orgUnitScope } = permit(actor, 'listFieldGroup');
	const { members, left } = await fieldGroup(core.db, field, orgUnitScope, MOST);
	const rows: GroupedOutcome[] = [];
	for (const { outcome, reading } of members) {
		const page = (await recognizedPages(core, outcome.id))[reading.page];
		const row = await outcomeRow(core.db, outcome);
		rows.push({ row, revision: outcome.revision, reading, ...(page !== undefined && { page }) });
	}
	const event = { kind: 'outcomesListed', count: rows.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { rows, left };
}
