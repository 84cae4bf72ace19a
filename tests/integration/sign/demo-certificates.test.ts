import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHolder, makeDemoCertificates, openPkcs12, readAnchors } from '../../../sign/index.ts';
import { openssl, whySkipped } from '../../support/validators.ts';

const NOW = new Date('2026-11-23T00:00:00Z');
const HOLDERS: readonly DemoHolder[] = ['clerk', 'supervisor', 'registrar'].map((fileName) => ({
	fileName,
	commonName: `Người Mẫu ${fileName}`,
	organisation: 'UBND PHƯỜNG MẪU',
	password: `mẫu-${fileName}`,
}));
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sohoa-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('makeDemoCertificates', () => {
	it('makes keys that open with their passwords, for five years, and named as a demo throughout', async () => {
		const demo = await makeDemoCertificates(join(folder, 'keys'), HOLDERS, NOW);
		for (const { fileName, password } of HOLDERS) {
			const key = await openPkcs12(await readFile(demo.keyFiles[fileName] ?? ''), password, NOW);
			const certificate = new X509Certificate(key.certificate.der);
			expect(certificate.subject).toContain('OU=DEMO');
			expect(certificate.issuer).toContain('Sohoa DEMO CA');
			expect(certificate.validToDate.toISOString().slice(0, 10)).toBe('2031-11-23');
			expect(key.certificate.chain).toHaveLength(1);
		}
	});

	const why = whySkipped('openssl');
	it.skipIf(why !== '')(`makes what openssl takes: chain and .p12${why}`, async () => {
		const demo = await makeDemoCertificates(join(folder, 'keys'), HOLDERS, NOW);
		const p12 = demo.keyFiles.clerk ?? '';
		const pem = await openssl(['pkcs12', '-in', p12, '-passin', 'pass:mẫu-clerk', '-nokeys', '-clcerts']);
		await writeFile(join(folder, 'clerk.pem'), pem);
		expect(
			await openssl(['verify', '-x509_strict', '-CAfile', demo.authorityPem, join(folder, 'clerk.pem')]),
		).toContain('OK');
	});

	it('keeps what is there, and makes only what is missing', async () => {
		const first = await makeDemoCertificates(join(folder, 'keys'), HOLDERS, NOW);
		const before = await Promise.all(
			[first.authorityPem, ...Object.values(first.keyFiles)].map((path) => readFile(path)),
		);
		await rm(first.keyFiles.clerk ?? '');
		const again = await makeDemoCertificates(join(folder, 'keys'), HOLDERS, new Date('2027-01-01'));
		const after = await Promise.all(
			[again.authorityPem, ...Object.values(again.keyFiles)].map((path) => readFile(path)),
		);
		expect(after.map((bytes, i) => bytes.equals(before[i] ?? Buffer.alloc(0)))).toEqual([true, false, true, true]);
		expect(await readdir(again.anchorFolder)).toEqual(['sohoa-demo-ca.pem']);
	});
});

describe('readAnchors', () => {
	it('reads PEM with several certificates and DER, and names files that hold none', async () => {
		const { authorityPem } = await makeDemoCertificates(join(folder, 'more'), [], NOW);
		const anchors = join(folder, 'more', 'anchors');
		const pem = await readFile(authorityPem, 'utf8');
		await writeFile(join(anchors, 'two.crt'), `# two\n${pem}\n${pem}`);
		await writeFile(join(anchors, 'one.der'), new X509Certificate(pem).raw);
		await writeFile(join(anchors, 'bad.pem'), pem.replace('MII', 'XXX'));
		await writeFile(join(anchors, 'empty.cer'), '');
		await writeFile(join(anchors, 'notes.txt'), 'left alone');
		const read = await readAnchors(anchors);
		expect(read.certificates.map((der) => Buffer.from(der).equals(new X509Certificate(pem).raw))).toEqual([
			true,
			true,
			true,
			true,
		]);
		expect(read.badFiles).toEqual(['bad.pem', 'empty.cer']);
	});

	it('tells a folder that is not there', async () => {
		await expect(readAnchors(join(folder, 'none'))).rejects.toMatchObject({ code: 'fileMissing' });
	});
});
