import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { oidBytes, setOf, smallInteger, TAG, tlv } from '../cms/der.ts';
import { OID } from '../cms/oids.ts';

/** Whom a certificate names. */
export type Subject = { readonly commonName: string; readonly organisation: string; readonly unit: string };

/** A certificate to be issued. Self-signed when `issuer` is its own subject and key. */
export type CertificateOrder = {
	readonly subject: Subject;
	readonly publicKey: KeyObject;
	readonly issuer: { readonly subject: Subject; readonly publicKey: KeyObject; readonly privateKey: KeyObject };
	readonly isAuthority: boolean;
	readonly notBefore: Date;
	readonly notAfter: Date;
};

const UTF8 = 0x0c;
const PRINTABLE = 0x13;
const BIT_STRING = 0x03;
const UTC_TIME = 0x17;
const BOOLEAN_TRUE = Buffer.from([0x01, 0x01, 0xff]);

const text = (tag: number, value: string) => tlv(tag, Buffer.from(value, 'utf8'));
const bitString = (bytes: Uint8Array, unused = 0) => tlv(BIT_STRING, Buffer.from([unused]), bytes);

function nameOf({ commonName, organisation, unit }: Subject): Buffer {
	const part = (oid: string, value: Buffer) => setOf([tlv(TAG.sequence, oidBytes(oid), value)]);
	return tlv(
		TAG.sequence,
		part('2.5.4.6', text(PRINTABLE, 'VN')),
		part(OID.organisation, text(UTF8, organisation)),
		part('2.5.4.11', text(UTF8, unit)),
		part(OID.commonName, text(UTF8, commonName)),
	);
}

/** YYMMDDhhmmssZ: right for the years up to 2049 (RFC 5280, 4.1.2.5). */
function utcTime(instant: Date): Buffer {
	return text(UTC_TIME, `${instant.toISOString().replace(/\D/g, '').slice(2, 14)}Z`);
}

function extension(oid: string, critical: boolean, value: Buffer): Buffer {
	return tlv(TAG.sequence, oidBytes(oid), ...(critical ? [BOOLEAN_TRUE] : []), tlv(TAG.octets, value));
}

function keyId(key: KeyObject): Buffer {
	return createHash('sha1')
		.update(key.export({ format: 'der', type: 'spki' }))
		.digest();
}

function extensionsOf({ isAuthority, publicKey, issuer }: CertificateOrder): Buffer {
	// keyCertSign and cRLSign, or digitalSignature and nonRepudiation.
	const usage = isAuthority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0xc0]), 6);
	return tlv(
		TAG.sequence,
		extension(OID.basicConstraints, true, tlv(TAG.sequence, ...(isAuthority ? [BOOLEAN_TRUE, smallInteger(0)] : []))),
		extension(OID.keyUsage, true, usage),
		extension('2.5.29.14', false, tlv(TAG.octets, keyId(publicKey))),
		extension('2.5.29.35', false, tlv(TAG.sequence, tlv(0x80, keyId(issuer.publicKey)))),
	);
}

/** Issues an X.509 certificate (RFC 5280, DER), signed with RSA and SHA-256. */
export function issueCertificate(order: CertificateOrder): Buffer {
	const algorithm = tlv(TAG.sequence, oidBytes(OID.sha256WithRsa), tlv(TAG.null));
	const serial = randomBytes(16);
	serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
	const body = tlv(
		TAG.sequence,
		tlv(TAG.context0, smallInteger(2)),
		tlv(TAG.integer, serial),
		algorithm,
		nameOf(order.issuer.subject),
		tlv(TAG.sequence, utcTime(order.notBefore), utcTime(order.notAfter)),
		nameOf(order.subject),
		order.publicKey.export({ format: 'der', type: 'spki' }),
		tlv(0xa3, extensionsOf(order)),
	);
	return tlv(TAG.sequence, body, algorithm, bitString(sign('sha256', body, order.issuer.privateKey)));
}

/** A certificate as PEM. */
export function toPem(der: Uint8Array): string {
	const lines =
		Buffer.from(der)
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
