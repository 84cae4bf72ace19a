import { join } from 'node:path';
import { TRUST_FOLDER } from '../../db/index.ts';
import { type Actor, assertMay, type SignatureReport } from '../../domain/index.ts';
import { checkSignatures, readAnchors } from '../../sign/index.ts';

/** Where an office keeps the certificates that it trusts, PEM or DER: part of every backup. */
export function trustFolder(dataDir: string): string {
	return join(dataDir, TRUST_FOLDER);
}

/** A PDF to be looked at. `trust`: a folder of certificates (PEM, DER) that are trusted; without it nobody is. */
export type CheckRequest = { readonly path: string; readonly trust?: string | undefined };

/**
 * A report on the signatures of any PDF; nothing is kept.
 *
 * @throws {Fault} `notAllowed`; `fileMissing`, `fileKindUnknown`, `pdfDamaged`, `pdfEncrypted`; `fileUnreadable` (the trust folder).
 */
export async function checkSignature(actor: Actor, { path, trust }: CheckRequest): Promise<SignatureReport> {
	assertMay(actor, 'checkSignature');
	const anchors = trust === undefined ? [] : (await readAnchors(trust)).certificates;
	return checkSignatures(path, { anchors, now: new Date() });
}
