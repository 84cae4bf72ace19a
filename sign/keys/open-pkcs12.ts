import { createPrivateKey, createPublicKey, type KeyObject, sign as signNatively } from 'node:crypto';
import { promisify } from 'node:util';
import { OctetString } from 'asn1js';
import {
	AuthenticatedSafe,
	CertBag,
	type ContentInfo,
	EncryptedData,
	PFX,
	PKCS8ShroudedKeyBag,
	PrivateKeyInfo,
	SafeContents,
} from 'pkijs';
import { Fault } from '../../domain/fault.ts';
import { guardedLength } from '../cms/asn1-guard.ts';
import { type CertificateInfo, tryReadCertificate } from '../cms/certificate.ts';
import type { SigningCertificate, SigningKey } from '../signing-key.ts';
import { algorithmOf, assertFitToSign } from './fit-to-sign.ts';
import { decryptPart, isMacRight, Pkcs12Error } from './pkcs12-crypto.ts';

type Contents = { readonly keys: readonly Buffer[]; readonly certificates: readonly CertificateInfo[] };

const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

const signAsync = promisify(
	(data: Uint8Array, key: KeyObject, callback: (error: Error | null, signature: Buffer) => void) =>
		signNatively('sha256', data, key, callback),
);

function octets(value: unknown): Uint8Array {
	if (!(value instanceof OctetString)) throw new Pkcs12Error('No octets');
	return new Uint8Array(value.getValue());
}

async function plainContent(content: ContentInfo, password: string): Promise<Uint8Array> {
	if (content.contentType !== ENCRYPTED_DATA) return octets(content.content);
	const { encryptedContentInfo } = new EncryptedData({ schema: content.content });
	const data = new Uint8Array(encryptedContentInfo.getEncryptedContent());
	return await decryptPart(encryptedContentInfo.contentEncryptionAlgorithm, data, password);
}

async function readBags(file: Uint8Array, password: string): Promise<Contents> {
	const keys: Buffer[] = [];
	const certificates: CertificateInfo[] = [];
	const { safeContents } = AuthenticatedSafe.fromBER(file);
	for (const content of safeContents) {
		const { safeBags } = SafeContents.fromBER(await plainContent(content, password));
		for (const { bagValue } of safeBags) {
			if (bagValue instanceof PKCS8ShroudedKeyBag) {
				const data = octets(bagValue.encryptedData);
				keys.push(await decryptPart(bagValue.encryptionAlgorithm, data, password));
			}
			if (bagValue instanceof PrivateKeyInfo) keys.push(Buffer.from(bagValue.toSchema().toBER()));
			if (bagValue instanceof CertBag) {
				const found = tryReadCertificate(octets(bagValue.certValue));
				if (found !== undefined) certificates.push(found);
			}
		}
	}
	return { keys, certificates };
}

/** A password may have been taken as composed letters or as letters with marks: both are tried. */
function spellings(password: string): readonly string[] {
	return [...new Set([password, password.normalize('NFC'), password.normalize('NFD')])];
}

function parse(bytes: Uint8Array): { readonly pfx: PFX; readonly content: Uint8Array } {
	try {
		const pfx = PFX.fromBER(bytes.subarray(0, guardedLength(bytes)));
		return { pfx, content: octets(pfx.authSafe.content) };
	} catch (error) {
		throw new Fault('signingKeyDamaged', {}, error);
	}
}

async function readContents(bytes: Uint8Array, password: string): Promise<Contents> {
	const { pfx, content } = parse(bytes);
	const { macData } = pfx;
	try {
		const right = macData && spellings(password).find((spelling) => isMacRight(macData, content, spelling));
		if (macData !== undefined && right === undefined) throw new Fault('signingPasswordWrong');
		return await readBags(content, right ?? password);
	} catch (error) {
		if (error instanceof Fault) throw error;
		// Without a MAC, what can't be decrypted is all that a wrong password shows.
		throw new Fault(macData === undefined ? 'signingPasswordWrong' : 'signingKeyDamaged', {}, error);
	}
}

