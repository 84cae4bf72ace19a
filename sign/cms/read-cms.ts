import { GeneralizedTime, OctetString, Sequence } from 'asn1js';
import { Asn1Error } from './asn1-guard.ts';
import { type Block, hasTag, octetsOf, oidOf, partsOf, rawOf, readTree } from './asn1-tree.ts';
import { type CertificateInfo, tryReadCertificate } from './certificate.ts';
import { OID } from './oids.ts';

/** A hash and the function that made it (an OID). */
export type NamedHash = { readonly digestOid: string; readonly hash: Uint8Array };

export type SignedAttributes = {
	/** The bytes that were signed: the attributes as a SET. */
	readonly signedBytes: Uint8Array;
	readonly contentType: string | undefined;
	readonly messageDigest: Uint8Array | undefined;
	/** The hash of the certificate that signed, from the signing-certificate attribute. */
	readonly certificateMark: NamedHash | undefined;
};

/** A CMS signature with one signer, taken apart. */
export type CmsSignature = {
	/** What was signed along; `undefined` for a detached signature. */
	readonly content: Uint8Array | undefined;
	readonly contentType: string;
	readonly certificates: readonly CertificateInfo[];
	/** The certificate that the signer info names; `undefined` when it does not come along. */
	readonly signer: CertificateInfo | undefined;
	readonly digestOid: string;
	readonly signatureOid: string;
	/** The signature algorithm's parameters (RSA-PSS needs them); `undefined` when there are none. */
	readonly signatureParameters: Block | undefined;
	readonly signature: Uint8Array;
	/** `undefined` when the signature is over the content itself. */
	readonly attributes: SignedAttributes | undefined;
};

const SHA1 = '1.3.14.3.2.26';

/** ESSCertID and ESSCertIDv2 (RFC 5035): the first certificate named is the signer's. */
function readMark(value: Block | undefined, defaultDigest: string): NamedHash | undefined {
	if (value === undefined) return undefined;
	const [list] = partsOf(value);
	const parts = partsOf(partsOf(list)[0]);
	const [algorithm] = parts;
	const hash = parts.find((part) => part instanceof OctetString);
	// Either an algorithm stands first, or (by default) the hash itself.
	const digestOid = algorithm instanceof Sequence ? oidOf(partsOf(algorithm)[0]) : defaultDigest;
	return { digestOid, hash: octetsOf(hash) };
}

function readAttributes(block: Block): SignedAttributes {
	const values = new Map<string, Block | undefined>();
	for (const attribute of partsOf(block)) {
		const [type, set] = partsOf(attribute);
		const [value, ...more] = partsOf(set);
		// RFC 5652, 11: the attributes that count are there once, with one value.
		if (values.has(oidOf(type)) || more.length > 0) throw new Asn1Error('An attribute is there twice');
		values.set(oidOf(type), value);
	}
	const contentType = values.get(OID.contentType);
	const digest = values.get(OID.messageDigest);
	// Encoded with tag [0], signed as a SET (RFC 5652, 5.4).
	const signedBytes = rawOf(block);
	signedBytes[0] = 0x31;
	return {
		signedBytes,
		contentType: contentType && oidOf(contentType),
		messageDigest: digest && octetsOf(digest),
		certificateMark:
			readMark(values.get(OID.signingCertificateV2), OID.sha256) ?? readMark(values.get(OID.signingCertificate), SHA1),
	};
}

function signerAmong(certificates: readonly CertificateInfo[], sid: Block | undefined): CertificateInfo | undefined {
	if (!(sid instanceof Sequence)) throw new Asn1Error('The signer is named by its key, which PDF does not do');
	const [issuer, serial] = partsOf(sid);
	if (issuer === undefined || serial === undefined) throw new Asn1Error('No signer');
	return certificates.find((one) => one.serial.equals(rawOf(serial)) && one.issuer.equals(rawOf(issuer)));
}

function readCertificates(block: Block | undefined): readonly CertificateInfo[] {
	if (block === undefined) return [];
	return partsOf(block).flatMap((one) => {
		const read = tryReadCertificate(rawOf(one));
		return read === undefined ? [] : [read];
	});
}

function parse(bytes: Uint8Array): CmsSignature {
	const [outerType, outerContent] = partsOf(readTree(bytes));
	if (oidOf(outerType) !== OID.signedData) throw new Asn1Error('No signed data');
	const [, , encapsulated, ...rest] = partsOf(partsOf(outerContent)[0]);
	const [contentType, content] = partsOf(encapsulated);
	const certificates = readCertificates(rest.find((block) => hasTag(block, 0)));
	const [info, ...more] = partsOf(rest.at(-1));
	// ISO 32000-2, 12.8.3.3.1: a single signer.
	if (info === undefined || more.length > 0) throw new Asn1Error('Not one signer');
	const [, sid, digest, ...tail] = partsOf(info);
	const attributes = hasTag(tail[0], 0) ? tail[0] : undefined;
	const [algorithm, signature] = attributes === undefined ? tail : tail.slice(1);
	const [signatureOid, signatureParameters] = partsOf(algorithm);
	return {
		content: content === undefined ? undefined : octetsOf(partsOf(content)[0]),
		contentType: oidOf(contentType),
		certificates,
		signer: signerAmong(certificates, sid),
		digestOid: oidOf(partsOf(digest)[0]),
		signatureOid: oidOf(signatureOid),
		signatureParameters,
		signature: octetsOf(signature),
		attributes: attributes && readAttributes(attributes),
	};
}

/**
 * Takes a CMS signature apart (RFC 5652, BER or DER). `bytes` may be followed by padding.
 *
 * @throws {Asn1Error} when it is none, or has not exactly one signer.
 */
export function readCms(bytes: Uint8Array): CmsSignature {
	try {
		return parse(bytes);
	} catch (error) {
		throw error instanceof Asn1Error ? error : new Asn1Error('No signature', { cause: error });
	}
}

/**
 * What a timestamp token says (RFC 3161, TSTInfo): the hash of what was there, and when.
 *
 * @throws {Asn1Error}
 */
export function readTimestamp(content: Uint8Array): NamedHash & { readonly at: Date } {
	const [, , imprint, , time] = partsOf(readTree(content));
	const [algorithm, hash] = partsOf(imprint);
	if (!(time instanceof GeneralizedTime)) throw new Asn1Error('No timestamp');
	return { digestOid: oidOf(partsOf(algorithm)[0]), hash: octetsOf(hash), at: time.toDate() };
}
