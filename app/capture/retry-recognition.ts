import { appendAudit, cancelJob, getJob, getOutcome, insertStack, type Job, reviveJob } from '../../db/index.ts';
import {
	type AccountActor,
	type Act,
	type Actor,
	asId,
	Fault,
	type JobId,
	type OutcomeId,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { importPayloadSchema } from '../outcomes/import-job.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from '../workflow/move-outcome.ts';
import { reasonOf } from '../workflow/reason.ts';
import { emptyStack } from './stack-files.ts';

/**
 * Does a failed import or recognition again, at once.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing` (no such failed job, or not one of the clerk's office).
 */
export async function retryRecognition(actor: Actor, core: Core, jobId: JobId): Promise<void> {
	const clerk = permit(actor, 'retryRecognition');
	await failedJob(clerk, core, jobId);
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		if (!(await reviveJob(tx, jobId, at))) throw new Fault('outcomeMissing');
		await appendAudit(tx, auditActor(clerk.accountId), { kind: 'jobRetried', jobId }, at);
	});
	core.jobs.wake();
	core.capture.changed();
}

/**
 * Puts a failed job down. Pages that were a stack are one again; an outcome that could not be read is discarded for that reason
 * (its bytes stay).
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `reasonMissing`.
 */
export async function dropFailedJob(actor: Actor, core: Core, jobId: JobId, why: string): Promise<void> {
	const clerk = permit(actor, 'dropFailedJob');
	const job = await failedJob(clerk, core, jobId);
	const { stack } = importPayloadSchema.partial().safeParse(job.payload).data ?? {};
	const profile = await officeSettings(core.db);
	const at = instantOf(core);
	const row = emptyStack(core, clerk, 'file');
	await core.db.write(async (tx) => {
		await cancelJob(tx, jobId, at);
		await appendAudit(tx, auditActor(clerk.accountId), { kind: 'jobCancelled', jobId }, at);
		if (stack !== undefined) await insertStack(tx, { ...row, ...stack });
		else if (job.kind === 'recognize') {
			const reason = reasonOf(why);
			const act: Act = { by: clerk.accountId, at };
			const move = { actor: clerk, at, profile, reason };
			await moveOutcome(tx, asId<OutcomeId>(job.subjectId ?? ''), { kind: 'discard', act, reason }, move);
		}
	});
	core.capture.changed();
}

/** A failed job of the clerk's office. @throws {Fault} `outcomeMissing`. */
async function failedJob(clerk: AccountActor, core: Core, jobId: JobId): Promise<Job<unknown>> {
	const job = await getJob(core.db, jobId);
	if (job?.state !== 'failed' || job.subjectId === undefined) throw new Fault('outcomeMissing');
	if (job.kind === 'import') {
		const payload = importPayloadSchema.safeParse(job.payload).data;
		if (payload?.clerkId === clerk.accountId) return job;
	} else if (job.kind === 'recognize') {
		await getOutcome(core.db, asId<OutcomeId>(job.subjectId), clerk.orgUnitScope);
		return job;
	}
	throw new Fault('outcomeMissing');
}
