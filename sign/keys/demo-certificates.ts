import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, X509Certificate } from 'node:crypto';
import { lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueCertificate, type Subject, toPem } from './issue-certificate.ts';
import { writePkcs12 } from './write-pkcs12.ts';

/** Who gets a demo certificate. `fileName` without its ending; letters, digits and hyphens. */
export type DemoHolder = {
	readonly fileName: string;
	/** A person's or an agency's name, as the certificate shows it. */
	readonly commonName: string;
	readonly organisation: string;
	readonly password: string;
};

/** Where the demo's keys are: absolute paths. */
export type DemoCertificates = {
	/** A folder with nothing but the demo CA's certificate, fit for `readAnchors`. */
	readonly anchorFolder: string;
	readonly authorityPem: string;
	/** The holders' .p12 files, by `fileName`. */
	readonly keyFiles: Readonly<Record<string, string>>;
};

type Authority = {
	readonly subject: Subject;
	readonly publicKey: KeyObject;
	readonly privateKey: KeyObject;
	readonly der: Buffer;
};

const makeKeyPair = promisify(generateKeyPair);

/** Stands in every demo certificate, so that nobody takes one for a real one. */
const DEMO_UNIT = 'DEMO - không có giá trị pháp lý';
const AUTHORITY: Subject = {
	commonName: `Sohoa DEMO CA - không có giá trị pháp lý`,
	organisation: 'Sohoa DEMO',
	unit: DEMO_UNIT,
};
const YEARS = 5;
/** Certificates begin a little early, for machines whose clocks differ. */
const EARLY_MS = 3_600_000;

async function exists(path: string): Promise<boolean> {
	return await lstat(path).then(
		() => true,
		(error: NodeJS.ErrnoException) => {
			if (error.code === 'ENOENT') return false;
			throw error;
		},
	);
}

/** Gives a file its name only when it is whole. */
async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
	await writeFile(`${path}.part`, data, { mode: 0o600 });
	await rename(`${path}.part`, path);
}

function validity(now: Date) {
	const notAfter = new Date(now);
	notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
	return { notBefore: new Date(now.getTime() - EARLY_MS), notAfter };
}

/** The demo's authority: the one that is there, or a new one. Its key lies open beside it: it is worth nothing. */
async function openAuthority(keyPath: string, pemPath: string, now: Date): Promise<Authority> {
	if (!(await exists(pemPath)) || !(await exists(keyPath))) {
		const { publicKey, privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
		const issuer = { subject: AUTHORITY, publicKey, privateKey };
		const der = issueCertificate({ subject: AUTHORITY, publicKey, issuer, isAuthority: true, ...validity(now) });
		await writeWhole(keyPath, privateKey.export({ format: 'pem', type: 'pkcs8' }));
		await writeWhole(pemPath, toPem(der));
		return { ...issuer, der };
	}
	const privateKey = createPrivateKey(await readFile(keyPath));
	const der = new X509Certificate(await readFile(pemPath)).raw;
	return { subject: AUTHORITY, privateKey, publicKey: createPublicKey(privateKey), der };
}

async function issue(authority: Authority, holder: DemoHolder, path: string, now: Date): Promise<void> {
	const { publicKey, privateKey } = await makeKeyPair('rsa', { modulusLength: 2048 });
	const subject = { commonName: holder.commonName, organisation: holder.organisation, unit: DEMO_UNIT };
	const der = issueCertificate({ subject, publicKey, issuer: authority, isAuthority: false, ...validity(now) });
	await writeWhole(path, writePkcs12(privateKey, [der, authority.der], holder.password));
}

/**
 * Makes a demo certificate authority and certificates for `holders` in `folder`, valid for five years, and keeps what is already
 * there. For demo data folders only: every certificate says that it has no legal value.
 */
export async function makeDemoCertificates(
	folder: string,
	holders: readonly DemoHolder[],
	now: Date,
): Promise<DemoCertificates> {
	const anchorFolder = join(folder, 'anchors');
	await mkdir(anchorFolder, { recursive: true });
	const authorityPem = join(anchorFolder, 'sohoa-demo-ca.pem');
	const authority = await openAuthority(join(folder, 'sohoa-demo-ca.key'), authorityPem, now);
	const keyFiles: Record<string, string> = {};
	for (const holder of holders) {
		if (!/^[a-z0-9-]+$/i.test(holder.fileName)) throw new TypeError('Not a plain file name');
		const path = join(folder, `${holder.fileName}.p12`);
		if (!(await exists(path))) await issue(authority, holder, path, now);
		keyFiles[holder.fileName] = path;
	}
	return { anchorFolder, authorityPem, keyFiles };
}
