import { randomUUID } from 'node:crypto';
import {
	type AuditHead,
	appendAudit,
	findFile,
	getOutcomeForJob,
	getSetting,
	insertReceipt,
	type Job,
	newestStored,
	newestVersion,
	newId,
	UPLOAD_PAUSED,
	type WritableDb,
} from '../../db/index.ts';
import {
	asId,
	type Clock,
	Fault,
	type FaultRecord,
	type OutcomeEvent,
	type OutcomeId,
	type ReceiptId,
	toFaultRecord,
} from '../../domain/index.ts';
import {
	type Delivery,
	type DeliveryPolicy,
	deliver,
	preflight,
	type Receipt,
	reason,
	type Upload,
} from '../../upload/index.ts';
import type { JobHandler, JobResult } from '../jobs/job-handler.ts';
import type { JobTools } from '../jobs/job-tools.ts';
import { retryOrFail } from '../jobs/settle-job.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveByProgram } from '../workflow/move-outcome.ts';
import { assertNothingAgainst } from './assert-nothing-against.ts';
import { type NamedDestination, officeDestination } from './office-destination.ts';
import { preflightFacts, sentDuplicates, type UploadSubject } from './preflight-facts.ts';
import { deliveryMemory, deliveryRecord, holdRepository, toldAuditHead } from './upload-memory.ts';

/** What uploads need beside what every job needs. */
export type UploadTools = JobTools & {
	readonly clock: Clock;
	/** From the secret store, for a repository that asks for one. */
	readonly repositoryToken: string | undefined;
	readonly policy: Partial<DeliveryPolicy>;
};

/** While uploads are paused, a job looks again after this long, ms. */
const PAUSE_MS = 60_000;

/**
 * Brings an agency-signed outcome into the repository, once: check, note, send, receipt. What is under way is in the job's row
 * before it happens, so that after a crash the repository is asked what it has instead of being sent the same again.
 */
export function uploadJob(tools: UploadTools): JobHandler {
	return async (job, { signal }) => {
		try {
			if ((await getSetting(tools.db, UPLOAD_PAUSED)) === true) {
				return { kind: 'retry', afterMs: PAUSE_MS, fault: toFaultRecord(new Fault('uploadPaused')) };
			}
			const subject = await subjectOf(tools, asId<OutcomeId>(job.subjectId ?? ''));
			if (subject === undefined) return { kind: 'finished' };
			const named = await officeDestination(tools.db, { clock: tools.clock, token: tools.repositoryToken });
			await holdRepository(tools.db, job, named.name, tools.now);
			const auditHead = await toldAuditHead(tools.db, job, tools.now);
			const upload = await prepare(tools, job, subject, auditHead);
			const delivery = await deliverUpload(tools, job, { named, upload, signal });
			return settle(tools, subject, { delivery, named, upload, auditHead });
		} catch (error) {
			const result = retryOrFail(job, error);
			return result.kind === 'failed' ? failed(tools, asId<OutcomeId>(job.subjectId ?? ''), result.fault) : result;
		}
	};
}

/** `undefined` when there is nothing left to do: it is stored, or was never ready. */
async function subjectOf({ db }: UploadTools, id: OutcomeId): Promise<UploadSubject | undefined> {
	const outcome = await getOutcomeForJob(db, id);
	const { state } = outcome;
	if (state.kind !== 'agencySigned' && state.kind !== 'uploading') return undefined;
	const file = await findFile(db, id, state.document.sha256);
	if (file === undefined) throw new Fault('fileLost', { reason: 'missing' });
	return { outcome: { ...outcome, state }, file };
}

/**
 * Checks the outcome and moves it to `uploading`, with its idempotency key. What may already be in the repository is not checked
 * again: whatever has changed since, the repository must be asked.
 *
 * @throws {Fault} `preflightFailed` ({ reasons }), `fileLost`.
 */
