import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignatures } from '../../../sign/index.ts';
import {
	A4,
	AGENCY_MARK,
	blankPdf,
	CLERK_MARK,
	type Office,
	openOffice,
	SIGNED_AT,
	signAs,
} from '../../support/signing.ts';
import { pdfSig, pyHanko, qpdfCheck, whySkipped } from '../../support/validators.ts';

const run = promisify(execFile);
const SHARED = join(import.meta.dirname, '../../../../shared/data');
let office: Office;

beforeAll(async () => {
	office = await openOffice();
});
afterAll(() => office.remove());

/** A PDF from its objects, by number from 1, with one table; `trailer`: further entries. */
function assemble(objects: readonly string[], trailer = ''): Buffer {
	let text = '%PDF-1.7\n';
	const offsets = objects.map((object, i) => {
		const at = text.length;
		text += `${i + 1} 0 obj\n${object}\nendobj\n`;
		return at;
	});
	const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	const size = objects.length + 1;
	const xref = text.length;
	text += `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF`;
	return Buffer.from(text, 'latin1');
}

const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

/** Signs as clerk and as agency, and asks our own check and the others. */
async function signTwice(name: string, bytes: Uint8Array): Promise<string> {
	const source = await office.put(`${name}.pdf`, bytes);
	await signAs(office, source, office.at(`${name}-1.pdf`), CLERK_MARK);
	await signAs(office, office.at(`${name}-1.pdf`), office.at(`${name}-2.pdf`), AGENCY_MARK);
	const file = office.at(`${name}-2.pdf`);
	expect((await readFile(file)).subarray(0, bytes.length).equals(bytes)).toBe(true);
	const { verdict, findings } = await checkSignatures(file, { anchors: office.anchors, now: SIGNED_AT });
	expect([verdict, ...findings.map(({ addedAfter }) => addedAfter)]).toEqual(['valid', 'allowed', 'nothing']);
	return file;
}

async function judgeByOthers(file: string): Promise<void> {
	expect((await pdfSig(file)).map(({ valid, whole }) => [valid, whole])).toEqual([
		[true, false],
		[true, true],
	]);
	expect((await pyHanko(file, office.anchorPem)).map(({ valid, changes }) => [valid, changes])).toEqual([
		[true, 'signing'],
		[true, 'none'],
	]);
	await qpdfCheck(file);
}

async function byQpdf(bytes: Uint8Array, ...args: readonly string[]): Promise<Buffer> {
	const source = await office.put('for-qpdf.pdf', bytes);
	await run('qpdf', [...args, source, office.at('by-qpdf.pdf')]);
	return await readFile(office.at('by-qpdf.pdf'));
}

const why = whySkipped('pdfsig', 'pyHanko', 'qpdf');

describe.skipIf(why !== '')(`signs, and others agree${why}`, () => {
	const widget = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Name) /Rect [100 100 200 120] /P 3 0 R >>';
	const cases: Readonly<Record<string, () => Promise<Uint8Array>>> = {
		tables: () => blankPdf([{ size: A4 }], true),
		'object streams': () => blankPdf([{ size: A4 }]),
		linearized: async () => await byQpdf(await blankPdf([{ size: A4 }, { size: A4 }], true), '--linearize'),
		'linearized with object streams': async () =>
			await byQpdf(await blankPdf([{ size: A4 }, { size: A4 }]), '--linearize', '--object-streams=generate'),
		'a form that is an object': async () =>
			assemble([
				'<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>',
				PAGES,
				PAGE.replace('>>', '/Annots 5 0 R >>'),
				'<< /Fields 6 0 R /NeedAppearances true >>',
				'[7 0 R]',
				'[7 0 R]',
				widget,
			]),
		'a form in the catalog': async () =>
			assemble([
				'<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /DA (/Helv 0 Tf 0 g) >> >>',
				PAGES,
				PAGE.replace('>>', '/Annots [4 0 R] >>'),
				widget,
			]),
		'a field that has our name': async () =>
			assemble([
				'<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>',
				PAGES,
				PAGE,
				'<< /FT /Tx /T (Sohoa1) >>',
			]),
		'an identity, and a second revision': async () => {
			const first = assemble(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE], '/ID [<00112233> <44556677>]');
			const at = first.length + 1;
			const object = '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 90 >>\nendobj\n';
			const old = first.toString('latin1').match(/startxref\n(\d+)/)?.[1];
			const xref = `xref\n3 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${old} /ID [<00112233> <88>] >>\nstartxref\n${at + object.length}\n%%EOF\n`;
			return Buffer.concat([first, Buffer.from(`\n${object}${xref}`)]);
		},
		'no line end at the end': async () =>
			Buffer.from((await blankPdf([{ size: A4 }], true)).filter((_, i, all) => i < all.length - 1 || all[i] !== 10)),
	};
	it.each(Object.keys(cases))('%s', async (name) => {
		const make = cases[name];
		if (make === undefined) throw new Error('No such case');
		await judgeByOthers(await signTwice(name.replaceAll(' ', '-'), await make()));
	});

	const document = join(SHARED, 'vn-born-digital/cv295-vpdbqh-thanhhoa-2026-signed/doc.pdf');
	it.skipIf(!existsSync(document))(
		`a born-digital document with four signatures, which stay intact${existsSync(document) ? '' : ' [skipped: no ../shared]'}`,
		async () => {
			const target = office.at('fifth.pdf');
			await signAs(office, document, target, AGENCY_MARK);
			const { findings } = await checkSignatures(target, { anchors: office.anchors, now: SIGNED_AT });
			expect(findings.map(({ verdict }) => verdict)).toEqual([...Array(4).fill('untrusted'), 'valid']);
			expect((await pdfSig(target)).map(({ valid }) => valid)).toEqual(Array(5).fill(true));
			expect((await pyHanko(target, office.anchorPem)).map(({ changes }) => changes)).toEqual([
				...Array(4).fill('signing'),
				'none',
			]);
		},
	);
});

