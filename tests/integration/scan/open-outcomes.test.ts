import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listInputs, openOutcomes, renderPdfPage } from '../../../scan/index.ts';

describe('openOutcomes', () => {
	let folder: string;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'sohoa-outcomes-'));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const blank = (name: string, width: number) =>
		sharp({ create: { width, height: 300, channels: 3, background: 'white' } })
			.png()
			.toFile(join(folder, name));

	async function typedPdf(name: string): Promise<void> {
		const pdf = await PDFDocument.create();
		for (let i = 0; i < 2; i++) pdf.addPage([400, 200]).drawText('Born digital, of words only', { x: 20, y: 100 });
		await (await import('node:fs/promises')).writeFile(join(folder, name), await pdf.save());
	}

	async function openFolder() {
		const [group] = await listInputs([folder], { group: 'folder' });
		if (group?.kind !== 'inputs') throw new Error('refused');
		return openOutcomes(group);
	}

	it('joins the files of a group in their natural order', async () => {
		await blank('trang 10.png', 310);
		await blank('trang 2.png', 302);
		const [joined, ...others] = await openFolder();
		expect(others).toEqual([]);
		expect(joined).toMatchObject({ pageCount: 2, conformance: 'made', source: folder });
		const pages = await Promise.all([joined?.page(0), joined?.page(1)]);
		expect(pages).toMatchObject([
			{ index: 0, picture: { widthPx: 302 } },
			{ index: 1, picture: { widthPx: 310 } },
		]);
		await joined?.close();
	});

	it('leaves a born-digital PDF alone: an outcome of its own', async () => {
		await blank('a.png', 300);
		await typedPdf('b.pdf');
		await blank('c.png', 300);
		const documents = await openFolder();
		expect(documents.map((document) => [document.conformance, document.pageCount])).toEqual([
			['made', 2],
			['originalKept', 2],
		]);
		for (const document of documents) await document.close();
	});

	it('draws a page for a screen, and no page that is not there', async () => {
		await typedPdf('b.pdf');
		const page = await renderPdfPage(join(folder, 'b.pdf'), 1, { dpi: 144 });
		expect([page.widthPx, page.heightPx]).toEqual([800, 400]);
		expect(await sharp(page.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 400 });
		const beyond = renderPdfPage(join(folder, 'b.pdf'), 2, { dpi: 144 });
		await expect(beyond).rejects.toMatchObject({ code: 'invalidInput' });
	});
});
