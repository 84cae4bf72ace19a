import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { PagePicture } from '../../../domain/index.ts';
import { openSource } from '../../../scan/index.ts';
import { bilevelPixels, drawnPage, makeTiff, pixelsOf, pngBomb, put, temporaryFolder } from './fixtures.ts';

const folder = temporaryFolder();

async function pictureOf(path: string, index = 0): Promise<PagePicture> {
	const document = await openSource(path);
	const page = await document.page(index);
	await document.close();
	if (page.kind !== 'picture') throw new Error('a kept page');
	return page.picture;
}

describe('pictures', () => {
	it('hands a JPEG on untouched, with its hash, size and resolution', async () => {
		const bytes = await drawnPage(1654, 2339, '#c00000').jpeg().withMetadata({ density: 200 }).toBuffer();
		const path = put(folder, 'a4.jpg', bytes);
		const document = await openSource(path);
		expect(document).toMatchObject({
			source: path,
			conformance: 'made',
			pageCount: 1,
			byteLength: bytes.length,
			warnings: [],
		});
		expect(document.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
		const picture = await pictureOf(path);
		expect(Buffer.from(picture.bytes).equals(bytes)).toBe(true);
		expect(picture).toMatchObject({
			encoding: 'jpeg',
			widthPx: 1654,
			heightPx: 2339,
			colour: 'colour',
			orientation: 1,
		});
		expect(picture.resolution).toEqual({ xDpi: 200, yDpi: 200, source: 'file' });
		expect(readFileSync(path).equals(bytes)).toBe(true);
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads EXIF orientation %i and leaves the pixels alone', async (orientation) => {
		const bytes = await drawnPage(300, 200).jpeg().withMetadata({ orientation }).toBuffer();
		const picture = await pictureOf(put(folder, `turned-${orientation}.jpg`, bytes));
		expect(picture).toMatchObject({ orientation, widthPx: 300, heightPx: 200 });
	});

	it('tells gray, 1-bit and colour by the pixels', async () => {
		const gray = await drawnPage(200, 300, '#808080').png().toBuffer();
		const bilevel = await sharp(await bilevelPixels(200, 300), { raw: { width: 200, height: 300, channels: 1 } })
			.png({ palette: true, colours: 2 })
			.toBuffer();
		const colour = await drawnPage(200, 300, '#0000d0').webp({ lossless: true }).toBuffer();
		expect(await pictureOf(put(folder, 'gray.png', gray))).toMatchObject({ encoding: 'png', colour: 'gray' });
		expect(await pictureOf(put(folder, 'bilevel.png', bilevel))).toMatchObject({ encoding: 'png', colour: 'bilevel' });
		expect(await pictureOf(put(folder, 'colour.webp', colour))).toMatchObject({ encoding: 'webp', colour: 'colour' });
	});

	it('finds a small spot of colour on a large page', async () => {
		const page = await drawnPage(2480, 3508, '#000').png().toBuffer();
		const spot = await sharp({ create: { width: 12, height: 12, channels: 3, background: '#d00000' } })
			.png()
			.toBuffer();
		const bytes = await sharp(page)
			.composite([{ input: spot, left: 1801, top: 3001 }])
			.removeAlpha()
			.png()
			.toBuffer();
		expect((await pictureOf(put(folder, 'spot.png', bytes))).colour).toBe('colour');
	});

	it('goes by the bytes, and says so when the name promised another kind', async () => {
		const path = put(folder, 'really-png.jpg', await drawnPage(200, 300).png().toBuffer());
		const document = await openSource(path);
		expect(document.warnings).toContainEqual({ code: 'extensionMismatch', data: { kind: 'png' } });
		expect((await pictureOf(path)).encoding).toBe('png');
	});

	it('corrects a wrong resolution and says so', async () => {
		const bytes = await drawnPage(2480, 3508).png().withMetadata({ density: 72 }).toBuffer();
		const document = await openSource(put(folder, 'wrong.png', bytes));
		expect(document.warnings).toEqual([
			{ code: 'dpiCorrected', page: 0, data: { dpi: 300, claimedDpi: 72, paper: 'A4' } },
		]);
	});

	it('turns CMYK into RGB, because its inks are told in too many ways', async () => {
		const bytes = await drawnPage(200, 300, '#c00000').toColourspace('cmyk').jpeg().toBuffer();
		expect(await pictureOf(put(folder, 'cmyk.jpg', bytes))).toMatchObject({ encoding: 'png', colour: 'colour' });
	});

	it('converts a BMP without loss', async () => {
		const { data } = await pixelsOf(await drawnPage(32, 24, '#c00000').png().toBuffer());
		const head = Buffer.alloc(54);
		head.write('BM', 'latin1');
		head.writeUInt32LE(54, 10);
		head.writeUInt32LE(40, 14);
		head.writeInt32LE(32, 18);
		head.writeInt32LE(-24, 22);
		head.writeUInt16LE(1, 26);
		head.writeUInt16LE(24, 28);
		const bgr = Buffer.from(data);
		for (let i = 0; i < bgr.length; i += 3) bgr.set([data[i + 2] ?? 0, data[i + 1] ?? 0, data[i] ?? 0], i);
		const picture = await pictureOf(put(folder, 'page.bmp', Buffer.concat([head, bgr])));
		expect(picture).toMatchObject({ encoding: 'png', colour: 'colour', widthPx: 32, heightPx: 24 });
		expect((await pixelsOf(picture.bytes)).data.equals(data)).toBe(true);
	});
});

describe('damage', () => {
	it.each(['jpeg', 'png'] as const)('finds a truncated %s when its page is fetched', async (format) => {
		const noise = await sharp({
			create: {
				width: 600,
				height: 800,
				channels: 3,
				background: '#fff',
				noise: { type: 'gaussian', mean: 128, sigma: 40 },
			},
		})
			.toFormat(format)
			.toBuffer();
		const document = await openSource(put(folder, `cut.${format}`, noise.subarray(0, Math.floor(noise.length * 0.6))));
		await expect(document.page(0)).rejects.toMatchObject({ code: 'imageDamaged' });
	});

	it('finds a truncated WebP when it is opened: its one chunk says how long it is', async () => {
		const whole = await drawnPage(300, 400, '#c00000').webp({ lossless: true }).toBuffer();
		const opening = openSource(put(folder, 'cut.webp', whole.subarray(0, whole.length - 20)));
		await expect(opening).rejects.toMatchObject({ code: 'imageDamaged' });
	});

	it('refuses headers that say nothing', async () => {
		await expect(openSource(put(folder, 'stub.jpg', '\xff\xd8\xff'))).rejects.toMatchObject({
			code: 'fileKindUnknown',
		});
		await expect(openSource(put(folder, 'soi.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xd9])))).rejects.toMatchObject({
			code: 'imageDamaged',
		});
		await expect(openSource(put(folder, 'sig.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')))).rejects.toMatchObject({
			code: 'imageDamaged',
		});
	});

	it('refuses too many pixels by the header alone', async () => {
		const bomb = openSource(put(folder, 'bomb.png', pngBomb(30_000, 30_000)));
		await expect(bomb).rejects.toMatchObject({ code: 'imageTooLarge', data: { pixels: 900_000_000 } });
	});
});

describe('TIFF', () => {
	const gray = (width: number, height: number, fill: number) => ({
		width,
		height,
		data: new Uint8Array(width * height).fill(fill),
	});

	it.each([false, true])('splits a file of several pages without loss (big-endian: %s)', async (bigEndian) => {
		const first = await drawnPage(60, 80, '#777').toColourspace('b-w').raw().toBuffer();
		const pages = [{ width: 60, height: 80, data: first }, gray(40, 30, 200)];
		const path = put(folder, `two-${bigEndian}.tif`, makeTiff(pages, { bigEndian }));
		const document = await openSource(path);
		expect(document.pageCount).toBe(2);
		const [one, two] = [await pictureOf(path, 0), await pictureOf(path, 1)];
		expect(one).toMatchObject({ encoding: 'tiff', widthPx: 60, heightPx: 80, colour: 'gray' });
		expect((await sharp(one.bytes).toColourspace('b-w').raw().toBuffer()).equals(first)).toBe(true);
		expect(two).toMatchObject({ widthPx: 40, heightPx: 30 });
		expect((await sharp(two.bytes).metadata()).pages ?? 1).toBe(1);
	});

	it.each(['ccittfax4', 'lzw', 'deflate', 'jpeg', 'packbits'] as const)(
		'keeps %s compression as it is',
		async (compression) => {
			const bytes = await drawnPage(600, 800)
				.toColourspace('b-w')
				.threshold(128)
				.tiff({ compression, predictor: 'none', ...(compression === 'ccittfax4' ? { bitdepth: 1 } : {}) })
				.toBuffer();
			const picture = await pictureOf(put(folder, `${compression}.tif`, bytes));
			expect(picture.encoding).toBe('tiff');
			expect(picture.bytes.length).toBeLessThanOrEqual(bytes.length + 64);
			expect((await pixelsOf(picture.bytes)).data.equals((await pixelsOf(bytes)).data)).toBe(true);
			if (compression !== 'jpeg') expect(picture.colour).toBe('bilevel');
		},
	);

	it('reads orientation and a resolution in centimetres', async () => {
		const tags = { 274: [3, 6], 282: [5, 11_811, 100], 283: [5, 11_811, 100], 296: [3, 3] } as const;
		const picture = await pictureOf(put(folder, 'cm.tif', makeTiff([{ ...gray(2480, 3508, 255), tags }])));
		expect(picture.orientation).toBe(6);
		expect(picture.resolution.source).toBe('file');
		expect(picture.resolution.xDpi).toBeCloseTo(300, 1);
	});

	it('leaves thumbnails out', async () => {
		const thumbnail = { ...gray(8, 8, 0), tags: { 254: [4, 1] } as const };
		const document = await openSource(
			put(folder, 'thumb.tif', makeTiff([gray(40, 30, 9), thumbnail, gray(20, 30, 9)])),
		);
		expect(document.pageCount).toBe(2);
	});

	it('lets a bad page cost itself only', async () => {
		const giant = { ...gray(4, 4, 0), tags: { 256: [4, 100_000], 257: [4, 100_000] } as const };
		const outside = { ...gray(4, 4, 0), tags: { 273: [4, 99_999_999] } as const };
		const document = await openSource(put(folder, 'mixed.tif', makeTiff([gray(40, 30, 9), giant, outside])));
		expect(document.pageCount).toBe(3);
		await expect(document.page(1)).rejects.toMatchObject({ code: 'imageTooLarge' });
		await expect(document.page(2)).rejects.toMatchObject({ code: 'imageDamaged' });
		expect(await document.page(0)).toMatchObject({ kind: 'picture' });
	});

	it('refuses loops, truncations and too many pages', async () => {
		const page = gray(4, 4, 0);
		await expect(openSource(put(folder, 'loop.tif', makeTiff([page, page], { loop: true })))).rejects.toMatchObject({
			code: 'imageDamaged',
		});
		const whole = makeTiff([gray(400, 400, 7)]);
		await expect(openSource(put(folder, 'cut.tif', whole.subarray(0, whole.length - 40)))).rejects.toMatchObject({
			code: 'imageDamaged',
		});
		const many = makeTiff(Array.from({ length: 5 }, () => page));
		await expect(openSource(put(folder, 'many.tif', many), { limits: { maxPages: 4 } })).rejects.toMatchObject({
			code: 'tooManyPages',
		});
		const short = { ...gray(400, 400, 7), tags: { 279: [4, 100] } as const };
		await expect((await openSource(put(folder, 'short.tif', makeTiff([short])))).page(0)).rejects.toMatchObject({
			code: 'imageDamaged',
		});
	});
});
