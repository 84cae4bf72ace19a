import { appendAudit, type CertificateUse, keepChosenCertificate } from '../../db/index.ts';
import { type Actor, Fault, type Sha256 } from '../../domain/index.ts';
import { peekPkcs12 } from '../../sign/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { assertUse, keyFolder } from './find-keys.ts';
import { keepKeyFile, MAX_KEY_FILE } from './key-folder.ts';

/** A file that a person picked. `name`: as it was called there. */
export type NewCertificate = { readonly use: CertificateUse; readonly name: string; readonly bytes: Uint8Array };

/**
 * Keeps a certificate file in the data folder, for the account itself or for its agency, and chooses it. Its password is not
 * asked for: whether it opens shows when something is signed.
 *
 * @throws {Fault} `notAllowed`; `signingKeyDamaged` when it is no PKCS#12 file; `diskFull`, `outputUnwritable`.
 */
export async function addCertificate(actor: Actor, core: Core, { use, name, bytes }: NewCertificate): Promise<Sha256> {
	const account = permit(actor, 'addCertificate');
	assertUse(account, use);
	if (bytes.length > MAX_KEY_FILE) throw new Fault('signingKeyDamaged');
	peekPkcs12(bytes);
	const id = await keepKeyFile(keyFolder(core, account, use), name, bytes);
	const at = instantOf(core);
	await core.db.write(async (tx) => {
		await keepChosenCertificate(tx, account.accountId, use, id, at);
		await appendAudit(tx, auditActor(account.accountId), { kind: 'certificateAdded', use, file: id }, at);
	});
	return id;
}
