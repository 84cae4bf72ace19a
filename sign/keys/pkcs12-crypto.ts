import { createDecipheriv, createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { fromBER, Integer, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import forge from 'node-forge';
import type { AlgorithmIdentifier, MacData } from 'pkijs';

/** What this program can't read in a PKCS#12 file. Only inside `sign/keys`. */
export class Pkcs12Error extends Error {
	override readonly name = 'Pkcs12Error';
}

const deriveByPbkdf2 = promisify(pbkdf2);

/** RFC 7292 asks for thousands, careful programs use a million; more would be a way to keep the machine busy. */
const MAX_ITERATIONS = 10_000_000;

/** Digests by identifier: name for node:crypto, block and output length in bytes. */
const DIGESTS: Readonly<Record<string, readonly [name: string, block: number, output: number]>> = {
	'1.3.14.3.2.26': ['sha1', 64, 20],
	'2.16.840.1.101.3.4.2.4': ['sha224', 64, 28],
	'2.16.840.1.101.3.4.2.1': ['sha256', 64, 32],
	'2.16.840.1.101.3.4.2.2': ['sha384', 128, 48],
	'2.16.840.1.101.3.4.2.3': ['sha512', 128, 64],
};
/** HMACs of PBKDF2 by identifier. */
const PRFS: Readonly<Record<string, string>> = {
	'1.2.840.113549.2.7': 'sha1',
	'1.2.840.113549.2.8': 'sha224',
	'1.2.840.113549.2.9': 'sha256',
	'1.2.840.113549.2.10': 'sha384',
	'1.2.840.113549.2.11': 'sha512',
};
/** Ciphers of PBES2 by identifier, and their key lengths. */
const CIPHERS: Readonly<Record<string, readonly [name: string, key: number]>> = {
	'2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
	'2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
	'2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
	'1.2.840.113549.3.7': ['des-ede3-cbc', 24],
};
/** The old schemes of PKCS#12 (SHA-1): key length, and whether the cipher is RC2. */
const OLD_SCHEMES: Readonly<Record<string, { readonly key: number; readonly rc2: boolean }>> = {
	'1.2.840.113549.1.12.1.3': { key: 24, rc2: false },
	'1.2.840.113549.1.12.1.4': { key: 16, rc2: false },
	'1.2.840.113549.1.12.1.5': { key: 16, rc2: true },
	'1.2.840.113549.1.12.1.6': { key: 5, rc2: true },
};
const PBES2 = '1.2.840.113549.1.5.13';

/** What a key is derived for (RFC 7292, B.3). */
const PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

type Salted = { readonly salt: Uint8Array; readonly iterations: number };

/** The password as PKCS#12's own derivation wants it: UTF-16BE with a closing zero. */
function wide(password: string): Buffer {
	return Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.alloc(2)]);
}

