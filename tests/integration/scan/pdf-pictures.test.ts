import { PDFDocument, PDFHexString } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { bilevelPixels, drawnPage } from '../../unit/scan/fixtures.ts';
import { addImage, flateImage, imagePage, packBits, save } from './pdf-fixtures.ts';
import {
	A4,
	difference,
	g4Data,
	jpegImage,
	jpegPage,
	look,
	opened,
	pictureOf,
	scanDocument,
	tagOf,
} from './pdf-papers.ts';

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
