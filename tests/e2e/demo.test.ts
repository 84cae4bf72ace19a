import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecognizedPage } from '../../domain/index.ts';
import { checkSignatures } from '../../sign/index.ts';
import { type Ran, sohoa } from '../support/command-line.ts';
import { scratchFolder } from '../support/office.ts';
import { pdfFonts, pdfSig, pdfToText, pyHanko, qpdfCheck, veraPdf, whySkipped } from '../support/validators.ts';

type Recognition = { readonly pages: readonly RecognizedPage[] };

describe('the demo', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let ran: Ran;
	let data: string;
	/** As made, before any signature. */
	let documents: readonly string[];
	/** Every revision of every document. */
	let revisions: readonly string[];
	beforeAll(async () => {
		folder = await scratchFolder();
		data = join(folder.path, 'data');
		ran = await sohoa(['--data', data], { entry: 'scripts/demo.ts' });
		const files = await readdir(data, { recursive: true });
		revisions = files.filter((file) => /v1-r\d-[0-9a-f]{64}\.pdf$/.test(file)).map((file) => join(data, file));
		documents = revisions.filter((file) => file.includes('v1-r1-'));
	}, 600_000);
	afterAll(() => folder.dispose());

	it('ends with every sample found again by a search without marks', async () => {
		const { samples } = JSON.parse(await readFile(join(import.meta.dirname, '../../samples/truth.json'), 'utf8'));
		expect(ran.stderr).not.toMatch(/\[\w+\]/);
		expect(ran.stdout).not.toContain('✘');
		expect(ran.code).toBe(0);
		expect(samples.length).toBeGreaterThanOrEqual(12);
		expect(documents).toHaveLength(samples.length);
	});

	it('searches for words that no field holds', async () => {
		const { samples } = JSON.parse(await readFile(join(import.meta.dirname, '../../samples/truth.json'), 'utf8'));
		for (const sample of samples) {
			const fields = JSON.stringify(sample.fields ?? {}).toLowerCase();
			expect([sample.file, fields.includes(sample.search)]).toEqual([sample.file, false]);
		}
	});

	const skipped = whySkipped('veraPdf', 'qpdf', 'pdftotext', 'pdffonts');
	it.skipIf(skipped !== '')(`makes PDF/A-2u, whole, with embedded fonts ${skipped}`, async () => {
		const results = await veraPdf(revisions);
		expect(results.filter((result) => result.violations.length > 0)).toEqual([]);
		expect(results).toHaveLength(revisions.length);
		for (const document of revisions) {
			await qpdfCheck(document);
			const fonts = await pdfFonts(document);
			expect(fonts.every((font) => font.embedded && font.unicode)).toBe(true);
		}
	});

	/** Two of the samples are pages of books: they stay with the clerk. */
	const BOOKS = 2;

	it('brings every paper that is an outcome into the repository, once, with a receipt', async () => {
		const stored = (await readdir(join(data, 'repository'))).filter((name) => !name.startsWith('.'));
		expect(stored).toHaveLength(documents.length - BOOKS);
		const lines = ran.stdout.split('\n').filter((line) => line.includes('H00.00.00_'));
		expect(lines).toHaveLength(stored.length);
		for (const line of lines) expect(line).toMatch(/In the repository +\S+_V1 +2\/2 valid +[0-9a-f]{12} /);
		expect(new Set(lines.map((line) => /H00\.00\.00_\S+/.exec(line)?.[0]))).toEqual(new Set(stored));
	});

	it('keeps the clerk’s mark clear of a QR code', async () => {
		const origins = await readdir(data, { recursive: true });
		const folderOf = origins.find(
			(name) => name.endsWith('02-giay-phep-tai-nguyen-nuoc.pdf') && name.includes('originals'),
		);
		const outcome = dirname(dirname(join(data, folderOf ?? '')));
		const names = await readdir(outcome);
		const read = JSON.parse(
			await readFile(join(outcome, names.find((name) => name.includes('recognition')) ?? ''), 'utf8'),
		);
		const [page] = (read as Recognition).pages;
		const [code] = page?.codes ?? [];
		if (page === undefined || code === undefined) throw new Error('The code was not read');
		const mm = 25.4 / page.dpi;
		const [x, y, width, height] = code.box.map((value) => value * mm) as [number, number, number, number];
		const signed = await readFile(join(outcome, names.find((name) => name.startsWith('v1-r2-')) ?? ''));
		const report = await checkSignatures(signed, { anchors: [], now: new Date() });
		const [left, top, w, h] = report.findings[0]?.mark?.boxMm ?? [0, 0, 0, 0];
		expect(report.findings[0]?.mark?.corner).toBe('topLeft');
		const apart = left >= x + width || left + w <= x || top >= y + height || top + h <= y;
		expect(apart).toBe(true);
	});

	const unsigned = whySkipped('pdfsig', 'pyHanko');
	it.skipIf(unsigned !== '')(`signs so that pdfsig and pyHanko agree ${unsigned}`, async () => {
		const authority = join(data, 'demo-certificates/anchors/sohoa-demo-ca.pem');
		// Each signed revision by itself: the clerk's alone, and with the agency's added to it.
		for (const [revision, signatures] of [
			['v1-r2-', 1],
			['v1-r3-', 2],
		] as const) {
			const files = revisions.filter((file) => file.includes(revision));
			expect(files).toHaveLength(documents.length - BOOKS);
			const valid = Array.from({ length: signatures }, () => true);
			for (const file of files) {
				expect((await pdfSig(file)).map((finding) => finding.valid)).toEqual(valid);
				expect((await pyHanko(file, authority)).map((finding) => finding.valid)).toEqual(valid);
			}
		}
	});

	it.skipIf(skipped !== '')('gives the very words that were recognized, in their order', async () => {
		for (const document of documents) {
			const names = await readdir(dirname(document));
			const file = names.find((name) => name.includes('recognition')) ?? '';
			const { pages } = JSON.parse(await readFile(join(dirname(document), file), 'utf8')) as Recognition;
			const recognized = pages.flatMap((page) => page.words.map((word) => word.text)).join(' ');
			const text = (await pdfToText(document, 'raw')).normalize('NFC').replace(/\s+/g, ' ').trim();
			expect(text).toBe(recognized);
		}
	});
});
