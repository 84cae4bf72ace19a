import { appendAudit, hastenJobs, setSetting, UPLOAD_PAUSED } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/**
 * Lets uploads go on after a restore. Nothing is sent that the repository has: every upload asks it first, also those that the
 * backup knows as never sent.
 *
 * @throws {Fault} `notAllowed`.
 */
export async function resumeUploads(actor: Actor, core: Core): Promise<void> {
	const registrar = permit(actor, 'settleUpload');
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await setSetting(tx, UPLOAD_PAUSED, false, at);
		await hastenJobs(tx, 'upload', at);
		await appendAudit(tx, auditActor(registrar.accountId), { kind: 'settingChanged', key: UPLOAD_PAUSED }, at);
	});
	core.jobs.wake();
}
