import { appendAudit, listAudit } from '../../db/index.ts';
import { type AccountId, type Actor, type AuditEntry, type OutcomeId, vietnamWallTime } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

export type AuditRequest = {
	readonly limit: number;
	/** The `next` of the page before. */
	readonly cursor?: string | undefined;
	/** Days in +07:00, `YYYY-MM-DD`, both included. */
	readonly from?: string | undefined;
	readonly to?: string | undefined;
	readonly accountId?: AccountId | undefined;
	readonly outcomeId?: OutcomeId | undefined;
};

/** Rows read at a time. */
const BATCH = 500;
/** Batches looked through for one page: a filter that matches rarely ends with a short page and a cursor, not a long wait. */
const MAX_BATCHES = 20;

/** The audit log, newest first; that it was looked at is logged too. @throws {Fault} `notAllowed`. */
export async function showAudit(
	actor: Actor,
	core: Core,
	request: AuditRequest,
): Promise<{ readonly entries: readonly AuditEntry[]; readonly next?: string }> {
	const { accountId } = permit(actor, 'showAudit');
	const found: AuditEntry[] = [];
	let before = request.cursor === undefined ? undefined : Number(request.cursor);
	let more = true;
	for (let batch = 0; more && batch < MAX_BATCHES && found.length < request.limit; batch++) {
		const rows = await listAudit(core.db, {
			limit: BATCH,
			...(before !== undefined && Number.isSafeInteger(before) && { before }),
			...(request.outcomeId !== undefined && { subjectId: request.outcomeId }),
		});
		for (const row of rows) {
			if (found.length === request.limit) break;
			before = row.seq;
			if (matches(row, request)) found.push(row);
		}
		more = rows.length === BATCH || rows.at(-1)?.seq !== before;
	}
	const event = { kind: 'auditShown', count: found.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { entries: found, ...(more && before !== undefined && { next: String(before) }) };
}

function matches(entry: AuditEntry, request: AuditRequest): boolean {
	const day = vietnamWallTime(new Date(entry.at)).slice(0, 10);
	if (request.from !== undefined && day < request.from) return false;
	if (request.to !== undefined && day > request.to) return false;
	if (request.accountId === undefined) return true;
	return entry.actor.kind === 'account' && entry.actor.accountId === request.accountId;
}
