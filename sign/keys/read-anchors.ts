import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../domain/fault.ts';
import { tryReadCertificate } from '../cms/certificate.ts';

/** The certificates of a folder, and the names of files that hold none. */
export type Anchors = { readonly certificates: readonly Uint8Array[]; readonly badFiles: readonly string[] };

/** Endings of certificate files; others in the folder are left alone. */
const ENDINGS = /\.(pem|crt|cer|der)$/i;
const BLOCK = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/g;

/** The certificates of one file: PEM with one or several, or DER; empty when one of them can't be read. */
function certificatesIn(bytes: Buffer): readonly Uint8Array[] {
	const blocks = Array.from(bytes.toString('latin1').matchAll(BLOCK), ([, base64 = '']) =>
		Buffer.from(base64, 'base64'),
	);
	const ders = blocks.length > 0 ? blocks : [bytes];
	const read = ders.map((der) => tryReadCertificate(der));
	return read.every((one) => one !== undefined) ? read.map(({ der }) => der) : [];
}

/**
 * Reads the certificates that an office trusts from the files of a folder (.pem, .crt, .cer, .der), in the order of their names. A
 * file that can't be read as such is named in `badFiles` and trusted for nothing.
 *
 * @throws {Fault} `fileMissing` when there is no such folder; `fileUnreadable`.
 */
export async function readAnchors(folder: string): Promise<Anchors> {
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new Fault('fileMissing', {}, error);
		if (error.code === 'EACCES' || error.code === 'EPERM') throw new Fault('fileUnreadable', {}, error);
		throw error;
	});
	const certificates: Uint8Array[] = [];
	const badFiles: string[] = [];
	for (const name of names.filter((one) => ENDINGS.test(one)).toSorted()) {
		const found = await readFile(join(folder, name)).then(certificatesIn, () => []);
		certificates.push(...found);
		if (found.length === 0) badFiles.push(name);
	}
	return { certificates, badFiles };
}
