import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFHexString } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ScannedDocument, ScannedPage } from '../../../domain/index.ts';
import { memorySource } from '../../../scan/byte-source.ts';
import { openSource } from '../../../scan/index.ts';
import { pdfWorkerUrl } from '../../../scan/pdf-client.ts';
import { readNumbers, readTiff } from '../../../scan/tiff-directory.ts';
import { whySkipped } from '../../support/validators.ts';
import { bilevelPixels, drawnPage, put, temporaryFolder } from '../../unit/scan/fixtures.ts';
import {
	addFont,
	addImage,
	addSignatureField,
	flateImage,
	imagePage,
	manyPages,
	type PdfImage,
	packBits,
	rawPdf,
	save,
	textPage,
} from './pdf-fixtures.ts';

const folder = temporaryFolder();
const A4 = [595.28, 841.89] as const;
let count = 0;

async function opened(bytes: Uint8Array, options = {}): Promise<ScannedDocument> {
	return openSource(put(folder, `${++count}.pdf`, bytes), options);
}

async function onlyPage(doc: PDFDocument): Promise<ScannedPage> {
	const document = await opened(await save(doc));
	try {
		return await document.page(0);
	} finally {
		await document.close();
	}
}

async function pictureOf(doc: PDFDocument) {
	const page = await onlyPage(doc);
	if (page.kind !== 'picture') throw new Error('a kept page');
	return page.picture;
}

async function jpegPage(width = 827, height = 1170): Promise<Buffer> {
	return drawnPage(width, height, '#c00000').jpeg({ quality: 90 }).toBuffer();
}

async function jpegImage(width = 827, height = 1170): Promise<PdfImage> {
	const dict = { Width: width, Height: height, ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'DCTDecode' };
	return { bytes: await jpegPage(width, height), dict };
}

async function scanDocument(options: Parameters<typeof imagePage>[3] = {}, image?: PdfImage): Promise<PDFDocument> {
	const doc = await PDFDocument.create();
	const page = imagePage(doc, addImage(doc, image ?? (await jpegImage())), A4, options);
	await addFont(doc, page);
	return doc;
}

/** The gray look of a picture at a small size, for comparing. */
async function look(bytes: Uint8Array): Promise<Buffer> {
	return sharp(bytes).toColourspace('b-w').resize(40, 56, { fit: 'fill' }).raw().toBuffer();
}

