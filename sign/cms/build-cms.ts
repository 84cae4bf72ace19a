import { createHash } from 'node:crypto';
import type { SigningKey } from '../signing-key.ts';
import { type CertificateInfo, readCertificate } from './certificate.ts';
import { oidBytes, setOf, smallInteger, TAG, tlv } from './der.ts';
import { OID } from './oids.ts';

/** An algorithm with explicit NULL parameters, as old checkers want them (RFC 8017, A.2). */
function withNull(oid: string): Buffer {
	return tlv(TAG.sequence, oidBytes(oid), tlv(TAG.null));
}

function attribute(type: string, value: Uint8Array): Buffer {
	return tlv(TAG.sequence, oidBytes(type), tlv(TAG.set, value));
}

/**
 * The signed attributes of a PAdES baseline signature: content type, digest, and which certificate it is (RFC 5035; its hash is
 * SHA-256, the default, and so is not named). No signing time: in a PDF that is /M (ETSI EN 319 142-1, 6.3).
 */
function signedAttributes(documentDigest: Uint8Array, certificate: CertificateInfo): readonly Buffer[] {
	const hash = tlv(TAG.octets, createHash('sha256').update(certificate.der).digest());
	const which = tlv(TAG.sequence, tlv(TAG.sequence, tlv(TAG.sequence, hash)));
	return [
		attribute(OID.contentType, oidBytes(OID.data)),
		attribute(OID.messageDigest, tlv(TAG.octets, documentDigest)),
		attribute(OID.signingCertificateV2, which),
	];
}

/**
 * A detached CMS signature (RFC 5652, DER) over a document of that SHA-256, fit for `/SubFilter /ETSI.CAdES.detached`, with the
 * signer's certificate and its chain.
 *
 * @throws {Fault} what the key throws.
 */
export async function buildCms(documentDigest: Uint8Array, key: SigningKey, signal?: AbortSignal): Promise<Buffer> {
	const certificate = readCertificate(key.certificate.der);
	const attributes = signedAttributes(documentDigest, certificate);
	const signature = await key.sign(setOf(attributes), signal);
	const scheme =
		key.algorithm === 'rsaPkcs1' ? withNull(OID.sha256WithRsa) : tlv(TAG.sequence, oidBytes(OID.ecdsaWithSha256));
	const signerInfo = tlv(
		TAG.sequence,
		smallInteger(1),
		tlv(TAG.sequence, certificate.issuer, certificate.serial),
		withNull(OID.sha256),
		setOf(attributes, TAG.context0),
		scheme,
		tlv(TAG.octets, signature),
	);
	const signedData = tlv(
		TAG.sequence,
		smallInteger(1),
		setOf([withNull(OID.sha256)]),
		tlv(TAG.sequence, oidBytes(OID.data)),
		setOf([certificate.der, ...key.certificate.chain], TAG.context0),
		setOf([signerInfo]),
	);
	return tlv(TAG.sequence, oidBytes(OID.signedData), tlv(TAG.context0, signedData));
}

/** Bytes that a signature with this certificate needs at most: certificates, attributes, a key of up to 8192 bits. */
export function cmsSizeLimit(key: SigningKey): number {
	const certificates = [key.certificate.der, ...key.certificate.chain];
	return certificates.reduce((sum, one) => sum + one.length, 0) + 4096;
}
