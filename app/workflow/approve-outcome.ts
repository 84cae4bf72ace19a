import { appendAudit, findFile, getOutcome } from '../../db/index.ts';
import { type Actor, documentOf, isFault, type Outcome, type OutcomeId, type Sha256 } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { officeSettings } from '../settings/office-settings.ts';
import { moveOutcome } from './move-outcome.ts';

/** What was looked at: an approval is bound to these very bytes. */
export type Approved = { readonly sha256: Sha256; readonly revision?: number | undefined };

/**
 * Approves a submitted outcome. The stored file is read and hashed once more: what is approved is what is there. An attempt to
 * approve one's own submission is logged.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing`, `fourEyes`, `documentChanged`, `fileLost`, `transitionRefused`, `changedMeanwhile`.
 */
export async function approveOutcome(actor: Actor, core: Core, id: OutcomeId, approved: Approved): Promise<Outcome> {
	const supervisor = permit(actor, 'approveOutcome');
	const { order } = await officeSettings(core.db);
	const document = documentOf((await getOutcome(core.db, id, supervisor.orgUnitScope)).state);
	const file = document && (await findFile(core.db, id, document.sha256));
	if (file !== undefined) await core.vault.read(file.path, file.sha256);
	const at = instantOf(core);
	const { sha256, revision } = approved;
	const approval = { by: supervisor.accountId, at, sha256, byteLength: file?.byteLength ?? 0 };
	const facts = { document: sha256, byteLength: approval.byteLength };
	const move = { actor: supervisor, at, profile: { order }, revision, facts };
	try {
		return await core.db.write((tx) => moveOutcome(tx, id, { kind: 'approve', approval }, move));
	} catch (error) {
		if (isFault(error, 'fourEyes')) {
			const event = { kind: 'refused', useCase: 'approveOutcome', fault: 'fourEyes' } as const;
			await core.db.write((tx) => appendAudit(tx, auditActor(supervisor.accountId), event, at));
		}
		throw error;
	}
}