function difference(a: Buffer, b: Buffer): number {
	return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

describe('a page that is one picture', () => {
	it('gives the JPEG stream itself', async () => {
		const picture = await pictureOf(await scanDocument());
		expect(Buffer.from(picture.bytes).equals(await jpegPage())).toBe(true);
		expect(picture).toMatchObject({ encoding: 'jpeg', widthPx: 827, heightPx: 1170, colour: 'colour', orientation: 1 });
		expect(picture.resolution).toMatchObject({ source: 'pdfPage' });
		expect(picture.resolution.xDpi).toBeCloseTo(100, 0);
	});

	it('ignores an earlier OCR layer, hidden by render mode or under the picture', async () => {
		const above = await scanDocument({ after: 'BT 3 Tr /F0 12 Tf 60 700 Td (an old reading) Tj ET' });
		const under = await scanDocument({ before: 'BT /F0 12 Tf 60 700 Td (an old reading) Tj ET' });
		for (const doc of [above, under]) expect((await pictureOf(doc)).encoding).toBe('jpeg');
	});

	it.each([
		[90, 6],
		[180, 3],
		[270, 8],
	])('turns with /Rotate %i as orientation %i', async (rotate, orientation) => {
		expect(await pictureOf(await scanDocument({ rotate }))).toMatchObject({ encoding: 'jpeg', orientation });
	});

	it('reads a picture that lies upside down', async () => {
		const doc = await scanDocument({ matrix: [-A4[0], 0, 0, -A4[1], A4[0], A4[1]] });
		expect(await pictureOf(doc)).toMatchObject({ encoding: 'jpeg', orientation: 3 });
	});

	it('takes 1-bit Flate and CCITT out as G4, pixel for pixel', async () => {
		// Multiples of 16, so that one TIFF tile holds all of it as one G4 stream.
		const [w, h] = [832, 1184];
		const pixels = await bilevelPixels(w, h);
		const one = { ColorSpace: 'DeviceGray', BitsPerComponent: 1 };
		const flate = flateImage(w, h, packBits(pixels, w, h), one);
		const g4 = await g4Data(pixels, w, h);
		const ccitt = {
			bytes: g4.bytes,
			dict: {
				...one,
				Width: w,
				Height: h,
				Filter: 'CCITTFaxDecode',
				DecodeParms: { K: -1, Columns: w, Rows: h, BlackIs1: g4.blackIs1 },
			},
		};
		for (const [name, image] of Object.entries({ flate, ccitt })) {
			const picture = await pictureOf(await scanDocument({}, image));
			expect(picture).toMatchObject({ encoding: 'tiff', colour: 'bilevel', widthPx: w, heightPx: h });
			expect(await tagOf(picture.bytes, 259)).toEqual([4]);
			expect((await sharp(picture.bytes).toColourspace('b-w').raw().toBuffer()).equals(pixels), name).toBe(true);
		}
	});

	it('takes gray and RGB Flate out as PNG, pixel for pixel', async () => {
		const rgb = await drawnPage(400, 566, '#2040c0').raw().toBuffer();
		const picture = await pictureOf(
			await scanDocument({}, flateImage(400, 566, rgb, { ColorSpace: 'DeviceRGB', BitsPerComponent: 8 })),
		);
		expect(picture).toMatchObject({ encoding: 'png', colour: 'colour' });
		expect((await sharp(picture.bytes).raw().toBuffer()).equals(rgb)).toBe(true);
	});

	it('shows what the page shows when the picture alone would mislead', async () => {
		const [w, h] = [400, 566];
		const gray = await drawnPage(w, h).toColourspace('b-w').raw().toBuffer();
		const inverted = Buffer.from(gray.map((value) => 255 - value));
		const dict = { ColorSpace: 'DeviceGray', BitsPerComponent: 8 };
		const decode = flateImage(w, h, inverted, { ...dict, Decode: [1, 0] });
		const indices = Buffer.from(gray.map((value) => (value > 127 ? 0 : 1)));
		const indexed = flateImage(w, h, indices, {
			ColorSpace: ['Indexed', 'DeviceRGB', 1, PDFHexString.of('ffffff000000')],
			BitsPerComponent: 8,
		});
		const cmyk = {
			bytes: await drawnPage(w, h, '#000').toColourspace('cmyk').jpeg().toBuffer(),
			dict: {
				Width: w,
				Height: h,
				ColorSpace: 'DeviceCMYK',
				BitsPerComponent: 8,
				Filter: 'DCTDecode',
				Decode: [1, 0, 1, 0, 1, 0, 1, 0],
			},
		};
		const expected = await look(await drawnPage(w, h).png().toBuffer());
		const stencil = flateImage(w, h, packBits(gray, w, h), { ImageMask: true, BitsPerComponent: 1 });
		for (const image of [decode, indexed, cmyk, stencil]) {
			const picture = await pictureOf(await scanDocument({}, image));
			expect(difference(await look(picture.bytes), expected)).toBeLessThan(6);
		}
	});

	it('sees a mask also under an escaped name, and a clip', async () => {
		const [w, h] = [400, 566];
		const rgb = Buffer.alloc(w * h * 3, 40);
		const half = Buffer.from(Array.from({ length: w * h }, (_, i) => (i < (w * h) / 2 ? 255 : 0)));
		const doc = await PDFDocument.create();
		const dict = { ColorSpace: 'DeviceGray', BitsPerComponent: 8 };
		const mask = addImage(doc, flateImage(w, h, half, dict));
		const masked = flateImage(w, h, rgb, { ColorSpace: 'DeviceRGB', BitsPerComponent: 8, SMask: mask });
		imagePage(doc, addImage(doc, masked), A4);
		const bytes = Buffer.from(await save(doc));
		const escaped = Buffer.from(bytes.toString('latin1').replace('/SMask ', '/S#4Dask '), 'latin1');
		expect(escaped.length).toBe(bytes.length + 2);
		for (const file of [bytes, escaped]) {
			const document = await opened(file);
			const page = await document.page(0);
			await document.close();
			if (page.kind !== 'picture') throw new Error('a kept page');
			const { data } = await sharp(page.picture.bytes)
				.toColourspace('b-w')
				.resize(3, 4, { fit: 'fill' })
				.raw()
				.toBuffer({ resolveWithObject: true });
			expect(data[1]).toBeLessThan(60);
			expect(data[10]).toBe(255);
		}
		const clipped = await pictureOf(await scanDocument({ before: '0 421 595 421 re W n' }));
		expect(clipped.encoding).toBe('png');
	});

	it('is drawn whole when something visible lies on it', async () => {
		const stamped = await pictureOf(await scanDocument({ after: '0 0 1 rg 400 60 150 60 re f' }));
		expect(stamped).toMatchObject({ encoding: 'png', widthPx: 2480, heightPx: 3508 });
		const text = await pictureOf(await scanDocument({ after: 'BT /F0 12 Tf 60 60 Td (SAO Y) Tj ET' }));
		expect(text.encoding).toBe('png');
	});

	it('corrects a page of as many points as px', async () => {
		const doc = await PDFDocument.create();
		imagePage(doc, addImage(doc, await jpegImage(2480, 3508)), [2480, 3508]);
		expect((await pictureOf(doc)).resolution).toMatchObject({ xDpi: 300, source: 'paperSize', claimedDpi: 72 });
	});
});

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

/** G4 data as libtiff writes it: the only tile of a TIFF, and whether its runs count black as 1. */
async function g4Data(
	pixels: Buffer,
	width: number,
	height: number,
): Promise<{ readonly bytes: Uint8Array; readonly blackIs1: boolean }> {
	const tiff = await sharp(pixels, { raw: { width, height, channels: 1 } })
		.toColourspace('b-w')
		.tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: width, tileHeight: height })
		.toBuffer();
	const [offset = 0, ...more] = await tagOf(tiff, 324);
	const [length = 0] = await tagOf(tiff, 325);
	if (more.length > 0) throw new Error('more than one tile');
	const [photometric] = await tagOf(tiff, 262);
	return { bytes: tiff.subarray(offset, offset + length), blackIs1: photometric === 1 };
}

async function tagOf(tiff: Uint8Array, tag: number): Promise<readonly number[]> {
	const file = await readTiff(memorySource(tiff), 1);
	const [directory] = file.directories;
	return directory === undefined ? [] : readNumbers(file, directory, tag, 1000);
}
