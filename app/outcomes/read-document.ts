import { appendAudit, findFile, getOutcome } from '../../db/index.ts';
import { type Actor, documentOf, Fault, type OutcomeId, type Sha256 } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** A document's bytes, proven by their hash. */
export type DocumentBytes = { readonly bytes: Uint8Array; readonly sha256: Sha256 };

/** The newest revision of an outcome's document. @throws {Fault} `notAllowed`, `outcomeMissing` (also while there is none), `fileLost`. */
export async function readDocument(actor: Actor, core: Core, id: OutcomeId): Promise<DocumentBytes> {
	const { accountId, orgUnitScope } = permit(actor, 'readDocument');
	const document = documentOf((await getOutcome(core.db, id, orgUnitScope)).state);
	const file = document && (await findFile(core.db, id, document.sha256));
	if (file === undefined) throw new Fault('outcomeMissing');
	const bytes = await core.vault.read(file.path, file.sha256);
	const event = { kind: 'documentRead', outcomeId: id, sha256: file.sha256 } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { bytes, sha256: file.sha256 };
}
