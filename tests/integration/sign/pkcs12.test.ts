import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPkcs12 } from '../../../sign/index.ts';
import { openssl, whySkipped } from '../../support/validators.ts';

const why = whySkipped('openssl');
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sohoa-p12-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const RSA = ['-newkey', 'rsa:2048'];
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** Makes a key and a self-signed certificate: `name.key`, `name.pem`. */
async function makeCertificate(
	name: string,
	kind: readonly string[] = RSA,
	more: readonly string[] = [],
): Promise<void> {
	const subject = ['-subj', '/C=VN/O=UBND Phường Mẫu/CN=Trần Văn Mẫu', '-utf8', '-days', '30'];
	await openssl([
		'req',
		'-x509',
		...kind,
		'-nodes',
		'-keyout',
		at(`${name}.key`),
		'-out',
		at(`${name}.pem`),
		...subject,
		...more,
	]);
}

async function makePkcs12(name: string, password: string, more: readonly string[] = [], key = name): Promise<Buffer> {
	const args = [
		'-in',
		at(`${name}.pem`),
		'-inkey',
		at(`${key}.key`),
		'-out',
		at(`${name}.p12`),
		'-passout',
		`pass:${password}`,
	];
	await openssl(['pkcs12', '-export', ...args, ...more]);
	return await readFile(at(`${name}.p12`));
}

describe.skipIf(why !== '')(`opens what openssl makes${why}`, () => {
	const schemes: Readonly<Record<string, readonly string[]>> = {
		'AES-256 (of today)': [],
		'AES-128, no MAC': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-nomac'],
		'3DES and RC2-40 (of old)': ['-legacy'],
		'3DES throughout': ['-legacy', '-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES'],
		'RC2-128, 2-key 3DES': ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES'],
		'a MAC of SHA-512': ['-macalg', 'SHA512'],
		'certificates in the open': ['-certpbe', 'NONE'],
		'a key in the open': ['-keypbe', 'NONE'],
	};

	beforeAll(async () => {
		await makeCertificate('rsa');
		await makeCertificate('ec', EC);
	});

	it.each(Object.keys(schemes))('%s', async (name) => {
		for (const [certificate, algorithm, password] of [
			['rsa', 'rsaPkcs1', 'mật khẩu 2026'],
			['ec', 'ecdsa', 'plain'],
		] as const) {
			const key = await openPkcs12(await makePkcs12(certificate, password, schemes[name]), password);
			expect(key.algorithm).toBe(algorithm);
			const pem = new X509Certificate(await readFile(at(`${certificate}.pem`)));
			expect(Buffer.from(key.certificate.der).equals(pem.raw)).toBe(true);
			const signature = await key.sign(Buffer.from('lời'));
			expect(
				verify(
					'sha256',
					Buffer.from('lời'),
					createPublicKey(pem.publicKey.export({ format: 'pem', type: 'spki' })),
					signature,
				),
			).toBe(true);
		}
	});

	it('takes the chain along, nearest first, and only the certificate of the key as its own', async () => {
		await makeCertificate('root', RSA, ['-addext', 'basicConstraints=critical,CA:TRUE']);
		await openssl(['req', ...RSA, '-nodes', '-keyout', at('leaf.key'), '-out', at('leaf.csr'), '-subj', '/CN=Leaf']);
		await openssl([
			'x509',
			'-req',
			'-in',
			at('leaf.csr'),
			'-CA',
			at('root.pem'),
			'-CAkey',
			at('root.key'),
			'-out',
			at('leaf.pem'),
			'-days',
			'9',
			'-CAcreateserial',
		]);
		const key = await openPkcs12(await makePkcs12('leaf', 'x', ['-certfile', at('root.pem')]), 'x');
		expect(new X509Certificate(key.certificate.der).subject).toContain('CN=Leaf');
		expect(key.certificate.chain.map((der) => new X509Certificate(der).subject)).toEqual([
			expect.stringContaining('CN=Trần Văn Mẫu'),
		]);
	});

	it('takes a password with marks in either spelling', async () => {
		const file = await makePkcs12('rsa', 'mật'.normalize('NFD'));
		await expect(openPkcs12(file, 'mật'.normalize('NFC'))).resolves.toBeDefined();
	});

	it('forgets the key when it is closed', async () => {
		const key = await openPkcs12(await makePkcs12('rsa', 'x'), 'x');
		await key.close();
		await expect(key.sign(Buffer.from('x'))).rejects.toThrow('closed');
	});
});

describe.skipIf(why !== '')(`refuses${why}`, () => {
	beforeAll(async () => {
		await makeCertificate('good');
		await makeCertificate('other');
	});

	it('a wrong password, with and without a MAC', async () => {
		for (const more of [[], ['-legacy'], ['-nomac']]) {
			const file = await makePkcs12('good', 'right', more);
			await expect(openPkcs12(file, 'wrong')).rejects.toMatchObject({ code: 'signingPasswordWrong' });
		}
	});

	it('what is damaged, or is something else', async () => {
		const file = await makePkcs12('good', 'x');
		for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), file.subarray(0, 500), Buffer.alloc(3000, 0x30)]) {
			await expect(openPkcs12(bytes, 'x')).rejects.toMatchObject({ code: 'signingKeyDamaged' });
		}
	});

	it('a file without a private key', async () => {
		await openssl([
			'pkcs12',
			'-export',
			'-nokeys',
			'-in',
			at('good.pem'),
			'-out',
			at('nokey.p12'),
			'-passout',
			'pass:x',
		]);
		await expect(openPkcs12(await readFile(at('nokey.p12')), 'x')).rejects.toMatchObject({ code: 'signingKeyMissing' });
	});

	it('a key that belongs to another certificate', async () => {
		const { writePkcs12 } = await import('../../../sign/keys/write-pkcs12.ts');
		const { createPrivateKey } = await import('node:crypto');
		const stranger = createPrivateKey(await readFile(at('other.key')));
		const file = writePkcs12(stranger, [new X509Certificate(await readFile(at('good.pem'))).raw], 'x');
		await expect(openPkcs12(file, 'x')).rejects.toMatchObject({ code: 'signingKeyMismatch' });
	});

	it('certificates out of their time, with the day in the fault', async () => {
		const file = await makePkcs12('good', 'x');
		await expect(openPkcs12(file, 'x', new Date('2001-01-01'))).rejects.toMatchObject({
			code: 'certificateNotYetValid',
			data: { from: expect.stringMatching(/^\d\d\/\d\d\/\d{4}$/) },
		});
		await expect(openPkcs12(file, 'x', new Date('2101-01-01'))).rejects.toMatchObject({ code: 'certificateExpired' });
	});

	it('a certificate that is not for signing', async () => {
		await makeCertificate('cipher', RSA, ['-addext', 'keyUsage=critical,keyEncipherment']);
		await expect(openPkcs12(await makePkcs12('cipher', 'x'), 'x')).rejects.toMatchObject({
			code: 'certificateNotForSigning',
		});
	});

	it.each([
		['RSA of 1024 bits', ['-newkey', 'rsa:1024']],
		['ECDSA of 224 bits', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp224r1']],
		['a kind that the rules do not name', ['-newkey', 'ed25519']],
	])('a key that is too weak: %s', async (_name, kind) => {
		await makeCertificate('weak', kind);
		await expect(openPkcs12(await makePkcs12('weak', 'x'), 'x')).rejects.toMatchObject({
			code: 'certificateKeyTooWeak',
		});
	});
});
