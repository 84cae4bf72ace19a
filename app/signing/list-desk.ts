import { posix } from 'node:path';
import { appendAudit, countDesk, type DeskRow, listDesk as listRows } from '../../db/index.ts';
import {
	type Actor,
	documentOf,
	type Outcome,
	type OutcomeCodes,
	type OutcomeStateKind,
	type Sha256,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';

/** An outcome as the lists of those who sign show it. */
export type SignRow = Pick<Outcome, 'id' | 'kind' | 'revision' | 'createdAt'> &
	Pick<DeskRow, 'values' | 'clerkName' | 'pageCount'> & {
		readonly state: OutcomeStateKind;
		/** The original's file name. */
		readonly sourceName: string;
		readonly documentSha256?: Sha256;
		/** Who approved which bytes. */
		readonly approval?: {
			readonly by: string;
			readonly at: string;
			readonly sha256: Sha256;
			readonly byteLength: number;
		};
		/** The document is byte for byte what was approved; with the agency's signature, what was approved and that. */
		readonly asApproved?: boolean;
		readonly codes?: OutcomeCodes;
	};

/** What lies on a desk: the oldest rows, and how many there are by state. */
export type Desk = {
	readonly rows: readonly SignRow[];
	readonly counts: Readonly<Partial<Record<OutcomeStateKind, number>>>;
};

/** Rows that one call brings: as many as one batch may sign. */
export const DESK_LIMIT = 1_000;

/** States that a registrar looks after, up to the repository. */
const AGENCY_STATES = [
	'approved',
	'coded',
	'agencySigned',
	'uploading',
	'uploadFailed',
] as const satisfies readonly OutcomeStateKind[];

/**
 * What waits for the clerk's signature, in the office's order of steps. `mine`: only what the clerk digitized (TT 01/2023 Điều 8:
 * who scans signs).
 *
 * @throws {Fault} `notAllowed`.
 */
export async function listToSign(actor: Actor, core: Core, { mine }: { readonly mine: boolean }): Promise<Desk> {
	const clerk = permit(actor, 'listToSign');
	const { order } = await officeSettings(core.db);
	const clerkId = mine ? { clerkId: clerk.accountId } : {};
	return desk(core, clerk, {
		scope: clerk.orgUnitScope,
		states: [order === 'signFirst' ? 'recognized' : 'verified'],
		unsigned: true,
		...clerkId,
	});
}

/** What is approved and not yet stored: codes to issue, copies to sign for the agency, uploads under way. @throws {Fault} `notAllowed`. */
export async function listForAgency(
	actor: Actor,
	core: Core,
	{ states = AGENCY_STATES }: { readonly states?: readonly OutcomeStateKind[] | undefined } = {},
): Promise<Desk> {
	const registrar = permit(actor, 'listForAgency');
	const { orgUnitScope: scope } = registrar;
	const chosen = AGENCY_STATES.filter((state) => states.includes(state));
	const { rows } = await desk(core, registrar, { scope, states: chosen });
	return { rows, counts: await countDesk(core.db, { scope, states: AGENCY_STATES }) };
}

async function desk(
	core: Core,
	{ accountId }: ReturnType<typeof permit>,
	query: Parameters<typeof countDesk>[1],
): Promise<Desk> {
	const rows = (await listRows(core.db, { ...query, limit: DESK_LIMIT })).map(signRow);
	const event = { kind: 'outcomesListed', count: rows.length } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { rows, counts: await countDesk(core.db, query) };
}

function signRow({ outcome, values, originalPath, clerkName, approverName, pageCount }: DeskRow): SignRow {
	const { id, kind, revision, createdAt, state } = outcome;
	const document = documentOf(state);
	const approval = 'approval' in state ? state.approval : undefined;
	// The agency's signature is added only to the very bytes that were approved: `advance` refuses any other.
	const grown = 'agencySignature' in state;
	const asApproved = approval && (grown || document?.sha256 === approval.sha256);
	return {
		id,
		kind,
		revision,
		createdAt,
		values,
		clerkName,
		pageCount,
		state: state.kind,
		sourceName: posix.basename(originalPath),
		...(document !== undefined && { documentSha256: document.sha256 }),
		...(approval !== undefined && { approval: { ...approval, by: approverName } }),
		...(asApproved !== undefined && { asApproved }),
		...('codes' in state && { codes: state.codes }),
	};
}
