import { appendAudit, findFile, getOutcome } from '../../db/index.ts';
import {
	type Act,
	type Actor,
	documentOf,
	isFault,
	type Outcome,
	type OutcomeId,
	type Sha256,
} from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { takeStep } from './take-step.ts';

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
	const document = documentOf((await getOutcome(core.db, id, supervisor.orgUnitScope)).state);
	const file = document && (await findFile(core.db, id, document.sha256));
	if (file !== undefined) await core.vault.read(file.path, file.sha256);
	const { sha256, revision } = approved;
	const byteLength = file?.byteLength ?? 0;
	const event = (act: Act) => ({ kind: 'approve', approval: { ...act, sha256, byteLength } }) as const;
	try {
		return await takeStep(core, supervisor, id, { event, revision, facts: { document: sha256, byteLength } });
	} catch (error) {
		if (isFault(error, 'fourEyes')) {
			const refused = { kind: 'refused', useCase: 'approveOutcome', fault: 'fourEyes' } as const;
			await core.db.write((tx) => appendAudit(tx, auditActor(supervisor.accountId), refused, instantOf(core)));
		}
		throw error;
	}
}
