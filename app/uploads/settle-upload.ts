import {
	appendAudit,
	enqueueJob,
	finishStep,
	getOutcome,
	type Job,
	listJobs,
	reviveJob,
	updateOutcome,
	type WritableDb,
} from '../../db/index.ts';
import { type Actor, Fault, type JobId, type OutcomeId, type OutcomeStateKind } from '../../domain/index.ts';
import { askedAgain, NEW_DELIVERY } from '../../upload/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { changeBy } from '../workflow/move-outcome.ts';
import { DELIVERY_STEP, deliveryRecord } from './upload-memory.ts';

/** `ask`: take it up again, the repository is asked first. `sendAgain`: a person has made sure that it is not there. */
export type UploadDecision = 'ask' | 'sendAgain';

/** States from which an upload can be taken up. */
const OPEN: readonly OutcomeStateKind[] = ['agencySigned', 'uploading', 'uploadFailed'];

/**
 * Takes a failed or doubtful upload up again, on a person's word, also one whose job has ended without bringing it there. The
 * idempotency key stays, and so does what is known about earlier tries, unless the person says that nothing of them arrived.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `transitionRefused` when it is stored, not ready, or already on its way.
 */
export async function settleUpload(actor: Actor, core: Core, id: OutcomeId, decision: UploadDecision): Promise<void> {
	const registrar = permit(actor, 'settleUpload');
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		const outcome = await getOutcome(tx, id, registrar.orgUnitScope);
		const [job] = await listJobs(tx, { kind: 'upload', subjectId: id, limit: 1 });
		const underWay = job?.state === 'queued' || job?.state === 'running';
		if (underWay || !OPEN.includes(outcome.state.kind)) {
			throw new Fault('transitionRefused', { reason: 'wrongState', state: outcome.state.kind, event: 'retryUpload' });
		}
		// One that was refused before it was sent is not in `uploadFailed`: there is nothing to move back.
		if (outcome.state.kind === 'uploadFailed') {
			await updateOutcome(tx, outcome, changeBy(outcome, { kind: 'retryUpload' }, { order }), at);
		}
		const record = decision === 'sendAgain' || job === undefined ? NEW_DELIVERY : askedAgain(deliveryRecord(job));
		await finishStep(tx, await queued(tx, id, job, at), DELIVERY_STEP, record, at);
		const event = { kind: 'uploadDoubtSettled', outcomeId: id, decision } as const;
		await appendAudit(tx, auditActor(registrar.accountId), event, at);
	});
	core.jobs.wake();
}

/** The failed job, queued again; for one that has ended otherwise, a new one that knows what the old one knew. */
async function queued(tx: WritableDb, id: OutcomeId, job: Job<unknown> | undefined, at: string): Promise<JobId> {
	if (job !== undefined && (await reviveJob(tx, job.id, at))) return job.id;
	const made = await enqueueJob(tx, { kind: 'upload', subjectId: id, payload: {} }, at);
	for (const [step, result] of Object.entries(job?.steps ?? {})) await finishStep(tx, made, step, result, at);
	return made;
}
