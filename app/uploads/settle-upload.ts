import { appendAudit, finishStep, getOutcome, listJobs, reviveJob, updateOutcome } from '../../db/index.ts';
import { type Actor, Fault, type OutcomeId } from '../../domain/index.ts';
import { askedAgain, NEW_DELIVERY } from '../../upload/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { changeBy } from '../workflow/move-outcome.ts';
import { DELIVERY_STEP, deliveryRecord } from './upload-memory.ts';

/** `ask`: take it up again, the repository is asked first. `sendAgain`: a person has made sure that it is not there. */
export type UploadDecision = 'ask' | 'sendAgain';

/**
 * Takes a failed or doubtful upload up again, on a person's word. The idempotency key stays, and so does what is known about
 * earlier tries, unless the person says that nothing of them arrived.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `transitionRefused` when no upload of it has failed.
 */
export async function settleUpload(actor: Actor, core: Core, id: OutcomeId, decision: UploadDecision): Promise<void> {
	const registrar = permit(actor, 'settleUpload');
	const { order } = await officeSettings(core.db);
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		const outcome = await getOutcome(tx, id, registrar.orgUnitScope);
		const [job] = await listJobs(tx, { kind: 'upload', subjectId: id, states: ['failed'], limit: 1 });
		if (job === undefined) {
			throw new Fault('transitionRefused', { reason: 'wrongState', state: outcome.state.kind, event: 'retryUpload' });
		}
		// One that was refused before it was sent is not in `uploadFailed`: there is nothing to move back.
		if (outcome.state.kind === 'uploadFailed') {
			await updateOutcome(tx, outcome, changeBy(outcome, { kind: 'retryUpload' }, { order }), at);
		}
		const record = decision === 'sendAgain' ? NEW_DELIVERY : askedAgain(deliveryRecord(job));
		await finishStep(tx, job.id, DELIVERY_STEP, record, at);
		await reviveJob(tx, job.id, at);
		const event = { kind: 'uploadDoubtSettled', outcomeId: id, decision } as const;
		await appendAudit(tx, auditActor(registrar.accountId), event, at);
	});
	core.jobs.wake();
}
