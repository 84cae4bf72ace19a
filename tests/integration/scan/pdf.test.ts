import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../scan/index.ts';
import { whySkipped } from '../../support/validators.ts';
import { put } from '../../unit/scan/fixtures.ts';
import { addImage, addSignatureField, imagePage, save, textPage } from './pdf-fixtures.ts';
import {
	A4,
	difference,
	folder,
	jpegImage,
	jpegPage,
	look,
	onlyPage,
	opened,
	pictureOf,
	scanDocument,
} from './pdf-papers.ts';

describe('what becomes of a document', () => {
	it('keeps a born-digital one, with its words', async () => {
		const doc = await PDFDocument.create();
		await textPage(doc, 20);
		const document = await opened(await save(doc));
		expect(document).toMatchObject({
			conformance: 'originalKept',
			keptBecause: 'bornDigital',
			warnings: [{ code: 'bornDigitalKept' }],
		});
		const page = await document.page(0);
		if (page.kind !== 'kept') throw new Error('not kept');
		expect(page).toMatchObject({ widthPx: 2479, heightPx: 3508, dpi: 300 });
		expect(page.uncovered).toBeUndefined();
		expect(page.words.slice(0, 4).map((word) => word.text)).toEqual(['Line', '0', 'of', 'an']);
		const [x, y, w, h] = page.words[0]?.box ?? [0, 0, 0, 0];
		// "Line" at 11 points stands on y = 780 of 842.
		expect(x).toBeCloseTo((60 * 300) / 72, -1);
		expect(y + h).toBeCloseTo(((842 - 780) * 300) / 72, -1);
		expect(w).toBeGreaterThan(60);
		await document.close();
	});

	const noQpdf = whySkipped('qpdf');
	it.skipIf(noQpdf !== '')(
		`says that a linearized one will not stay so, until something is added to it${noQpdf}`,
		async () => {
			const doc = await PDFDocument.create();
			await textPage(doc, 20);
			const plain = put(folder, 'plain.pdf', await save(doc));
			const fast = join(folder, 'fast.pdf');
			execFileSync('qpdf', ['--linearize', plain, fast]);
			const longer = put(folder, 'longer.pdf', Buffer.concat([readFileSync(fast), Buffer.from('\n')]));
			const warned = async (path: string) => {
				const document = await openSource(path);
				await document.close();
				return document.warnings.map(({ code }) => code);
			};
			expect(await warned(plain)).toEqual(['bornDigitalKept']);
			expect(await warned(fast)).toEqual(['bornDigitalKept', 'linearized']);
			expect(await warned(longer)).toEqual(['bornDigitalKept']);
		},
	);

	it('turns the boxes of words with the page', async () => {
		const doc = await PDFDocument.create();
		(await textPage(doc, 1)).setRotation({ type: 'degrees', angle: 90 } as never);
		const page = await onlyPage(doc);
		if (page.kind !== 'kept') throw new Error('not kept');
		expect(page).toMatchObject({ widthPx: 3508, heightPx: 2479 });
		const [x, y, w, h] = page.words[0]?.box ?? [0, 0, 0, 0];
		expect(h).toBeGreaterThan(w);
		expect(y).toBeCloseTo((60 * 300) / 72, -1);
		expect(x + w).toBeCloseTo((791 * 300) / 72, -2);
	});

	it('keeps a signed one, and hands the scan on for reading', async () => {
		const doc = await scanDocument({}, await jpegImage(1654, 2339));
		addSignatureField(doc, true);
		const document = await opened(await save(doc));
		expect(document).toMatchObject({ conformance: 'originalKept', keptBecause: 'signed' });
		expect(document.warnings).toEqual([{ code: 'alreadySigned' }, { code: 'textLayerPartial', page: 0 }]);
		const page = await document.page(0);
		if (page.kind !== 'kept') throw new Error('not kept');
		expect(page.words).toEqual([]);
		expect(page).toMatchObject({ widthPx: 1654, heightPx: 2339, uncovered: { encoding: 'jpeg', widthPx: 1654 } });
		await document.close();
	});

	it('hands a turned scan of a kept document on as the frame shows it', async () => {
		const doc = await scanDocument({ rotate: 90 }, await jpegImage(1654, 2339));
		addSignatureField(doc, true);
		const page = await onlyPage(doc);
		if (page.kind !== 'kept' || page.uncovered === undefined) throw new Error('not kept, or covered');
		expect(page).toMatchObject({ widthPx: 2339, heightPx: 1654 });
		expect(page.uncovered).toMatchObject({ widthPx: 2339, heightPx: 1654, orientation: 1 });
		const upright = await sharp(await jpegPage(1654, 2339))
			.rotate(90)
			.png()
			.toBuffer();
		expect(difference(await look(page.uncovered.bytes), await look(upright))).toBeLessThan(3);
	});

	it('does not take an empty signature field for a signature', async () => {
		const doc = await scanDocument();
		addSignatureField(doc, false);
		expect(await opened(await save(doc))).toMatchObject({ conformance: 'made' });
	});

	it('decides a mixed document by what most pages are', async () => {
		const mixed = async (texts: number, scans: number): Promise<string> => {
			const doc = await PDFDocument.create();
			const image = addImage(doc, await jpegImage());
			for (let i = 0; i < texts; i++) await textPage(doc, 10);
			for (let i = 0; i < scans; i++) imagePage(doc, image, A4);
			doc.addPage([595, 842]);
			const document = await opened(await save(doc));
			await document.close();
			return document.conformance;
		};
		expect(await mixed(1, 2)).toBe('made');
		expect(await mixed(1, 1)).toBe('originalKept');
		expect(await mixed(2, 1)).toBe('originalKept');
	});

	it('gives an uncovered scan inside a born-digital document as a picture too', async () => {
		const doc = await PDFDocument.create();
		await textPage(doc, 30);
		imagePage(doc, addImage(doc, await jpegImage(1654, 2339)), A4);
		const document = await opened(await save(doc));
		expect(document.warnings).toContainEqual({ code: 'textLayerPartial', page: 1 });
		expect(await document.page(0)).not.toHaveProperty('uncovered');
		expect(await document.page(1)).toMatchObject({ kind: 'kept', words: [], uncovered: { widthPx: 1654 } });
		await document.close();
	});

	it('makes a blank page of an empty one', async () => {
		const doc = await PDFDocument.create();
		doc.addPage([595.28, 841.89]);
		const picture = await pictureOf(doc);
		expect(picture).toMatchObject({ colour: 'bilevel', widthPx: 2480, heightPx: 3508 });
		expect((await sharp(picture.bytes).stats()).channels[0]?.min).toBe(255);
	});
});
