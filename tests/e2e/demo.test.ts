import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecognizedPage } from '../../domain/index.ts';
import { type Ran, sohoa } from '../support/command-line.ts';
import { scratchFolder } from '../support/office.ts';
import { pdfFonts, pdfToText, qpdfCheck, veraPdf, whySkipped } from '../support/validators.ts';

type Recognition = { readonly pages: readonly RecognizedPage[] };

describe('the demo', () => {
	let folder: Awaited<ReturnType<typeof scratchFolder>>;
	let ran: Ran;
	let documents: readonly string[];
	beforeAll(async () => {
		folder = await scratchFolder();
		const data = join(folder.path, 'data');
		ran = await sohoa(['--data', data], { entry: 'scripts/demo.ts' });
		const files = await readdir(data, { recursive: true });
		documents = files.filter((file) => /v1-r1-[0-9a-f]{64}\.pdf$/.test(file)).map((file) => join(data, file));
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
		const results = await veraPdf(documents);
		expect(results.filter((result) => result.violations.length > 0)).toEqual([]);
		expect(results).toHaveLength(documents.length);
		for (const document of documents) {
			await qpdfCheck(document);
			const fonts = await pdfFonts(document);
			expect(fonts.every((font) => font.embedded && font.unicode)).toBe(true);
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
