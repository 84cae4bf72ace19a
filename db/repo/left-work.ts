import type { AccountId, OrgUnitId } from '../../domain/index.ts';
import { type ReadableDb, run, sql, type WritableDb } from '../capability.ts';
import type { Scope } from './outcomes.ts';

/** How much lies with an account. `papers`: being taken in or read, or failed at it. `drafts`: outcomes with something typed and not kept. */
export type LeftWork = {
	readonly accountId: AccountId;
	readonly name: string;
	readonly orgUnitId: OrgUnitId;
	readonly stacks: number;
	readonly pages: number;
	readonly papers: number;
	readonly drafts: number;
};

const UNFINISHED = `state IN ('queued', 'running', 'failed')`;
const PAPERS_OF_JOBS = `kind = 'import' AND ${UNFINISHED} AND json_extract(payload, '$.clerkId')`;

/** What lies with accounts of these units that may not work as clerks any more: disabled, or without the role. Those with nothing are left out. */
export async function listLeftWork(db: ReadableDb, scope: Scope): Promise<readonly LeftWork[]> {
	return sql<LeftWork>(
		db,
		`SELECT * FROM (
			SELECT a.id AS accountId, a.name, a.org_unit_id AS orgUnitId,
				(SELECT count(*) FROM stacks WHERE clerk_id = a.id AND state = 'open' AND pages <> '[]') AS stacks,
				(SELECT coalesce(sum(json_array_length(pages)), 0) FROM stacks WHERE clerk_id = a.id AND state = 'open') AS pages,
				(SELECT count(*) FROM jobs WHERE ${PAPERS_OF_JOBS} = a.id)
					+ (SELECT count(*) FROM outcomes WHERE clerk_id = a.id AND state = 'scanned') AS papers,
				(SELECT count(DISTINCT outcome_id) FROM field_drafts WHERE account_id = a.id) AS drafts
			FROM accounts AS a
			WHERE a.org_unit_id IN (SELECT value FROM json_each(?)) AND (a.disabled = 1 OR NOT EXISTS (
				SELECT 1 FROM account_roles AS r WHERE r.account_id = a.id AND r.role = 'clerk'
			))
		) WHERE stacks + papers + drafts > 0 ORDER BY accountId`,
		[JSON.stringify(scope)],
	);
}

/**
 * Gives all that lies with one account to another of the same unit: stacks with their files, papers that are not read yet, and what was
 * typed and not kept (of two drafts of one field the newer stays). What could be undone of it can't be any more.
 */
export async function moveLeftWork(tx: WritableDb, from: AccountId, to: AccountId): Promise<void> {
	await run(tx, "UPDATE stacks SET clerk_id = ? WHERE clerk_id = ? AND state = 'open'", [to, from]);
	await run(tx, 'UPDATE stack_files SET clerk_id = ? WHERE clerk_id = ? AND dropped = 0', [to, from]);
	await run(tx, 'DELETE FROM stack_steps WHERE clerk_id = ?', [from]);
	await run(tx, `UPDATE jobs SET payload = json_set(payload, '$.clerkId', ?) WHERE ${PAPERS_OF_JOBS} = ?`, [to, from]);
	await run(tx, "UPDATE outcomes SET clerk_id = ? WHERE clerk_id = ? AND state = 'scanned'", [to, from]);
	await run(
		tx,
		`DELETE FROM field_drafts WHERE account_id = ? AND EXISTS (
			SELECT 1 FROM field_drafts AS own
			WHERE own.account_id = ? AND own.outcome_id = field_drafts.outcome_id AND own.field = field_drafts.field
				AND own.at >= field_drafts.at
		)`,
		[from, to],
	);
	await run(tx, 'UPDATE OR REPLACE field_drafts SET account_id = ? WHERE account_id = ?', [to, from]);
}