function privateKey(der: Buffer): KeyObject {
	try {
		return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	} catch (error) {
		throw new Fault('signingKeyDamaged', {}, error);
	}
}

/** The certificates above `leaf`, nearest first. */
function chainOf(leaf: CertificateInfo, certificates: readonly CertificateInfo[]): readonly Uint8Array[] {
	const chain: CertificateInfo[] = [];
	for (let at: CertificateInfo | undefined = leaf; at !== undefined; at = chain.at(-1)) {
		const { issuer }: CertificateInfo = at;
		const above = certificates.find((one) => one.subject.equals(issuer) && one !== leaf && !chain.includes(one));
		if (above === undefined) break;
		chain.push(above);
	}
	return chain.map(({ der }) => der);
}

function keyFor(leaf: CertificateInfo, certificates: readonly CertificateInfo[], secret: KeyObject): SigningKey {
	let held: KeyObject | undefined = secret;
	return {
		certificate: { der: leaf.der, chain: chainOf(leaf, certificates) },
		algorithm: algorithmOf(leaf.publicKey),
		async sign(message, signal) {
			if (signal?.aborted === true) throw new Fault('cancelled');
			if (held === undefined) throw new Error('The key was closed');
			return await signAsync(message, held);
		},
		async close() {
			held = undefined;
		},
	};
}

/**
 * Opens a PKCS#12 file (.p12, .pfx): RSA or ECDSA, of today (AES) and of old (3DES, RC2). Takes the certificate that belongs to the
 * private key.
 *
 * @throws {Fault} `signingKeyDamaged`, `signingPasswordWrong`, `signingKeyMissing` (no private key, or no certificate, in it),
 * `signingKeyMismatch`, `certificateExpired`, `certificateNotYetValid`, `certificateNotForSigning`, `certificateKeyTooWeak`.
 * `onCertificate` gets the public certificate even when it turns out to be unfit to sign.
 */
export async function openPkcs12(
	bytes: Uint8Array,
	password: string,
	now = new Date(),
	onCertificate?: (certificate: SigningCertificate) => void,
): Promise<SigningKey> {
	const { keys, certificates } = await readContents(bytes, password);
	const [first] = keys;
	if (first === undefined || certificates.length === 0) throw new Fault('signingKeyMissing');
	const secret = privateKey(first);
	const own = createPublicKey(secret);
	const leaf = certificates.find((one) => one.publicKey.equals(own));
	if (leaf === undefined) throw new Fault('signingKeyMismatch');
	onCertificate?.({ der: leaf.der, chain: chainOf(leaf, certificates) });
	assertFitToSign(leaf, now);
	return keyFor(leaf, certificates, secret);
}

/**
 * What a PKCS#12 file shows without its password: most encrypt their certificates too, and then this is `undefined`.
 *
 * @throws {Fault} `signingKeyDamaged` when it is no PKCS#12 file.
 */
export function peekPkcs12(bytes: Uint8Array): SigningCertificate | undefined {
	const { content } = parse(bytes);
	const certificates = openCertificates(content);
	// Which one the key belongs to is not to be seen: the only one that has issued none of the others.
	const hasIssued = (one: CertificateInfo) =>
		certificates.some((other) => other !== one && other.issuer.equals(one.subject));
	const [leaf, another] = certificates.filter((one) => !hasIssued(one));
	if (leaf === undefined || another !== undefined) return undefined;
	return { der: leaf.der, chain: chainOf(leaf, certificates) };
}

/** The certificates that lie open in the file. */
function openCertificates(file: Uint8Array): readonly CertificateInfo[] {
	try {
		const open = AuthenticatedSafe.fromBER(file).safeContents.filter((part) => part.contentType !== ENCRYPTED_DATA);
		const bags = open.flatMap((part) => SafeContents.fromBER(octets(part.content)).safeBags);
		return bags.flatMap(({ bagValue }) =>
			bagValue instanceof CertBag ? (tryReadCertificate(octets(bagValue.certValue)) ?? []) : [],
		);
	} catch (error) {
		throw new Fault('signingKeyDamaged', {}, error);
	}
}
