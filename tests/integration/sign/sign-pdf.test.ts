import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../domain/geometry.ts';
import { checkSignatures, signPdf } from '../../../sign/index.ts';
import {
	A4,
	AGENCY_MARK,
	blankPdf,
	CLERK_MARK,
	type Office,
	openOffice,
	revisionOf,
	SIGNED_AT,
	signAs,
} from '../../support/signing.ts';
import { pdfFonts, pdfSig, pdfToText, pyHanko, qpdfCheck, veraPdf, whySkipped } from '../../support/validators.ts';
import { pictureOf, samplePage, scanImage, setText, writePdf } from '../pdf/sample-pages.ts';

const [W, H] = [1240, 1754];
let office: Office;

/** A scan of two pages as our own writer makes it. */
async function writeScan(path: string): Promise<void> {
	const jpeg = await scanImage(W, H).jpeg({ quality: 60 }).toBuffer();
	const frame = { widthPx: W, heightPx: H, toOriginal: IDENTITY };
	const page = samplePage(frame, 150, setText(['QUYẾT ĐỊNH', 'Số: 0123/QĐ-UBND'], 300, 400));
	const sheet = [pictureOf(jpeg, 'jpeg', [W, H]), page] as const;
	await writePdf(path, [sheet, sheet]);
}

beforeAll(async () => {
	office = await openOffice();
	await writeScan(office.at('scan.pdf'));
	await signAs(office, office.at('scan.pdf'), office.at('once.pdf'), CLERK_MARK);
	await signAs(office, office.at('once.pdf'), office.at('twice.pdf'), AGENCY_MARK);
});
afterAll(() => office.remove());

describe('a scan signed by the clerk, then by the agency', () => {
	it('begins with the bytes of each revision before it', async () => {
		const [scan, once, twice] = await Promise.all(
			['scan.pdf', 'once.pdf', 'twice.pdf'].map((name) => readFile(office.at(name))),
		);
		expect(once?.subarray(0, scan?.length).equals(scan ?? Buffer.alloc(0))).toBe(true);
		expect(twice?.subarray(0, once?.length).equals(once ?? Buffer.alloc(0))).toBe(true);
	});

	it('is valid to our own check: signers, marks in their corners, what each covers', async () => {
		const report = await checkSignatures(office.at('twice.pdf'), { anchors: office.anchors, now: SIGNED_AT });
		const once = await revisionOf(office.at('once.pdf'));
		const twice = await revisionOf(office.at('twice.pdf'));
		expect(report).toMatchObject({ verdict: 'valid', sha256: twice.sha256, byteLength: twice.byteLength });
		const common = { verdict: 'valid', standing: 'trusted', subFilter: 'ETSI.CAdES.detached' };
		const signedAt = SIGNED_AT.toISOString();
		expect(report.findings).toMatchObject([
			{
				...common,
				signedAt,
				signerName: 'Nguyễn Thị Ổn Mẫu',
				coversBytes: once.byteLength,
				addedAfter: 'allowed',
				mark: { page: 0, corner: 'topLeft' },
			},
			{
				...common,
				signedAt,
				coversBytes: twice.byteLength,
				addedAfter: 'nothing',
				mark: { page: 0, corner: 'topRight' },
			},
		]);
	});

	const why = whySkipped('pdfsig', 'pyHanko', 'qpdf', 'veraPdf', 'pdftotext', 'pdffonts');
	it.skipIf(why !== '')(`is valid to pdfsig, pyHanko, qpdf and, as PDF/A-2u, to veraPDF${why}`, async () => {
		const file = office.at('twice.pdf');
		const type = 'ETSI.CAdES.detached';
		expect(await pdfSig(file)).toEqual([
			{ field: 'Sohoa1', type, valid: true, whole: false },
			{ field: 'Sohoa2', type, valid: true, whole: true },
		]);
		expect(await pyHanko(file, office.anchorPem)).toEqual([
			{ field: 'Sohoa1', valid: true, trusted: true, changes: 'signing' },
			{ field: 'Sohoa2', valid: true, trusted: true, changes: 'none' },
		]);
		await qpdfCheck(file);
		for (const { violations } of await veraPdf([office.at('scan.pdf'), office.at('once.pdf'), file]))
			expect(violations).toEqual([]);
		expect((await pdfFonts(file)).every(({ embedded, unicode }) => embedded && unicode)).toBe(true);
	});

	it.skipIf(why !== '')(`shows its marks as text that can be searched${why}`, async () => {
		const text = (await pdfToText(office.at('twice.pdf'))).replaceAll('\n', ' ');
		expect(text).toContain('Người quét: NGUYỄN THỊ ỔN MẪU');
		expect(text).toContain('Thời gian: 23/11/2026 09:41:27 +07:00');
		expect(text).toContain('SAO Y; UỶ BAN NHÂN DÂN PHƯỜNG ĐỒNG MẪU; 23/11/2026; 09:41:27 +07:00');
	});

	it('is PAdES to the byte: sub-filter, time, range of one width, no signing time in the CMS', async () => {
		const pdf = (await readFile(office.at('once.pdf'))).toString('latin1');
		expect(pdf).toContain("/M (D:20261123094127+07'00')");
		expect(pdf).toMatch(/\/ByteRange \[0 [\d ]{10} [\d ]{10} [\d ]{10}\]/);
		const contents = pdf.match(/\/Contents <([0-9a-f]+)>/)?.[1] ?? '';
		expect(contents.length).toBe(32 * 1024);
		expect(contents).not.toContain('06092a864886f70d010905');
		expect(contents).toContain('060b2a864886f70d010910022f');
		// sha256WithRSAEncryption with an explicit NULL.
		expect(contents).toContain('06092a864886f70d01010b0500');
	});
});

