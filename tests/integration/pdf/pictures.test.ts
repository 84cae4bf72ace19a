import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../domain/geometry.ts';
import type { ExifOrientation, PagePicture } from '../../../domain/page.ts';
import { g4Tiff } from '../../support/g4-tiff.ts';
import { pdfImageStreams, pdfImages, pdfPageSize, whySkipped } from '../../support/validators.ts';
import { makeFolder, pictureOf, samplePage, scanImage, uprightFrame, writePdf } from './sample-pages.ts';

const W = 400;
const H = 560;
const SIZE = [W, H] as const;
const FRAME = { widthPx: W, heightPx: H, toOriginal: IDENTITY };

/** Black and white pixels, 0 and 255, that no turn or inversion leaves alike. */
function bilevelPixels(): Buffer {
	const pixels = Buffer.alloc(W * H, 255);
	for (let y = 0; y < H; y++)
		for (let x = 0; x < W; x++) if ((x * y) % 97 < 9 || (x < 90 && y < 60)) pixels[y * W + x] = 0;
	return pixels;
}

const gray = (pixels: Buffer) => sharp(pixels, { raw: { width: W, height: H, channels: 1 } }).toColourspace('b-w');
const sha256 = (bytes: Uint8Array | undefined) =>
	createHash('sha256')
		.update(bytes ?? '')
		.digest('hex');

/** Greatest difference between two pictures of 24 × 24 px, 0-255. */
async function difference(a: Sharp, b: Sharp): Promise<number> {
	const small = async (image: Sharp) => {
		const upright = await image.flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha().png().toBuffer();
		return await sharp(upright).resize(24, 24, { fit: 'fill' }).raw().toBuffer();
	};
	const [left, right] = await Promise.all([small(a), small(b)]);
	return left.reduce((most, value, i) => Math.max(most, Math.abs(value - (right[i] ?? 0))), 0);
}

async function rendered(file: string): Promise<Sharp> {
	const library = await PDFiumLibrary.init();
	const document = await library.loadDocument(await readFile(file));
	try {
		const { data, width, height } = await document.getPage(0).render({ scale: 1, render: 'bitmap' });
		return sharp(Buffer.from(data), { raw: { width, height, channels: 4 } });
	} finally {
		document.destroy();
		library.destroy();
	}
}

const why = whySkipped('pdfimages', 'pdfinfo');

