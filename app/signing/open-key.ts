import type { CertificateUse } from '../../db/index.ts';
import type { AccountActor, Sha256 } from '../../domain/index.ts';
import { openPkcs12, type SigningKey } from '../../sign/index.ts';
import type { Core } from '../core.ts';
import { findKey } from './find-keys.ts';
import { type KeyFile, readKeyFile } from './key-folder.ts';

/** One of the certificates that were listed for the account, and what opens it. The password is used once and kept nowhere. */
export type ListedKey = { readonly certificate: Sha256; readonly password: string };

/** @throws {Fault} `signingKeyMissing`, `signingKeyDamaged`, `signingPasswordWrong`, `certificateExpired` … of the `sign` family. */
export async function openKey(
	core: Core,
	actor: AccountActor,
	use: CertificateUse,
	key: KeyFile | ListedKey,
): Promise<SigningKey> {
	if ('path' in key) return openPkcs12(await readKeyFile(key.path), key.password, core.clock.now());
	return (await findKey(core, actor, use, key.certificate)).open(key.password);
}
