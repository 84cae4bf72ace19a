import { constants, createHash, type KeyObject, publicDecrypt, type VerifyKeyObjectInput, verify } from 'node:crypto';
import { type Block, hasTag, oidOf, partsOf } from './asn1-tree.ts';
import { oidBytes, TAG, tlv } from './der.ts';
import { type DigestKind, digestKind, OID, type SignatureKind, signatureKind } from './oids.ts';
import type { CmsSignature, NamedHash } from './read-cms.ts';

/** The digest of what a PDF signature covers, by a digest's OID; `undefined` for a function that this program does not know. */
export type DocumentDigest = (digestOid: string) => Promise<Buffer | undefined>;

/**
 * What can be said of a CMS signature. broken: not put together as a PDF signature must be · mismatch: the bytes or the attributes are
 * not the ones that were signed · unknown: signed with an algorithm that this program does not know.
 */
export type CmsVerdict = 'right' | 'mismatch' | 'broken' | 'unknown';

/** Whether the digest or the signature rests on a function that is no longer taken for signatures (MD5, SHA-1). */
export type CmsCheck = { readonly verdict: CmsVerdict; readonly weak: boolean };

function hashOf(kind: DigestKind, bytes: Uint8Array): Buffer {
	const options = kind.outputLength === undefined ? {} : { outputLength: kind.outputLength };
	return createHash(kind.name, options).update(bytes).digest();
}

/** Whether `named` is the hash of `bytes`; `undefined` for a function that this program does not know. */
export function isHashOf(named: NamedHash, bytes: Uint8Array): boolean | undefined {
	const kind = digestKind(named.digestOid);
	return kind === undefined ? undefined : hashOf(kind, bytes).equals(named.hash);
}

const KEY_TYPES: Readonly<Record<SignatureKind['scheme'], readonly string[]>> = {
	rsaPkcs1: ['rsa'],
	rsaPss: ['rsa', 'rsa-pss'],
	ecdsa: ['ec'],
	edDsa: ['ed25519', 'ed448'],
};

/** The digest that RSA-PSS names in its parameters (RFC 4055): SHA-1 where it names none. */
function pssDigest(parameters: Block | undefined): DigestKind | undefined {
	const hash = parameters === undefined ? undefined : partsOf(parameters).find((part) => hasTag(part, 0));
	return digestKind(hash === undefined ? '1.3.14.3.2.26' : oidOf(partsOf(partsOf(hash)[0])[0]));
}

function keyInput(kind: SignatureKind, key: KeyObject): VerifyKeyObjectInput {
	if (kind.scheme !== 'rsaPss') return { key };
	return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
}

/** Whether the signature over `message` is right; `undefined` when that can't be found out here. */
function isSignatureRight(cms: CmsSignature, key: KeyObject, message: Uint8Array): CmsCheck {
	const kind = signatureKind(cms.signatureOid);
	if (kind === undefined || !KEY_TYPES[kind.scheme].includes(key.asymmetricKeyType ?? '')) {
		return { verdict: kind === undefined ? 'unknown' : 'broken', weak: false };
	}
	const named = kind.scheme === 'rsaPss' ? pssDigest(cms.signatureParameters) : digestKind(cms.digestOid);
	const digest = kind.digest ?? named?.name;
	if (digest === undefined) return { verdict: 'unknown', weak: false };
	const weak = digest === 'sha1' || digest === 'md5' || digest === 'sha224';
	try {
		const right = verify(kind.scheme === 'edDsa' ? null : digest, message, keyInput(kind, key), cms.signature);
		return { verdict: right ? 'right' : 'mismatch', weak };
	} catch {
		// The crypto library of this host lacks the curve or the digest.
		return { verdict: 'unknown', weak };
	}
}

function worse(a: CmsCheck, verdict: CmsVerdict): CmsCheck {
	const order: readonly CmsVerdict[] = ['broken', 'mismatch', 'unknown', 'right'];
	return { ...a, verdict: order[Math.min(order.indexOf(a.verdict), order.indexOf(verdict))] ?? 'broken' };
}

/** Whether the attribute that names the signing certificate names the very one that is there. */
function isMarkRight(cms: CmsSignature, demanded: boolean): CmsVerdict {
	const mark = cms.attributes?.certificateMark;
	if (mark === undefined || cms.signer === undefined) return demanded ? 'broken' : 'right';
	const same = isHashOf(mark, cms.signer.der);
	if (same === undefined) return 'unknown';
	return same ? 'right' : 'mismatch';
}

/** How the attributes agree with what is signed: `digest` is that of the content that they are about. */
function areAttributesRight(cms: CmsSignature, digest: Buffer): CmsVerdict {
	const { attributes } = cms;
	if (attributes?.messageDigest === undefined || attributes.contentType !== cms.contentType) return 'broken';
	return digest.equals(attributes.messageDigest) ? 'right' : 'mismatch';
}

/** Without attributes the signature is over the document's digest itself: RSA PKCS#1 v1.5 (RFC 8017, 9.2); others can't be checked from it. */
function isDigestSigned(cms: CmsSignature, key: KeyObject, digest: Buffer): CmsVerdict {
	if (signatureKind(cms.signatureOid)?.scheme !== 'rsaPkcs1' || key.asymmetricKeyType !== 'rsa') return 'unknown';
	const algorithm = tlv(TAG.sequence, oidBytes(cms.digestOid), tlv(TAG.null));
	const expected = tlv(TAG.sequence, algorithm, tlv(TAG.octets, digest));
	try {
		const opened = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, cms.signature);
		return opened.equals(expected) ? 'right' : 'mismatch';
	} catch {
		// The padding is wrong: another key made it, or it is no signature.
		return 'mismatch';
	}
}

/**
 * Checks a detached signature over a document. `asPades`: the attribute that names the certificate must be there
 * (ETSI EN 319 142-1).
 */
export async function verifyDetached(cms: CmsSignature, document: DocumentDigest, asPades: boolean): Promise<CmsCheck> {
	const { signer, attributes } = cms;
	// A detached signature that brings content along is signed over that, and says nothing of the document.
	if (signer === undefined || cms.content !== undefined || cms.contentType !== OID.data)
		return { verdict: 'broken', weak: false };
	const digest = await document(cms.digestOid);
	const kind = digestKind(cms.digestOid);
	if (digest === undefined || kind === undefined) return { verdict: 'unknown', weak: false };
	if (attributes === undefined) {
		const verdict = asPades ? 'broken' : isDigestSigned(cms, signer.publicKey, digest);
		return { verdict, weak: !kind.strong };
	}
	const check = isSignatureRight(cms, signer.publicKey, attributes.signedBytes);
	const whole = worse(worse(check, areAttributesRight(cms, digest)), isMarkRight(cms, asPades));
	return { ...whole, weak: whole.weak || !kind.strong };
}

/** Checks a signature that brings its content along (a timestamp token): the content is what it signs. */
export function verifyAttached(cms: CmsSignature, contentType: string): CmsCheck {
	const { signer, attributes, content } = cms;
	const kind = digestKind(cms.digestOid);
	if (signer === undefined || content === undefined || cms.contentType !== contentType || attributes === undefined) {
		return { verdict: 'broken', weak: false };
	}
	if (kind === undefined) return { verdict: 'unknown', weak: false };
	const check = isSignatureRight(cms, signer.publicKey, attributes.signedBytes);
	const whole = worse(worse(check, areAttributesRight(cms, hashOf(kind, content))), isMarkRight(cms, true));
	return { ...whole, weak: whole.weak || !kind.strong };
}