describe.skipIf(why !== '')(`the kept picture${why}`, () => {
	let folder: Awaited<ReturnType<typeof makeFolder>>;
	let next = 0;

	beforeAll(async () => {
		folder = await makeFolder();
	});
	afterAll(() => folder.remove());

	async function write(picture: PagePicture, page = samplePage(FRAME, 72)): Promise<string> {
		const file = join(folder.path, `${next++}.pdf`);
		await writePdf(file, [[picture, page]]);
		return file;
	}

	it.each([
		['baseline', () => scanImage(W, H).jpeg({ quality: 60 }).toBuffer()],
		['progressive', () => scanImage(W, H).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()],
		[
			'mostly white',
			() =>
				sharp({ create: { width: W, height: H, channels: 3, background: '#fff' } })
					.jpeg({ optimiseCoding: false })
					.toBuffer(),
		],
		['gray', () => scanImage(W, H).toColourspace('b-w').jpeg().toBuffer()],
		[
			'with EXIF and another profile',
			() =>
				scanImage(W, H)
					.withIccProfile('p3')
					.withExif({ IFD0: { Make: 'Máy' } })
					.jpeg()
					.toBuffer(),
		],
		[
			'with bytes after its end',
			async () => Buffer.concat([await scanImage(W, H).jpeg().toBuffer(), Buffer.alloc(99, 0xd8)]),
		],
	] as const)('keeps a JPEG byte for byte: %s', async (_name, make) => {
		const jpeg = await make();
		const file = await write(pictureOf(jpeg, 'jpeg', SIZE));
		expect((await pdfImages(file))[0]).toMatchObject({ widthPx: W, heightPx: H, encoding: 'jpeg', bits: 8 });
		expect(sha256((await pdfImageStreams(file))[0])).toBe(sha256(jpeg));
		expect(await difference(await rendered(file), sharp(jpeg))).toBeLessThan(10);
	});

	it('keeps a JPEG with its own profile as ICCBased, and writes the profile once for all pages', async () => {
		const jpeg = await scanImage(W, H).withIccProfile('p3').jpeg().toBuffer();
		const file = join(folder.path, 'profiles.pdf');
		await writePdf(
			file,
			[1, 2, 3].map(() => [pictureOf(jpeg, 'jpeg', SIZE), samplePage(FRAME, 72)] as const),
		);
		expect((await pdfImages(file)).map(({ colour }) => colour)).toEqual(['icc', 'icc', 'icc']);
		const pdf = (await readFile(file)).toString('latin1');
		// One for the pictures, one for the output intent.
		expect(pdf.match(/\/N 3\b/g)).toHaveLength(2);
	});

	it('turns a CMYK JPEG (Adobe, inverted) into RGB of the same look', async () => {
		const jpeg = await scanImage(W, H).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
		expect(await sharp(jpeg).metadata()).toMatchObject({ space: 'cmyk' });
		const file = await write(pictureOf(jpeg, 'jpeg', SIZE));
		expect((await pdfImages(file))[0]).toMatchObject({ colour: 'rgb', encoding: 'jpeg' });
		expect(await difference(await rendered(file), sharp(jpeg))).toBeLessThan(10);
	});

	it.each([
		['of our own', 'dark ones'],
		['whose photometric is turned', 'light ones'],
	] as const)('keeps the strip of a Group 4 TIFF %s', async (_name, runs) => {
		const pixels = bilevelPixels();
		const tiff = g4Tiff(pixels, W, H, { blackIsZero: runs === 'light ones' });
		const file = await write(pictureOf(tiff.bytes, 'tiff', SIZE, { colour: 'bilevel' }));
		expect((await pdfImages(file))[0]).toMatchObject({ encoding: 'ccitt', colour: 'gray', bits: 1 });
		expect(sha256((await pdfImageStreams(file))[0])).toBe(sha256(tiff.strip));
		expect(await difference(await rendered(file), gray(pixels))).toBeLessThan(10);
	});

	it.each([
		['a 1-bit PNG', 'png', (pixels: Buffer) => gray(pixels).png({ palette: true, colours: 2 }).toBuffer()],
		[
			'a TIFF of many strips',
			'tiff',
			(pixels: Buffer) => gray(pixels).tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
		],
		['a gray PNG of pure black and white', 'png', (pixels: Buffer) => gray(pixels).png().toBuffer()],
		[
			'a TIFF with its bits the other way round',
			'tiff',
			async (pixels: Buffer) => g4Tiff(pixels, W, H, { leastBitFirst: true }).bytes,
		],
	] as const)('keeps every pixel of %s as Group 4', async (_name, encoding, make) => {
		const pixels = bilevelPixels();
		const file = await write(pictureOf(await make(pixels), encoding, SIZE, { colour: 'bilevel' }));
		expect((await pdfImages(file))[0]).toMatchObject({ encoding: 'ccitt', bits: 1 });
		const library = await PDFiumLibrary.init();
		const document = await library.loadDocument(await readFile(file));
		const { data } = await document.getPage(0).render({ scale: 1, render: 'bitmap' });
		const shown = await sharp(Buffer.from(data), { raw: { width: W, height: H, channels: 4 } })
			.extractChannel(0)
			.raw()
			.toBuffer();
		document.destroy();
		library.destroy();
		expect(shown.equals(pixels)).toBe(true);
	});

	it('keeps every pixel of a picture of few colours', async () => {
		const colours = [
			[255, 255, 255],
			[0, 0, 0],
			[200, 16, 46],
			[0, 40, 160],
		] as const;
		const pixels = Buffer.from(Array.from({ length: W * H }, (_, i) => colours[(i * 7 + (i >> 8)) % 4] ?? []).flat());
		const png = await sharp(pixels, { raw: { width: W, height: H, channels: 3 } })
			.png()
			.toBuffer();
		const file = await write(pictureOf(png, 'png', SIZE));
		expect((await pdfImages(file))[0]).toMatchObject({ encoding: 'image', colour: 'index', bits: 2 });
		const [stream] = await pdfImageStreams(file);
		expect((await sharp(stream).toColourspace('srgb').removeAlpha().raw().toBuffer()).equals(pixels)).toBe(true);
	});

	it.each([
		['PNG', 'png', 'rgb', () => scanImage(W, H).png().toBuffer()],
		['PNG of 16 bits', 'png', 'rgb', () => scanImage(W, H).toColourspace('rgb16').png().toBuffer()],
		['WebP', 'webp', 'rgb', () => scanImage(W, H).webp({ lossless: true }).toBuffer()],
		['TIFF', 'tiff', 'rgb', () => scanImage(W, H).tiff({ compression: 'lzw' }).toBuffer()],
		['gray PNG', 'png', 'gray', () => scanImage(W, H).toColourspace('b-w').png().toBuffer()],
		['PNG with the profile of a screen', 'png', 'rgb', () => scanImage(W, H).withIccProfile('p3').png().toBuffer()],
		[
			'PNG half transparent',
			'png',
			'rgb',
			() =>
				scanImage(W, H)
					.joinChannel(Buffer.alloc(W * H, 128), { raw: { width: W, height: H, channels: 1 } })
					.png()
					.toBuffer(),
		],
	] as const)('makes a JPEG of the same look from a %s', async (_name, encoding, colour, make) => {
		const bytes = await make();
		const file = await write(pictureOf(bytes, encoding, SIZE));
		expect((await pdfImages(file))[0]).toMatchObject({ encoding: 'jpeg', colour, widthPx: W, heightPx: H });
		expect(await difference(await rendered(file), sharp(bytes))).toBeLessThan(12);
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
		'shows a JPEG of EXIF orientation %i upright',
		async (orientation: ExifOrientation) => {
			const jpeg = await scanImage(W, H).withMetadata({ orientation }).jpeg().toBuffer();
			const frame = uprightFrame(orientation, W, H);
			const file = await write(pictureOf(jpeg, 'jpeg', SIZE, { orientation }), samplePage(frame, 72));
			expect(await pdfPageSize(file)).toEqual([frame.widthPx, frame.heightPx]);
			expect(await difference(await rendered(file), sharp(jpeg).autoOrient())).toBeLessThan(12);
			expect(sha256((await pdfImageStreams(file))[0])).toBe(sha256(jpeg));
		},
	);

	it.each([
		['A4 at 300 dpi', 2480, 3508, 300, [595.2, 841.92]],
		['an identity card at 600 dpi', 2022, 1275, 600, [242.64, 153]],
		['a dot', 1, 1, 300, [3, 3]],
		['a roll beyond the limit', 1000, 40_000, 72, [360, 14_400]],
	] as const)('gives the page its real size: %s', async (_name, widthPx, heightPx, dpi, size) => {
		const picture = pictureOf(await scanImage(8, 8).jpeg().toBuffer(), 'jpeg', [8, 8]);
		const toOriginal = [8 / widthPx, 0, 0, 8 / heightPx, 0, 0] as const;
		const file = await write(picture, samplePage({ widthPx, heightPx, toOriginal }, dpi));
		expect(await pdfPageSize(file)).toEqual(size);
	});
});
