import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appendAudit } from '../../db/index.ts';
import { type Actor, type AuditEvent, Fault, type Sha256 } from '../../domain/index.ts';
import { readCertificate } from '../../sign/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { trustFolder } from '../signing/check-signature.ts';

/** A certificate that the office trusts. */
export type TrustedCertificate = {
	/** Of its DER. */
	readonly sha256: Sha256;
	readonly commonName: string;
	readonly organisation?: string;
	/** UTC, ISO 8601. */
	readonly notBefore: string;
	readonly notAfter: string;
	readonly isAuthority: boolean;
	/** The file of the `trust` folder that holds it. */
	readonly fileName: string;
};

const ENDINGS = /\.(pem|crt|cer|der)$/i;
const BLOCK = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/g;

/** What the office trusts, by name; a file that holds no certificate is left out, as it is when signatures are checked. @throws {Fault} `notAllowed`. */
export async function listTrust(actor: Actor, core: Core): Promise<readonly TrustedCertificate[]> {
	permit(actor, 'manageTrust');
	return readTrust(trustFolder(core.db.folder));
}

/**
 * Trusts the certificates of a PEM text from now on.
 *
 * @throws {Fault} `notAllowed`, `certificateUnreadable` when it holds none, or one that can't be read.
 */
export async function addTrust(actor: Actor, core: Core, pem: string): Promise<readonly TrustedCertificate[]> {
	const { accountId } = permit(actor, 'manageTrust');
	const ders = certificatesOf(pem);
	const folder = trustFolder(core.db.folder);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const known = new Set((await readTrust(folder)).map(({ sha256 }) => sha256));
	for (const { der, sha256 } of ders.filter((one) => !known.has(one.sha256))) {
		// Whole or not at all: a half file would be named as bad at every check.
		const partial = join(folder, `${randomUUID()}.partial`);
		await writeFile(partial, toPem(der), { mode: 0o600 });
		await rename(partial, join(folder, `${sha256}.pem`));
		await logTrust(core, accountId, { kind: 'trustAdded', sha256 });
	}
	return readTrust(folder);
}

/**
 * Trusts a certificate no longer: its file goes (what else the file holds stays, in a file of its own).
 *
 * @throws {Fault} `notAllowed`, `certificateUnreadable` when there is no such certificate.
 */
export async function removeTrust(actor: Actor, core: Core, sha256: Sha256): Promise<readonly TrustedCertificate[]> {
	const { accountId } = permit(actor, 'manageTrust');
	const folder = trustFolder(core.db.folder);
	const holding = (await readTrust(folder)).filter((one) => one.sha256 === sha256);
	if (holding.length === 0) throw new Fault('certificateUnreadable');
	for (const { fileName } of holding) {
		const others = certificatesIn(await readFile(join(folder, fileName))).filter((one) => one.sha256 !== sha256);
		for (const other of others) await writeFile(join(folder, `${other.sha256}.pem`), toPem(other.der), { mode: 0o600 });
		await rm(join(folder, fileName));
	}
	await logTrust(core, accountId, { kind: 'trustRemoved', sha256 });
	return readTrust(folder);
}

type Certificate = ReturnType<typeof readCertificate>;

async function readTrust(folder: string): Promise<readonly TrustedCertificate[]> {
	const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const found: TrustedCertificate[] = [];
	for (const fileName of names.filter((name) => ENDINGS.test(name)).toSorted()) {
		for (const one of certificatesIn(await readFile(join(folder, fileName)))) found.push(describe(one, fileName));
	}
	return found.sort((a, b) => a.commonName.localeCompare(b.commonName, 'vi'));
}

function describe(certificate: Certificate, fileName: string): TrustedCertificate {
	const { sha256, commonName, organisation, notBefore, notAfter, isAuthority } = certificate;
	return {
		sha256,
		commonName,
		...(organisation !== undefined && { organisation }),
		notBefore: notBefore.toISOString(),
		notAfter: notAfter.toISOString(),
		isAuthority,
		fileName,
	};
}

/** The certificates of a file: PEM with one or several, or DER; none when one of them can't be read. */
function certificatesIn(bytes: Buffer): readonly Certificate[] {
	const blocks = pemBlocks(bytes.toString('latin1'));
	try {
		return (blocks.length > 0 ? blocks : [bytes]).map(readCertificate);
	} catch {
		return [];
	}
}

/** @throws {Fault} `certificateUnreadable`. */
function certificatesOf(pem: string): readonly Certificate[] {
	const blocks = pemBlocks(pem);
	if (blocks.length === 0) throw new Fault('certificateUnreadable');
	try {
		return blocks.map(readCertificate);
	} catch (error) {
		throw new Fault('certificateUnreadable', {}, error);
	}
}

function pemBlocks(text: string): readonly Buffer[] {
	return Array.from(text.matchAll(BLOCK), ([, base64 = '']) => Buffer.from(base64, 'base64'));
}

function toPem(der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

async function logTrust(core: Core, accountId: Parameters<typeof auditActor>[0], event: AuditEvent): Promise<void> {
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
}
