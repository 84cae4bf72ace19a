import { createCipheriv, createHash, createHmac, type KeyObject, pbkdf2Sync, randomBytes } from 'node:crypto';
import { oidBytes, TAG, tlv } from '../cms/der.ts';
import { OID } from '../cms/oids.ts';
import { deriveMacKey } from './pkcs12-crypto.ts';

/** As openssl 3 writes them by default. */
const ITERATIONS = 2048;
const SALT_BYTES = 16;

const octets = (bytes: Uint8Array) => tlv(TAG.octets, bytes);
const sequence = (...parts: readonly Uint8Array[]) => tlv(TAG.sequence, ...parts);
const count = (value: number) => tlv(TAG.integer, Buffer.from([value >> 8, value & 255]));

/** PBES2 (RFC 8018): PBKDF2 with HMAC-SHA-256, AES-256-CBC. The algorithm, and the encrypted bytes. */
function encrypt(plain: Uint8Array, password: string): readonly [algorithm: Buffer, encrypted: Buffer] {
	const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(16)];
	const key = pbkdf2Sync(Buffer.from(password, 'utf8'), salt, ITERATIONS, 32, 'sha256');
	const cipher = createCipheriv('aes-256-cbc', key, iv);
	const prf = sequence(oidBytes('1.2.840.113549.2.9'), tlv(TAG.null));
	const derivation = sequence(oidBytes('1.2.840.113549.1.5.12'), sequence(octets(salt), count(ITERATIONS), prf));
	const encryption = sequence(oidBytes('2.16.840.1.101.3.4.1.42'), octets(iv));
	const algorithm = sequence(oidBytes('1.2.840.113549.1.5.13'), sequence(derivation, encryption));
	return [algorithm, Buffer.concat([cipher.update(plain), cipher.final()])];
}

function bag(type: string, value: Uint8Array, attributes: Buffer = Buffer.alloc(0)): Buffer {
	return sequence(oidBytes(type), tlv(TAG.context0, value), attributes);
}

/** The attribute by which Windows and openssl find the certificate of a key: localKeyId (RFC 2985, 5.5.2). */
function localKeyId(certificate: Uint8Array): Buffer {
	const id = octets(createHash('sha1').update(certificate).digest());
	return tlv(TAG.set, sequence(oidBytes('1.2.840.113549.1.9.21'), tlv(TAG.set, id)));
}

const plainContent = (content: Uint8Array) => bag(OID.data, octets(content));

function encryptedContent(content: Uint8Array, password: string): Buffer {
	const [algorithm, encrypted] = encrypt(content, password);
	const info = sequence(oidBytes(OID.data), algorithm, tlv(0x80, encrypted));
	return bag('1.2.840.113549.1.7.6', sequence(tlv(TAG.integer, Buffer.from([0])), info));
}

/**
 * A PKCS#12 file (RFC 7292) of a private key and certificates (DER, the key's own first): AES-256, SHA-256, a password of any letters.
 */
export function writePkcs12(key: KeyObject, certificates: readonly Uint8Array[], password: string): Buffer {
	const [algorithm, encrypted] = encrypt(key.export({ format: 'der', type: 'pkcs8' }), password);
	const own = localKeyId(certificates[0] ?? Buffer.alloc(0));
	const keyBag = bag('1.2.840.113549.1.12.10.1.2', sequence(algorithm, octets(encrypted)), own);
	const certificateBags = certificates.map((der, i) =>
		bag('1.2.840.113549.1.12.10.1.3', bag('1.2.840.113549.1.9.22.1', octets(der)), i === 0 ? own : undefined),
	);
	const safe = sequence(encryptedContent(sequence(...certificateBags), password), plainContent(sequence(keyBag)));
	const salt = randomBytes(SALT_BYTES);
	const mac = createHmac('sha256', deriveMacKey(OID.sha256, password, { salt, iterations: ITERATIONS }))
		.update(safe)
		.digest();
	const digest = sequence(sequence(oidBytes(OID.sha256), tlv(TAG.null)), octets(mac));
	return sequence(
		tlv(TAG.integer, Buffer.from([3])),
		plainContent(safe),
		sequence(digest, octets(salt), count(ITERATIONS)),
	);
}
