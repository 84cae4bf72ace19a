import { appendAudit, findFile, getOutcome, listFiles } from '../../db/index.ts';
import { type Actor, documentOf, Fault, type OutcomeId, type Sha256 } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** A document's bytes, proven by their hash. */
export type DocumentBytes = { readonly bytes: Uint8Array; readonly sha256: Sha256 };

/**
 * A revision of an outcome's document: the one of that hash, else the newest.
 *
 * @throws {Fault} `notAllowed`, `outcomeMissing` (also while there is none, or none of that hash), `fileLost`.
 */
export async function readDocument(actor: Actor, core: Core, id: OutcomeId, revision?: Sha256): Promise<DocumentBytes> {
	const { accountId, orgUnitScope } = permit(actor, 'readDocument');
	const { state } = await getOutcome(core.db, id, orgUnitScope);
	const newest = documentOf(state)?.sha256;
	const file =
		revision === undefined
			? newest && (await findFile(core.db, id, newest))
			: (await listFiles(core.db, id, 'document')).find(({ sha256 }) => sha256 === revision);
	if (file === undefined) throw new Fault('outcomeMissing');
	const bytes = await core.vault.read(file.path, file.sha256);
	const event = { kind: 'documentRead', outcomeId: id, sha256: file.sha256 } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { bytes, sha256: file.sha256 };
}
