import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { BitString } from 'asn1js';
import { BasicConstraints, Certificate, type Extension, ExtKeyUsage, type RelativeDistinguishedNames } from 'pkijs';
import { asSha256, type Sha256 } from '../../domain/ids.ts';
import { Asn1Error, guardedLength } from './asn1-guard.ts';
import { membersOf } from './der.ts';
import { OID } from './oids.ts';

/** What a certificate says, as far as signing and checking need it. */
export type CertificateInfo = {
	readonly der: Buffer;
	readonly sha256: Sha256;
	/** NFC; empty when it names none. */
	readonly commonName: string;
	readonly organisation?: string;
	/** Who issued it, as it names itself; NFC; empty when it does not. */
	readonly issuerName: string;
	/** The names as they are encoded, for comparison. */
	readonly subject: Buffer;
	readonly issuer: Buffer;
	/** The serial number's DER value. */
	readonly serial: Buffer;
	readonly notBefore: Date;
	readonly notAfter: Date;
	readonly publicKey: KeyObject;
	/** The /keyUsage bits, `undefined` when it has none (all is allowed, RFC 5280, 4.2.1.3). */
	readonly usage?: {
		readonly digitalSignature: boolean;
		readonly nonRepudiation: boolean;
		readonly certificateSign: boolean;
	};
	readonly isAuthority: boolean;
	/** How many authorities may stand below it; `undefined`: any. */
	readonly pathLength?: number;
	readonly extendedUsages: readonly string[];
	/** A critical extension that this program does not know: such a certificate may not be used (RFC 5280, 4.2). */
	readonly unknownCritical: boolean;
	/** Whether it carries a signature by this key. */
	isSignedBy(key: KeyObject): boolean;
};

const KNOWN_CRITICAL: ReadonlySet<string> = new Set([
	OID.keyUsage,
	OID.basicConstraints,
	OID.extendedKeyUsage,
	// Subject alternative names, policies, and inhibiting policies: they say nothing against a signature here.
	'2.5.29.17',
	'2.5.29.32',
	'2.5.29.36',
	'2.5.29.54',
]);

function named(names: RelativeDistinguishedNames, oid: string): string | undefined {
	const value: unknown = names.typesAndValues.find(({ type }) => type === oid)?.value.valueBlock.value;
	return typeof value === 'string' ? value.normalize('NFC').trim() : undefined;
}

function parsed<T>(
	extensions: readonly Extension[],
	oid: string,
	type: abstract new (...args: never[]) => T,
): T | undefined {
	const value: unknown = extensions.find(({ extnID }) => extnID === oid)?.parsedValue;
	return value instanceof type ? value : undefined;
}

function usageOf(extensions: readonly Extension[]): CertificateInfo['usage'] {
	if (!extensions.some(({ extnID }) => extnID === OID.keyUsage)) return undefined;
	const bits = parsed(extensions, OID.keyUsage, BitString)?.valueBlock.valueHexView[0] ?? 0;
	return {
		digitalSignature: (bits & 0x80) !== 0,
		nonRepudiation: (bits & 0x40) !== 0,
		certificateSign: (bits & 0x04) !== 0,
	};
}

function isSignedBy(certificate: X509Certificate, key: KeyObject): boolean {
	try {
		return certificate.verify(key);
	} catch {
		// The key is of another kind than the signature: then it did not make it.
		return false;
	}
}

/** Serial number and names as they are encoded (RFC 5280, 4.1: after an optional version, tagged [0]). */
function rawParts(der: Buffer) {
	const [body = der] = membersOf(der);
	const members = membersOf(body);
	const [serial, , issuer, , subject] = members[0]?.[0] === 0xa0 ? members.slice(1) : members;
	if (serial === undefined || issuer === undefined || subject === undefined) throw new Asn1Error('No certificate');
	return { serial, issuer, subject };
}

function describe(der: Buffer): CertificateInfo {
	const certificate = Certificate.fromBER(der);
	const { serial, issuer, subject } = rawParts(der);
	const native = new X509Certificate(der);
	const extensions = certificate.extensions ?? [];
	const constraints = parsed(extensions, OID.basicConstraints, BasicConstraints);
	const organisation = named(certificate.subject, OID.organisation);
	const usage = usageOf(extensions);
	const pathLength = constraints?.pathLenConstraint;
	return {
		der,
		sha256: asSha256(createHash('sha256').update(der).digest('hex')),
		commonName: named(certificate.subject, OID.commonName) ?? '',
		...(organisation !== undefined && { organisation }),
		issuerName: named(certificate.issuer, OID.commonName) ?? named(certificate.issuer, OID.organisation) ?? '',
		subject,
		issuer,
		serial,
		notBefore: certificate.notBefore.value,
		notAfter: certificate.notAfter.value,
		publicKey: native.publicKey,
		...(usage !== undefined && { usage }),
		isAuthority: constraints?.cA === true,
		...(typeof pathLength === 'number' && { pathLength }),
		extendedUsages: parsed(extensions, OID.extendedKeyUsage, ExtKeyUsage)?.keyPurposes ?? [],
		unknownCritical: extensions.some(({ critical, extnID }) => critical && !KNOWN_CRITICAL.has(extnID)),
		isSignedBy: (key) => isSignedBy(native, key),
	};
}

/**
 * Reads one certificate.
 *
 * @throws {Asn1Error} when the bytes are none, or its key is of a kind that nobody knows.
 */
export function readCertificate(bytes: Uint8Array): CertificateInfo {
	const der = Buffer.from(bytes.subarray(0, guardedLength(bytes)));
	try {
		return describe(der);
	} catch (error) {
		throw new Asn1Error('No certificate', { cause: error });
	}
}

/** As {@link readCertificate}; `undefined` for what is none. */
export function tryReadCertificate(bytes: Uint8Array): CertificateInfo | undefined {
	try {
		return readCertificate(bytes);
	} catch (error) {
		if (error instanceof Asn1Error) return undefined;
		throw error;
	}
}
