import { type AuditHead, auditHead, type Db, finishStep, type Job } from '../../db/index.ts';
import { Fault } from '../../domain/index.ts';
import { type DeliveryMemory, type DeliveryRecord, deliveryRecordSchema, NEW_DELIVERY } from '../../upload/index.ts';

/** The step of an upload's job under which its delivery record is kept. */
export const DELIVERY_STEP = 'delivery';
const AUDIT_HEAD_STEP = 'auditHead';
/** The step under which the repository is kept that an upload goes to. */
export const REPOSITORY_STEP = 'repository';

/** What is known about the delivery of a job's upload. */
export function deliveryRecord(job: Job<unknown>): DeliveryRecord {
	const kept = job.steps[DELIVERY_STEP];
	return kept === undefined ? NEW_DELIVERY : deliveryRecordSchema.parse(kept);
}

/** Keeps the record in the job's row; `onSaved` after it is durable. */
export function deliveryMemory(
	db: Db,
	job: Job<unknown>,
	now: () => string,
	onSaved: (record: DeliveryRecord) => Promise<void>,
): DeliveryMemory {
	return {
		record: deliveryRecord(job),
		async save(record) {
			await db.write((tx) => finishStep(tx, job.id, DELIVERY_STEP, record, now()));
			await onSaved(record);
		},
	};
}

/** The audit chain's head that this upload tells the repository: the same in every try, so that a receipt found later matches. */
export async function toldAuditHead(db: Db, job: Job<unknown>, now: () => string): Promise<AuditHead> {
	const told = job.steps[AUDIT_HEAD_STEP] as AuditHead | undefined;
	if (told !== undefined) return told;
	return db.write(async (tx) => {
		const head = await auditHead(tx);
		await finishStep(tx, job.id, AUDIT_HEAD_STEP, head, now());
		return head;
	});
}

/**
 * Remembers which repository an upload goes to. One that may already be in another is not sent to this one: a person has to look.
 *
 * @throws {Fault} `uploadDoubt`.
 */
export async function holdRepository(db: Db, job: Job<unknown>, name: string, now: () => string): Promise<void> {
	const held = job.steps[REPOSITORY_STEP];
	if (held === name) return;
	if (held !== undefined && deliveryRecord(job).open) throw new Fault('uploadDoubt');
	await db.write((tx) => finishStep(tx, job.id, REPOSITORY_STEP, name, now()));
}
