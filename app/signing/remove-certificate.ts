import { appendAudit, type CertificateUse } from '../../db/index.ts';
import { type Actor, Fault, type Sha256 } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { assertUse, keyFolder } from './find-keys.ts';
import { dropKeyFile, readKeyFolder } from './key-folder.ts';

/**
 * Takes a certificate file out of the data folder, for good: it is the holder's, who has it elsewhere. What was signed with it
 * stays signed.
 *
 * @throws {Fault} `notAllowed`, `signingKeyMissing`.
 */
export async function removeCertificate(
	actor: Actor,
	core: Core,
	{ use, id }: { readonly use: CertificateUse; readonly id: Sha256 },
): Promise<void> {
	const account = permit(actor, 'removeCertificate');
	assertUse(account, use);
	const folder = keyFolder(core, account, use);
	const file = (await readKeyFolder(folder)).find((one) => one.id === id);
	if (file === undefined) throw new Fault('signingKeyMissing');
	await dropKeyFile(folder, file.name);
	const event = { kind: 'certificateRemoved', use, file: id } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(account.accountId), event, instantOf(core)));
}
