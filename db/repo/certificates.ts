import type { AccountId, Sha256 } from '../../domain/index.ts';
import { type ReadableDb, run, sqlOne, type WritableDb } from '../capability.ts';

/** For whom a certificate signs. */
export type CertificateUse = 'clerk' | 'agency';

/** Keeps the certificates (DER, the signer's first) that were found in a key file when it was opened. */
export async function rememberCertificates(
	tx: WritableDb,
	fileSha256: Sha256,
	chain: readonly Uint8Array[],
	at: string,
): Promise<void> {
	const base64 = chain.map((der) => Buffer.from(der).toString('base64'));
	await run(
		tx,
		`INSERT INTO seen_certificates (file_sha256, chain, seen_at) VALUES (?, ?, ?)
		ON CONFLICT (file_sha256) DO UPDATE SET chain = excluded.chain, seen_at = excluded.seen_at`,
		[fileSha256, JSON.stringify(base64), at],
	);
}

/** The certificates (DER, the signer's first) that a key file is known to hold, or `undefined`. */
export async function seenCertificates(db: ReadableDb, fileSha256: Sha256): Promise<readonly Uint8Array[] | undefined> {
	const row = await sqlOne<{ chain: string }>(db, 'SELECT chain FROM seen_certificates WHERE file_sha256 = ?', [
		fileSha256,
	]);
	if (row === undefined) return undefined;
	return (JSON.parse(row.chain) as string[]).map((base64) => Buffer.from(base64, 'base64'));
}

/** Remembers what an account signs with. */
export async function keepChosenCertificate(
	tx: WritableDb,
	accountId: AccountId,
	use: CertificateUse,
	fileSha256: Sha256,
	at: string,
): Promise<void> {
	await run(
		tx,
		`INSERT INTO chosen_certificates (account_id, kind, file_sha256, chosen_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (account_id, kind) DO UPDATE SET file_sha256 = excluded.file_sha256, chosen_at = excluded.chosen_at`,
		[accountId, use, fileSha256, at],
	);
}

/** What an account has chosen to sign with, or `undefined`; the file may be gone since. */
export async function chosenCertificate(
	db: ReadableDb,
	accountId: AccountId,
	use: CertificateUse,
): Promise<Sha256 | undefined> {
	const row = await sqlOne<{ fileSha256: Sha256 }>(
		db,
		'SELECT file_sha256 AS fileSha256 FROM chosen_certificates WHERE account_id = ? AND kind = ?',
		[accountId, use],
	);
	return row?.fileSha256;
}
