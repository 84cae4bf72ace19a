import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { Fault } from '../../domain/index.ts';

/** OWASP's 2025 advice for scrypt: N = 2^17, r = 8, p = 1 (128 MiB). */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const satisfies ScryptOptions;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** At least 8 characters, mixed: QCVN 12:2026/BCA. Counted in code points of the NFC form. */
const MIN_LENGTH = 8;

/**
 * Refuses a password that is too weak.
 *
 * @throws {Fault} `passwordTooWeak` when it is shorter than 8 or lacks upper case, lower case or digits.
 */
export function assertStrongPassword(password: string): void {
	const text = password.normalize('NFC');
	const mixed = /\p{Lu}/u.test(text) && /\p{Ll}/u.test(text) && /\p{Nd}/u.test(text);
	if ([...text].length < MIN_LENGTH || !mixed) throw new Fault('passwordTooWeak');
}

/** A password as it is stored: `scrypt$N$r$p$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(SALT_BYTES);
	const key = await derive(password, salt, KEY_BYTES, COST);
	return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether `password` is the one that `stored` was made from; compares in constant time. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
	const [scheme, n, r, p, salt, key] = stored.split('$');
	if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
	const expected = Buffer.from(key, 'base64url');
	const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem };
	const actual = await derive(password, Buffer.from(salt, 'base64url'), expected.length, cost);
	return timingSafeEqual(actual, expected);
}

/** A stored hash that no password matches: checked for unknown names, so that the answer takes as long. */
export const NOBODYS_HASH = `scrypt$${COST.N}$${COST.r}$${COST.p}$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`;

function derive(password: string, salt: Buffer, bytes: number, cost: ScryptOptions): Promise<Buffer> {
	return new Promise((resolve, reject) => {
		scrypt(password.normalize('NFC'), salt, bytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
	});
}