function repeated(bytes: Uint8Array, block: number): Buffer {
	if (bytes.length === 0) return Buffer.alloc(0);
	return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

function limited(iterations: number): number {
	if (!(iterations >= 1 && iterations <= MAX_ITERATIONS)) throw new Pkcs12Error('Iterations out of range');
	return iterations;
}

/** Adds `summand + 1` to each block of `state` (RFC 7292, B.2, step 6.C). */
function addToBlocks(state: Buffer, summand: Buffer): void {
	for (let start = 0; start < state.length; start += summand.length) {
		let carry = 1;
		for (let i = summand.length - 1; i >= 0; i--) {
			carry += (state[start + i] ?? 0) + (summand[i] ?? 0);
			state[start + i] = carry & 255;
			carry >>= 8;
		}
	}
}

/** PKCS#12's own key derivation (RFC 7292, B.2). */
function derive(
	digestOid: string,
	password: string,
	{ salt, iterations }: Salted,
	purpose: number,
	length: number,
): Buffer {
	const digest = DIGESTS[digestOid];
	if (digest === undefined) throw new Pkcs12Error('Unknown digest');
	const [name, block] = digest;
	const state = Buffer.concat([repeated(salt, block), repeated(wide(password), block)]);
	const out: Buffer[] = [];
	for (let made = 0; made < length; made += out.at(-1)?.length ?? length) {
		let hash = createHash(name).update(Buffer.alloc(block, purpose)).update(state).digest();
		for (let i = 1; i < limited(iterations); i++) hash = createHash(name).update(hash).digest();
		out.push(hash);
		addToBlocks(state, repeated(hash, block).subarray(0, block));
	}
	return Buffer.concat(out).subarray(0, length);
}

/**
 * The key of a PKCS#12 file's MAC.
 *
 * @throws {Pkcs12Error} for a digest that is not known here.
 */
export function deriveMacKey(digestOid: string, password: string, salted: Salted): Buffer {
	const [, , length] = DIGESTS[digestOid] ?? [];
	if (length === undefined) throw new Pkcs12Error('Unknown digest');
	return derive(digestOid, password, salted, PURPOSE.mac, length);
}

/** Whether the password fits: the file's MAC over `content` is right with it. */
export function isMacRight(mac: MacData, content: Uint8Array, password: string): boolean {
	const oid = mac.mac.digestAlgorithm.algorithmId;
	const digest = DIGESTS[oid];
	if (digest === undefined) throw new Pkcs12Error('Unknown digest');
	const salted = { salt: mac.macSalt.valueBlock.valueHexView, iterations: mac.iterations ?? 1 };
	const right = createHmac(digest[0], deriveMacKey(oid, password, salted))
		.update(content)
		.digest();
	const claimed = mac.mac.digest.valueBlock.valueHexView;
	return claimed.length === right.length && timingSafeEqual(claimed, right);
}

function rc2Decrypt(key: Buffer, iv: Buffer, data: Uint8Array): Buffer {
	// Neither OpenSSL 3 nor BoringSSL offers RC2 any more.
	const decipher = forge.rc2.createDecryptionCipher(key.toString('latin1'), key.length * 8);
	decipher.start(iv.toString('latin1'));
	decipher.update(forge.util.createBuffer(Buffer.from(data).toString('latin1')));
	if (!decipher.finish()) throw new Pkcs12Error('Cannot be decrypted');
	return Buffer.from(decipher.output.getBytes(), 'latin1');
}

function blockDecrypt(name: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
	try {
		const decipher = createDecipheriv(name, key, iv);
		return Buffer.concat([decipher.update(data), decipher.final()]);
	} catch (error) {
		throw new Pkcs12Error('Cannot be decrypted', { cause: error });
	}
}

function itemsOf(block: unknown): readonly unknown[] {
	if (!(block instanceof Sequence)) throw new Pkcs12Error('Unknown parameters');
	return block.valueBlock.value;
}

function octets(block: unknown): Uint8Array {
	if (!(block instanceof OctetString)) throw new Pkcs12Error('Unknown parameters');
	return new Uint8Array(block.getValue());
}

function oidOf(block: unknown): string {
	if (!(block instanceof ObjectIdentifier)) throw new Pkcs12Error('Unknown parameters');
	return block.getValue();
}

function countOf(block: unknown): number {
	if (!(block instanceof Integer)) throw new Pkcs12Error('Unknown parameters');
	return limited(Number(block.toBigInt()));
}

async function decryptPbes2(parameters: unknown, data: Uint8Array, password: string): Promise<Buffer> {
	const [derivation, encryption] = itemsOf(parameters);
	const [, kdf] = itemsOf(derivation);
	const [salt, iterations, ...rest] = itemsOf(kdf);
	const [cipherOid, iv] = itemsOf(encryption);
	const cipher = CIPHERS[oidOf(cipherOid)];
	// After an optional key length: the HMAC, SHA-1 by default (RFC 8018, A.2).
	const prf = rest.find((one) => one instanceof Sequence);
	const hmac = PRFS[prf === undefined ? '1.2.840.113549.2.7' : oidOf(itemsOf(prf)[0])];
	if (cipher === undefined || hmac === undefined) throw new Pkcs12Error('Unknown cipher');
	const key = await deriveByPbkdf2(Buffer.from(password, 'utf8'), octets(salt), countOf(iterations), cipher[1], hmac);
	return blockDecrypt(cipher[0], key, octets(iv), data);
}

function decryptOld(
	scheme: { readonly key: number; readonly rc2: boolean },
	parameters: unknown,
	data: Uint8Array,
	password: string,
) {
	const [salt, iterations] = itemsOf(parameters);
	const salted = { salt: octets(salt), iterations: countOf(iterations) };
	const sha1 = '1.3.14.3.2.26';
	const key = derive(sha1, password, salted, PURPOSE.key, scheme.key);
	const iv = derive(sha1, password, salted, PURPOSE.iv, 8);
	if (scheme.rc2) return rc2Decrypt(key, iv, data);
	// Two keys: the first is used again as the third.
	const triple = key.length === 24 ? key : Buffer.concat([key, key.subarray(0, 8)]);
	return blockDecrypt('des-ede3-cbc', triple, iv, data);
}

/**
 * Decrypts a part of a PKCS#12 file: PBES2 (AES, 3DES), and the old 3DES and RC2 schemes that offices' files still have.
 *
 * @throws {Pkcs12Error} for other schemes, and where the password is wrong.
 */
export async function decryptPart(algorithm: AlgorithmIdentifier, data: Uint8Array, password: string): Promise<Buffer> {
	// Read anew: the library hands parameters out as blocks of several classes.
	const parameters: unknown = fromBER(new Uint8Array(algorithm.algorithmParams.toBER())).result;
	if (algorithm.algorithmId === PBES2) return await decryptPbes2(parameters, data, password);
	const scheme = OLD_SCHEMES[algorithm.algorithmId];
	if (scheme === undefined) throw new Pkcs12Error('Unknown scheme');
	return decryptOld(scheme, parameters, data, password);
}
