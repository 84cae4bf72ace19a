import { type CertificateUse, keepChosenCertificate } from '../../db/index.ts';
import type { Actor, Sha256 } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { assertUse, findKey } from './find-keys.ts';

/** Remembers what the account signs with, until it chooses another. @throws {Fault} `notAllowed`, `signingKeyMissing`. */
export async function chooseCertificate(
	actor: Actor,
	core: Core,
	{ use, id }: { readonly use: CertificateUse; readonly id: Sha256 },
): Promise<void> {
	const account = permit(actor, 'chooseCertificate');
	assertUse(account, use);
	await findKey(core, account, use, id);
	await core.db.write((tx) => keepChosenCertificate(tx, account.accountId, use, id, instantOf(core)));
}
