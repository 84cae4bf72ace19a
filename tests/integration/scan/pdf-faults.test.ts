import { existsSync, readFileSync } from 'node:fs';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../scan/index.ts';
import { pdfWorkerUrl } from '../../../scan/pdf-client.ts';
import { put } from '../../unit/scan/fixtures.ts';
import { addImage, imagePage, manyPages, rawPdf, save } from './pdf-fixtures.ts';
import { A4, folder, jpegImage, opened, scanDocument } from './pdf-papers.ts';

describe('limits and faults', () => {
	it('names the fault', async () => {
		const pdf = await save(await scanDocument());
		await expect(opened(Buffer.from('%PDF-1.7\nnothing more'))).rejects.toMatchObject({ code: 'pdfDamaged' });
		await expect(opened(manyPages(100_000))).rejects.toMatchObject({ code: 'tooManyPages' });
		await expect(opened(pdf, { limits: { pdfOpenMs: 0 } })).rejects.toMatchObject({ code: 'pdfTimedOut' });
		const loop = rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Count 1/Kids[2 0 R]>>']);
		await expect(opened(loop)).rejects.toMatchObject({ code: 'pdfDamaged' });
		const huge = rawPdf([
			'<</Type/Catalog/Pages 2 0 R>>',
			'<</Type/Pages/Count 1/Kids[3 0 R]>>',
			'<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400000 14400000]>>',
		]);
		await expect(opened(huge)).rejects.toMatchObject({ code: 'imageTooLarge' });
	});

	it('asks for a password only where one is needed', async () => {
		const locked = await scanDocument();
		locked.encrypt({ userPassword: 'secret', ownerPassword: 'owner' });
		await expect(opened(await save(locked))).rejects.toMatchObject({ code: 'pdfEncrypted' });
		const guarded = await scanDocument();
		guarded.encrypt({ ownerPassword: 'owner', permissions: { printing: false } } as never);
		const document = await opened(await save(guarded));
		expect(await document.page(0)).toMatchObject({ kind: 'picture', picture: { encoding: 'jpeg' } });
		await document.close();
	});

	it('lets a bad page cost itself only, and starts the worker again after a time-out', async () => {
		const doc = await PDFDocument.create();
		const image = addImage(doc, await jpegImage(1000, 1414));
		// A minute of drawing: the picture 3,000 times over itself, and a spot on it so that it is not just taken out.
		imagePage(doc, image, A4, {
			after: `${`q ${A4[0]} 0 0 ${A4[1]} 0 0 cm /Im0 Do Q `.repeat(3_000)} 0 0 1 rg 9 9 50 50 re f`,
		});
		imagePage(doc, image, A4);
		const bytes = await save(doc);
		const document = await opened(bytes, { limits: { pdfPageMs: 3_000 } });
		expect(document.pageCount).toBe(2);
		await expect(document.page(0)).rejects.toMatchObject({ code: 'pdfTimedOut' });
		expect(await document.page(1)).toMatchObject({ kind: 'picture' });
		await document.close();
	});

	it('stops when it is told to, and ends its worker', async () => {
		const document = await opened(await save(await scanDocument()));
		const stop = new AbortController();
		const page = document.page(0, stop.signal);
		stop.abort();
		await expect(page).rejects.toMatchObject({ code: 'cancelled' });
		expect(await document.page(0)).toMatchObject({ kind: 'picture' });
		await document.close();
		await expect(document.page(0)).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('finds its worker beside itself, from source and from a bundle', () => {
		expect(existsSync(pdfWorkerUrl())).toBe(true);
		expect(pdfWorkerUrl('file:///app/out/core.js').href).toBe('file:///app/out/pdf-worker.js');
	});

	it('leaves the file as it was', async () => {
		const bytes = await save(await scanDocument());
		const path = put(folder, 'untouched.pdf', bytes);
		const document = await openSource(path);
		await document.page(0);
		await document.close();
		expect(readFileSync(path).equals(Buffer.from(bytes))).toBe(true);
	});
});
