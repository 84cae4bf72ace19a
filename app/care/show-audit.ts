import { appendAudit, listAccounts, listAudit, listOrgUnits } from '../../db/index.ts';
import {
	type AccountActor,
	type AccountId,
	type Actor,
	type AuditActor,
	type AuditEntry,
	type AuditEventKind,
	compareByGivenName,
	type OutcomeId,
} from '../../domain/index.ts';
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
	/** Any of these. */
	readonly kinds?: readonly AuditEventKind[] | undefined;
};

export type AuditPage = { readonly entries: readonly AuditEntry[]; readonly next?: string };

/**
 * The audit log, newest first; that it was looked at is logged too. Whoever does not see all org units sees what the people of
 * theirs did.
 *
 * @throws {Fault} `notAllowed`.
 */
export async function showAudit(actor: Actor, core: Core, request: AuditRequest): Promise<AuditPage> {
	const asker = permit(actor, 'showAudit');
	const { cursor, from, to, kinds, limit } = request;
	const before = cursor === undefined ? undefined : Number(cursor);
	const found = await listAudit(core.db, {
		limit: limit + 1,
		before: Number.isSafeInteger(before) ? before : undefined,
		subjectId: request.outcomeId,
		from: from && startOfDay(from),
		to: to && startOfDay(to, 1),
		kinds,
		actors: await actorsShown(core, asker, request.accountId),
	});
	const entries = found.slice(0, limit);
	const event = { kind: 'auditShown', count: entries.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(asker.accountId), event, instantOf(core)));
	const last = entries.at(-1);
	return { entries, ...(found.length > limit && last !== undefined && { next: String(last.seq) }) };
}

/** A person whose acts the log may hold. */
export type AuditPerson = { readonly id: AccountId; readonly name: string };

/** Whose acts may be asked for, by given name. @throws {Fault} `notAllowed`. */
export async function auditPeople(actor: Actor, core: Core): Promise<readonly AuditPerson[]> {
	const { orgUnitScope } = permit(actor, 'showAudit');
	const accounts = (await listAccounts(core.db)).filter((account) => orgUnitScope.includes(account.orgUnitId));
	return accounts.map(({ id, name }) => ({ id, name })).sort((a, b) => compareByGivenName(a.name, b.name));
}

async function actorsShown(
	core: Core,
	asker: AccountActor,
	wanted: AccountId | undefined,
): Promise<readonly AuditActor[] | undefined> {
	const units = await listOrgUnits(core.db);
	const seesAll = units.every((unit) => asker.orgUnitScope.includes(unit.id));
	if (seesAll) return wanted === undefined ? undefined : [auditActor(wanted)];
	const known = await auditPeople(asker, core);
	return known.filter(({ id }) => wanted === undefined || id === wanted).map(({ id }) => auditActor(id));
}

const DAY_MS = 24 * 3_600_000;

/** The instant at which a day in +07:00 begins, `later` days on; UTC, ISO 8601. */
function startOfDay(day: string, later = 0): string {
	return new Date(Date.parse(`${day}T00:00:00+07:00`) + later * DAY_MS).toISOString();
}