const hybrid = join(SHARED, 'signed/pyhanko/minimal-hybrid-xref-weirdgen.pdf');
const noQpdf = whySkipped('qpdf', 'pdfsig');
it.skipIf(!existsSync(hybrid) || noQpdf !== '')(
	`signs a hybrid file${existsSync(hybrid) ? noQpdf : ' [skipped: no ../shared]'}`,
	async () => {
		const file = await signTwice('hybrid', await readFile(hybrid));
		expect((await pdfSig(file)).map(({ valid }) => valid)).toEqual([true, true]);
	},
);

describe('refuses', () => {
	/** A document with a signature dictionary that certifies it, or locks fields. */
	const certified = (reference: string, lock = '', perms = '/Perms << /DocMDP 5 0 R >>') =>
		assemble([
			`<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /SigFlags 3 >> ${perms} >>`,
			PAGES,
			PAGE,
			`<< /FT /Sig /T (C) /V 5 0 R ${lock} >>`,
			`<< /Type /Sig /Filter /Adobe.PPKLite /Reference [<< /Type /SigRef ${reference} >>] >>`,
		]);
	const mdp = (level: number) => `/TransformMethod /DocMDP /TransformParams << /P ${level} /V /1.2 >>`;
	const sign = async (bytes: Uint8Array) =>
		await signAs(office, await office.put('c.pdf', bytes), office.at('c-signed.pdf'), CLERK_MARK);

	it.each([
		['certified: no changes', certified(mdp(1))],
		['a field lock at level 1', certified('', '/Lock << /Type /SigFieldLock /Action /Include /Fields [] /P 1 >>', '')],
		['a lock on all fields', certified('/TransformMethod /FieldMDP /TransformParams << /Action /All >>', '', '')],
		[
			'a lock on all fields but some',
			certified('/TransformMethod /FieldMDP /TransformParams << /Action /Exclude /Fields [(A)] >>', '', ''),
		],
	])('%s', async (_name, bytes) => {
		await expect(sign(bytes)).rejects.toMatchObject({ code: 'pdfCertified' });
	});

	it.each([2, 3])('not: a document certified at level %i, which allows signatures', async (level) => {
		await sign(certified(mdp(level)));
		const { findings } = await checkSignatures(office.at('c-signed.pdf'), { anchors: office.anchors, now: SIGNED_AT });
		expect(findings.at(-1)).toMatchObject({ fieldName: 'Sohoa1', verdict: 'valid' });
		await rm(office.at('c-signed.pdf'));
	});

	it.skipIf(noQpdf !== '')(`an encrypted document${noQpdf}`, async () => {
		const bytes = await byQpdf(await blankPdf([{ size: A4 }]), '--encrypt', '', 'owner', '256', '--');
		await expect(sign(bytes)).rejects.toMatchObject({ code: 'pdfEncrypted' });
	});

	const plain = ['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE] as const;
	it.each([
		[
			'cross-references elsewhere',
			assemble(plain)
				.toString('latin1')
				.replace(/startxref\n\d+/, 'startxref\n7'),
		],
		['no catalog', assemble(plain).toString('latin1').replace('/Root 1 0 R', '/Root 9 0 R')],
		['no page', assemble([plain[0], '<< /Type /Pages /Kids [] /Count 0 >>']).toString('latin1')],
		[
			'fields that are no array',
			assemble([plain[0].replace('>>', '/AcroForm << /Fields 12 >> >>'), PAGES, PAGE]).toString('latin1'),
		],
	])('a damaged document: %s', async (_name, text) => {
		await expect(sign(Buffer.from(text, 'latin1'))).rejects.toMatchObject({ code: 'pdfDamaged' });
	});
});
