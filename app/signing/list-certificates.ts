import { type CertificateUse, chosenCertificate } from '../../db/index.ts';
import type { Actor, Sha256 } from '../../domain/index.ts';
import { type CertificateFacts, describeCertificate } from '../../sign/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { assertUse, findKeys, type KeyOwner } from './find-keys.ts';
import { officeAnchors } from './office-anchors.ts';

/** A certificate that one may sign with. */
export type CertificateRow = {
	readonly id: Sha256;
	readonly fileName: string;
	readonly owner: KeyOwner;
	/** Absent until the file was opened once, where it encrypts its certificate. */
	readonly facts?: CertificateFacts;
	/** What the account signs with, until it chooses another. */
	readonly chosen: boolean;
};

/**
 * The certificates that the account may sign with: its own, or its agency's. Nobody else's is ever listed. The only one there is
 * counts as chosen.
 *
 * @throws {Fault} `notAllowed`.
 */
export async function listCertificates(
	actor: Actor,
	core: Core,
	use: CertificateUse,
): Promise<readonly CertificateRow[]> {
	const account = permit(actor, 'listCertificates');
	assertUse(account, use);
	const keys = await findKeys(core, account, use);
	const anchors = await officeAnchors(core.db);
	const chosen = await chosenCertificate(core.db, account.accountId, use);
	const onlyOne = keys.length === 1;
	return Promise.all(
		keys.map(async (key) => {
			const certificate = await key.certificate();
			const facts = certificate && describeCertificate(certificate, { anchors, now: core.clock.now() });
			const { id, name: fileName, owner } = key;
			return { id, fileName, owner, ...(facts !== undefined && { facts }), chosen: onlyOne || id === chosen };
		}),
	);
}
