import {
	countUploads,
	getSetting,
	listUploadRecords,
	UPLOAD_PAUSED,
	type UploadCounts,
	type UploadRecord,
} from '../../db/index.ts';
import type {
	Actor,
	FaultRecord,
	JobId,
	OrgUnitId,
	OutcomeId,
	OutcomeKind,
	OutcomeStateKind,
	Sha256,
} from '../../domain/index.ts';
import { deliveryRecordSchema, NEW_DELIVERY } from '../../upload/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { officeDestinationName } from './office-destination.ts';
import { DELIVERY_STEP, REPOSITORY_STEP } from './upload-memory.ts';

/** What the repository answered once it had the document. */
export type UploadReceipt = {
	readonly destination: string;
	/** The repository's own name for it. */
	readonly reference: string;
	/** UTC, ISO 8601. */
	readonly receivedAt: string;
	readonly sha256: Sha256;
	/** What the repository has is what was signed here. */
	readonly matches: boolean;
	/** Learned by asking, since the answer itself was lost. */
	readonly reconciled: boolean;
};

/** One upload as lists show it. */
export type UploadRow = Pick<UploadRecord, 'values'> & {
	readonly outcomeId: OutcomeId;
	readonly kind: OutcomeKind;
	readonly docCode: string;
	/** `stored` only when the outcome itself is: a job that ended without that has failed. */
	readonly state: 'waiting' | 'running' | 'stored' | 'failed';
	readonly outcomeState: OutcomeStateKind;
	/** Absent when no job brings it (it never had one, or lost it): `settleUpload` makes one. */
	readonly jobId?: JobId;
	readonly attempts: number;
	/** UTC, ISO 8601: when it is tried next. */
	readonly dueAt?: string;
	/** UTC, ISO 8601: when the last try ended or it was queued. */
	readonly changedAt?: string;
	/** Why the last try did not succeed. */
	readonly fault?: FaultRecord;
	/** Where it goes: `folder:<path>` or `http:<address>`. */
	readonly destination: string;
	/** How often bytes went out, and whether it is unknown what became of the last ones. */
	readonly sends: number;
	readonly inDoubt: boolean;
	/** Oldest first. */
	readonly receipts: readonly UploadReceipt[];
};

/** Stored ones that are shown, the newest; the search finds the others. */
const SHOWN_STORED = 200;
/** Open ones that a screen gets of each part, the oldest: more than a person works through, few enough to be asked for often. */
const SHOWN_OPEN = 500;
const ALL = 100_000;

/** What was recalled or replaced later had been stored. */
const STORED: readonly OutcomeStateKind[] = ['stored', 'replaced', 'recalled', 'expired'];

/** The queue as its screen shows it. */
export type UploadQueue = {
	readonly rows: readonly UploadRow[];
	/** All there are, also those that are not among the rows. */
	readonly counts: UploadCounts;
	/** After a restore, until a registrar lets uploads go on. */
	readonly paused: boolean;
};

/** The upload queue as far as the actor may see the outcomes: failed ones first, the oldest of each state first. @throws {Fault} `notAllowed`. */
export async function listUploads(actor: Actor, core: Core): Promise<readonly UploadRow[]> {
	return rowsOf(core, permit(actor, 'listUploads').orgUnitScope, ALL);
}

/** As much of {@link listUploads} as a screen can show, and what is to be known of the whole queue. @throws {Fault} `notAllowed`. */
export async function showUploadQueue(actor: Actor, core: Core): Promise<UploadQueue> {
	const { orgUnitScope } = permit(actor, 'listUploads');
	return {
		rows: await rowsOf(core, orgUnitScope, SHOWN_OPEN),
		counts: await countUploads(core.db, orgUnitScope),
		paused: (await getSetting(core.db, UPLOAD_PAUSED)) === true,
	};
}

async function rowsOf(core: Core, scope: readonly OrgUnitId[], limit: number): Promise<readonly UploadRow[]> {
	const now = await officeDestinationName(core.db);
	const rows: UploadRow[] = [];
	for (const [part, most] of [
		['failed', limit],
		['underWay', limit],
		['stored', SHOWN_STORED],
	] as const) {
		const records = await listUploadRecords(core.db, { scope, part, limit: most });
		rows.push(...records.map((record) => uploadRow(record, now)));
	}
	return rows;
}

function uploadRow(record: UploadRecord, destinationNow: string): UploadRow {
	const { outcomeId, kind, docCode, outcomeState, values, job } = record;
	const state = stateOf(record);
	const kept = job?.steps[DELIVERY_STEP];
	const { sends, open } = kept === undefined ? NEW_DELIVERY : deliveryRecordSchema.parse(kept);
	const held = job?.steps[REPOSITORY_STEP];
	const receipts = receiptsOf(record);
	return {
		outcomeId,
		kind,
		docCode,
		state,
		outcomeState,
		values,
		...(job !== undefined && { jobId: job.id, changedAt: job.updatedAt }),
		attempts: job?.attempts ?? 0,
		...(state === 'waiting' && job !== undefined && { dueAt: job.notBefore }),
		...(state !== 'stored' && job?.fault !== undefined && { fault: job.fault }),
		destination: receipts.at(-1)?.destination ?? (typeof held === 'string' ? held : destinationNow),
		sends,
		inDoubt: open && state !== 'stored',
		receipts,
	};
}

function stateOf({ outcomeState, job }: UploadRecord): UploadRow['state'] {
	if (STORED.includes(outcomeState)) return 'stored';
	if (job?.state === 'running') return 'running';
	return job?.state === 'queued' ? 'waiting' : 'failed';
}

function receiptsOf({ receipts, documentSha256 }: UploadRecord): readonly UploadReceipt[] {
	return receipts.map(({ destination, receivedAt, documentSha256: sha256, answer }) => {
		const { reference, reconciled } = answer as { readonly reference?: unknown; readonly reconciled?: unknown };
		return {
			destination,
			receivedAt,
			sha256,
			reference: typeof reference === 'string' ? reference : '',
			matches: sha256 === documentSha256,
			reconciled: reconciled === true,
		};
	});
}
