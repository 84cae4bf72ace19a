import { countOutcomes, getSetting, listUploadRecords, UPLOAD_PAUSED, type UploadRecord } from '../../db/index.ts';
import type {
	Actor,
	FaultRecord,
	JobId,
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

/** Stored ones that are shown, the newest; the search finds the others. Of those not stored yet, all are. */
const SHOWN_STORED = 200;
const MAX_OPEN = 100_000;

/** What was recalled or replaced later had been stored. */
const STORED: readonly OutcomeStateKind[] = ['stored', 'replaced', 'recalled', 'expired'];

/** Failed ones come first: a person has to do something. */
const RANKS = { failed: 0, running: 1, waiting: 2, stored: 3 } as const satisfies Record<UploadRow['state'], number>;

/** The queue as its screen shows it. */
export type UploadQueue = {
	readonly rows: readonly UploadRow[];
	/** All that were ever stored. */
	readonly storedCount: number;
	/** After a restore, until a registrar lets uploads go on. */
	readonly paused: boolean;
};

/** The rows of {@link listUploads}, and what is to be known of the whole queue. @throws {Fault} `notAllowed`. */
export async function showUploadQueue(actor: Actor, core: Core): Promise<UploadQueue> {
	const { orgUnitScope } = permit(actor, 'listUploads');
	const counts = await countOutcomes(core.db, orgUnitScope);
	return {
		rows: await listUploads(actor, core),
		storedCount: STORED.reduce((sum, state) => sum + (counts[state] ?? 0), 0),
		paused: (await getSetting(core.db, UPLOAD_PAUSED)) === true,
	};
}

/** The upload queue as far as the actor may see the outcomes: failed ones first, the oldest of each state first. @throws {Fault} `notAllowed`. */
export async function listUploads(actor: Actor, core: Core): Promise<readonly UploadRow[]> {
	const { orgUnitScope: scope } = permit(actor, 'listUploads');
	const now = await officeDestinationName(core.db);
	const open = await listUploadRecords(core.db, { scope, part: 'open', limit: MAX_OPEN });
	const done = await listUploadRecords(core.db, { scope, part: 'done', limit: SHOWN_STORED });
	const rows = [...open, ...done].map((record) => uploadRow(record, now));
	return rows.toSorted((a, b) => RANKS[a.state] - RANKS[b.state]);
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