async function prepare(
	tools: UploadTools,
	job: Job<unknown>,
	subject: UploadSubject,
	auditHead: AuditHead,
): Promise<Upload> {
	const { outcome, file } = subject;
	const facts = await preflightFacts(tools, subject, auditHead);
	if (!deliveryRecord(job).open) assertNothingAgainst(preflight(facts));
	const { state } = outcome;
	const idempotencyKey = state.kind === 'agencySigned' ? randomUUID() : state.idempotencyKey;
	if (state.kind === 'agencySigned') {
		await tools.db.write(async (tx) => {
			// Once more inside the transaction: two scans of the same paper may have come this far together.
			const duplicates = await sentDuplicates(tx, outcome);
			assertNothingAgainst(duplicates.map((of) => reason('duplicate', { of })));
			await move(tx, outcome.id, { kind: 'startUpload', idempotencyKey }, tools);
		});
		tools.journal('uploadStarted');
	}
	const { sha256, byteLength } = file;
	return {
		docCode: state.codes.docCode,
		metadata: facts.metadata.metadata,
		document: { path: tools.vault.locate(file.path), sha256, byteLength },
		idempotencyKey,
	};
}

type Delivering = { readonly named: NamedDestination; readonly upload: Upload; readonly signal: AbortSignal };

async function deliverUpload(
	tools: UploadTools,
	job: Job<unknown>,
	{ named, upload, signal }: Delivering,
): Promise<Delivery> {
	const { db, now, clock, policy } = tools;
	const outcomeId = asId<OutcomeId>(job.subjectId ?? '');
	let sends = deliveryRecord(job).sends;
	const memory = deliveryMemory(db, job, now, async (record) => {
		if (!record.open || record.sends <= sends) return;
		sends = record.sends;
		const event = { kind: 'uploadSent', outcomeId, attempt: record.sends } as const;
		await db.write((tx) => appendAudit(tx, { kind: 'system' }, event, now()));
		tools.journal('uploadMarkedSent');
	});
	const witness = await newestStored(db, named.name);
	const delivery = await deliver(named.destination, upload, memory, {
		signal,
		clock,
		policy,
		...(witness && { witness }),
	});
	tools.journal('uploadAnswered');
	return delivery;
}

type Delivered = {
	readonly delivery: Delivery;
	readonly named: NamedDestination;
	readonly upload: Upload;
	readonly auditHead: AuditHead;
};

function settle(tools: UploadTools, { outcome }: UploadSubject, delivered: Delivered): JobResult {
	const { delivery } = delivered;
	switch (delivery.kind) {
		case 'stored': {
			const commit = (tx: WritableDb) => keepReceipt(tx, tools, outcome.id, delivered, delivery.receipt);
			return { kind: 'finished', commit, committed: () => tools.journal('outcomeStored') };
		}
		case 'retry':
			return delivery;
		case 'failed':
		case 'doubt':
			return failed(tools, outcome.id, delivery.fault);
	}
}

async function keepReceipt(
	tx: WritableDb,
	tools: UploadTools,
	outcomeId: OutcomeId,
	{ named, upload, auditHead }: Delivered,
	receipt: Receipt,
): Promise<void> {
	const id = newId<ReceiptId>();
	const version = await newestVersion(tx, outcomeId);
	if (version === undefined) throw new Error('An uploaded outcome has a version');
	await insertReceipt(tx, {
		id,
		outcomeId,
		versionId: version.id,
		destination: named.name,
		idempotencyKey: upload.idempotencyKey,
		documentSha256: receipt.sha256,
		answer: receipt,
		auditHead,
		receivedAt: receipt.receivedAt,
	});
	const facts = { receiptId: id, document: receipt.sha256, reconciled: receipt.reconciled ? 1 : 0 };
	await move(tx, outcomeId, { kind: 'store', receiptId: id }, tools, facts);
}

/** The job fails, and an outcome that was on its way says so. */
function failed(tools: UploadTools, outcomeId: OutcomeId, fault: FaultRecord): JobResult {
	const commit = async (tx: WritableDb) => {
		const { state } = await getOutcomeForJob(tx, outcomeId);
		// Before it was sent, nothing has changed.
		if (state.kind !== 'uploading') return;
		await move(tx, outcomeId, { kind: 'failUpload', fault: fault.code }, tools, { fault: fault.code });
	};
	return { kind: 'failed', fault, commit };
}

/** A step that the program takes by itself. */
async function move(
	tx: WritableDb,
	outcomeId: OutcomeId,
	event: OutcomeEvent,
	tools: UploadTools,
	facts?: Readonly<Record<string, string | number>>,
): Promise<void> {
	const { order } = await officeSettings(tx);
	await moveByProgram(tx, outcomeId, event, {
		at: tools.now(),
		profile: { order },
		...(facts !== undefined && { facts }),
	});
}