describe('signPdf', () => {
	it('accepts a target that holds the very same bytes, as a retry after a crash finds it', async () => {
		const again = await signAs(office, office.at('scan.pdf'), office.at('once.pdf'), CLERK_MARK);
		expect(again.document).toEqual(await revisionOf(office.at('once.pdf')));
	});

	it('leaves other bytes under the name of the target alone', async () => {
		const target = await office.put('taken.pdf', Buffer.from('another file'));
		await expect(signAs(office, office.at('scan.pdf'), target, CLERK_MARK)).rejects.toMatchObject({
			code: 'outputExists',
		});
		expect(await readFile(target, 'utf8')).toBe('another file');
	});

	it('leaves nothing behind when it fails', async () => {
		const before = await readdir(office.folder);
		const missing = office.at('no-such-folder/x.pdf');
		await expect(signAs(office, office.at('scan.pdf'), missing, CLERK_MARK)).rejects.toMatchObject({
			code: 'outputUnwritable',
		});
		expect(await readdir(office.folder)).toEqual(before);
	});

	it('refuses a source that is not the revision that was looked at', async () => {
		const document = await revisionOf(office.at('scan.pdf'));
		const source = office.at('other.pdf');
		await writeFile(source, Buffer.concat([await readFile(office.at('scan.pdf')), Buffer.from('\n')]));
		const request = { source, document, mark: CLERK_MARK, at: SIGNED_AT };
		await expect(signPdf(request, office.clerk, office.at('x.pdf'))).rejects.toMatchObject({ code: 'documentChanged' });
	});

	it('refuses to sign before and after the certificate is valid', async () => {
		const sign = (at: string) =>
			signAs(office, office.at('scan.pdf'), office.at('x.pdf'), CLERK_MARK, { at: new Date(at) });
		await expect(sign('2020-01-01')).rejects.toMatchObject({
			code: 'certificateNotYetValid',
			data: { from: '01/11/2026' },
		});
		await expect(sign('2040-01-01')).rejects.toMatchObject({
			code: 'certificateExpired',
			data: { until: '01/11/2031' },
		});
	});

	it('does not keep a signature that fails our own check: a key that signs something else', async () => {
		const lying = { ...office.clerk, sign: () => office.clerk.sign(Buffer.from('something else')) };
		const source = office.at('scan.pdf');
		const request = { source, document: await revisionOf(source), mark: CLERK_MARK, at: SIGNED_AT };
		const signing = signPdf(request, lying, office.at('lie.pdf'));
		await expect(signing).rejects.toMatchObject({ code: 'signingFailed', data: { reason: 'altered' } });
		expect(await readdir(office.folder)).not.toContain('lie.pdf');
	});

	it('does not keep a signature that is longer than its room', async () => {
		const long = { ...office.clerk, sign: async () => Buffer.alloc(40_000) };
		const source = office.at('scan.pdf');
		const request = { source, document: await revisionOf(source), mark: CLERK_MARK, at: SIGNED_AT };
		const signing = signPdf(request, long, office.at('too-long.pdf'));
		await expect(signing).rejects.toMatchObject({ code: 'signingFailed', data: { reason: 'contentsTooLong' } });
	});

	it('refuses a file over the limit before it reads it', async () => {
		const path = await office.put('huge.pdf', Buffer.from('%PDF-1.7'));
		await truncate(path, 300 * 1024 * 1024);
		const code = { code: 'fileTooLarge', data: { bytes: 300 * 1024 * 1024 } };
		await expect(checkSignatures(path, { anchors: [], now: SIGNED_AT })).rejects.toMatchObject(code);
	});

	it('makes more room when the chain needs it', async () => {
		const long = { ...office.clerk.certificate, chain: Array(30).fill(office.clerk.certificate.chain[0]) };
		const source = office.at('scan.pdf');
		const request = { source, document: await revisionOf(source), mark: CLERK_MARK, at: SIGNED_AT };
		await signPdf(request, { ...office.clerk, certificate: long }, office.at('long.pdf'));
		const { verdict } = await checkSignatures(office.at('long.pdf'), { anchors: office.anchors, now: SIGNED_AT });
		expect(verdict).toBe('valid');
	});

	it('stops when it is told to', async () => {
		const source = office.at('scan.pdf');
		const request = { source, document: await revisionOf(source), mark: CLERK_MARK, at: SIGNED_AT };
		const signing = signPdf(request, office.clerk, office.at('x.pdf'), AbortSignal.abort());
		await expect(signing).rejects.toMatchObject({ code: 'cancelled' });
	});

	it.each([
		['fileEmpty', ''],
		['fileKindUnknown', '<html>%PDF-'],
		['pdfDamaged', '%PDF-1.4\nnothing more'],
	])('refuses what it can not sign: %s', async (code, text) => {
		const source = await office.put('bad.pdf', Buffer.from(text));
		await expect(signAs(office, source, office.at('x.pdf'), CLERK_MARK)).rejects.toMatchObject({ code });
	});

	it('tells a file that is gone', async () => {
		const request = {
			source: office.at('none.pdf'),
			document: await revisionOf(office.at('scan.pdf')),
			mark: CLERK_MARK,
			at: SIGNED_AT,
		};
		await expect(signPdf(request, office.clerk, office.at('x.pdf'))).rejects.toMatchObject({ code: 'fileMissing' });
		await expect(
			signPdf({ ...request, source: office.folder }, office.clerk, office.at('x.pdf')),
		).rejects.toMatchObject({ code: 'fileNotRegular' });
	});

	it('signs ten times over, each signature on top of the others', async () => {
		let source = await office.put('0.pdf', await blankPdf([{ size: A4 }]));
		for (let i = 1; i <= 10; i++) {
			const target = office.at(`${i}.pdf`);
			await signAs(office, source, target, i % 2 === 0 ? CLERK_MARK : AGENCY_MARK);
			source = target;
		}
		const { verdict, findings } = await checkSignatures(source, { anchors: office.anchors, now: SIGNED_AT });
		expect(verdict).toBe('valid');
		expect(findings.map(({ addedAfter }) => addedAfter)).toEqual([...Array(9).fill('allowed'), 'nothing']);
	});
});
