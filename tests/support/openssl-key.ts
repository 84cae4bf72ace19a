import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openssl } from './validators.ts';

/** A key file that OpenSSL made, and its certificate as PEM. `path`: of the key file. */
export type OpensslKey = { readonly path: string; readonly bytes: Uint8Array; readonly certificate: Uint8Array };

type Options = {
	/** Opens the file. */
	readonly password: string;
	/** More for `openssl pkcs12 -export`. */
	readonly more?: readonly string[];
};

/** Makes a self-signed RSA certificate and `name` (`.p12`) in the folder, as offices have them. */
export async function opensslKey(folder: string, name: string, { password, more = [] }: Options): Promise<OpensslKey> {
	const [key, pem, path] = [join(folder, `${name}.key`), join(folder, `${name}.pem`), join(folder, name)];
	const subject = ['-subj', `/CN=${name}/O=Co quan thu nghiem`, '-days', '30'];
	await openssl(['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', pem, ...subject]);
	const made = ['-inkey', key, '-in', pem, '-out', path, '-passout', `pass:${password}`];
	await openssl(['pkcs12', '-export', ...made, ...more]);
	return { path, bytes: await readFile(path), certificate: await readFile(pem) };
}
