import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../domain/geometry.ts';
import type { ExifOrientation, PagePicture, RecognizedPage } from '../../../domain/page.ts';
import { pdfFonts, qpdfCheck, veraPdf, whySkipped } from '../../support/validators.ts';
import {
	leaning,
	makeFolder,
	pictureOf,
	samplePage,
	scanImage,
	setText,
	uprightFrame,
	writePdf,
} from './sample-pages.ts';

const W = 620;
const H = 877;
const SIZE = [W, H] as const;
/** Every letter of Vietnamese with every tone, in both cases. */
const LETTERS = 'aăâeêioôơuưy'
	.split('')
	.flatMap((vowel) =>
		['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
	);
const ALPHABET = [
	LETTERS.slice(0, 24),
	LETTERS.slice(24, 48),
	LETTERS.slice(48),
	'đ b c d g h k l m n p q r s t v x'.split(' '),
].flatMap((letters) => [letters.join(' '), letters.join(' ').toUpperCase()]);
const TEXT = setText([
	'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
	'Độc lập - Tự do - Hạnh phúc',
	'Số: 0123/QĐ-UBND ﬁ 𠮷 “…” №',
]);
const FRAME = { widthPx: W, heightPx: H, toOriginal: IDENTITY };

type Sheet = readonly [PagePicture, RecognizedPage];

/** A 2 × 2 chequer on white, so that black and white are both there. */
function bilevel() {
	const pixels = Buffer.alloc(W * H, 255);
	for (let i = 0; i < pixels.length; i += 7) if ((i >> 9) % 3 === 0) pixels[i] = 0;
	return sharp(pixels, { raw: { width: W, height: H, channels: 1 } }).toColourspace('b-w');
}

/** The JPEG with an ICC segment of these bytes after its SOI. */
function withProfile(jpeg: Buffer, profile: Buffer): Buffer {
	const head = Buffer.from('\xff\xe2\0\0ICC_PROFILE\0\x01\x01', 'latin1');
	head.writeUInt16BE(head.length - 2 + profile.length, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, profile, jpeg.subarray(2)]);
}

async function cases(): Promise<ReadonlyMap<string, readonly Sheet[]>> {
	const page = samplePage(FRAME, 75, TEXT);
	const scan = () => scanImage(W, H);
	const alpha = scan().joinChannel(Buffer.alloc(W * H, 128), { raw: { width: W, height: H, channels: 1 } });
	const jpeg = await scan().jpeg({ quality: 80 }).toBuffer();
	const one = (bytes: Buffer, encoding: PagePicture['encoding'], more: Partial<PagePicture> = {}): readonly Sheet[] => [
		[pictureOf(bytes, encoding, SIZE, more), page],
	];
	const orientations = ([1, 2, 3, 4, 5, 6, 7, 8] as const).map((orientation: ExifOrientation) => {
		const frame = leaning(uprightFrame(orientation, W, H), 1.5);
		const sheet: Sheet = [pictureOf(jpeg, 'jpeg', SIZE, { orientation }), samplePage(frame, 75, TEXT)];
		return [`orientation-${orientation}`, [sheet]] as const;
	});
	return new Map<string, readonly Sheet[]>([
		['jpeg-rgb', one(jpeg, 'jpeg')],
		['jpeg-progressive', one(await scan().jpeg({ progressive: true }).toBuffer(), 'jpeg')],
		['jpeg-gray', one(await scan().toColourspace('b-w').jpeg().toBuffer(), 'jpeg', { colour: 'gray' })],
		['jpeg-cmyk', one(await scan().toColourspace('cmyk').jpeg().toBuffer(), 'jpeg')],
		['jpeg-p3-profile', one(await scan().withIccProfile('p3').jpeg().toBuffer(), 'jpeg')],
		['jpeg-cmyk-profile', one(await scan().withIccProfile('cmyk').jpeg().toBuffer(), 'jpeg')],
		['jpeg-broken-profile', one(withProfile(jpeg, Buffer.alloc(200, 7)), 'jpeg')],
		['jpeg-trailing-bytes', one(Buffer.concat([jpeg, Buffer.from('endstream\nendobj\0\xff', 'latin1')]), 'jpeg')],
		['png-rgb', one(await scan().png().toBuffer(), 'png')],
		['png-alpha', one(await alpha.png().toBuffer(), 'png')],
		['png-16-bit', one(await scan().toColourspace('rgb16').png().toBuffer(), 'png')],
		['png-palette', one(await scan().png({ palette: true, colours: 12, dither: 0 }).toBuffer(), 'png')],
		['png-1-bit', one(await bilevel().png({ palette: true, colours: 2 }).toBuffer(), 'png', { colour: 'bilevel' })],
		['png-gray', one(await scan().toColourspace('b-w').png().toBuffer(), 'png', { colour: 'gray' })],
		[
			'tiff-g4',
			one(await bilevel().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(), 'tiff', { colour: 'bilevel' }),
		],
		['tiff-lzw', one(await scan().tiff({ compression: 'lzw' }).toBuffer(), 'tiff')],
		['webp', one(await scan().webp({ lossless: true }).toBuffer(), 'webp')],
		...orientations,
		['letters', [[pictureOf(jpeg, 'jpeg', SIZE), samplePage(FRAME, 75, setText(ALPHABET))]]],
		['empty-page', [[pictureOf(jpeg, 'jpeg', SIZE), samplePage(FRAME, 75)]]],
		['120-pages', Array.from({ length: 120 }, (): Sheet => [pictureOf(jpeg, 'jpeg', SIZE), page])],
	]);
}

const why = whySkipped('veraPdf', 'qpdf', 'pdffonts');

describe.skipIf(why !== '')(`PDF/A-2u by construction${why}`, () => {
	let folder: Awaited<ReturnType<typeof makeFolder>>;
	let files: readonly string[];

	beforeAll(async () => {
		folder = await makeFolder();
		const made: string[] = [];
		for (const [name, pages] of await cases()) {
			const file = join(folder.path, `${name}.pdf`);
			await writePdf(file, pages);
			made.push(file);
		}
		files = made;
	});
	afterAll(() => folder.remove());

	it('passes veraPDF as 2u, whatever the picture', async () => {
		const results = await veraPdf(files);
		expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
		expect(results).toHaveLength(28);
	});

	it('is judged by a validator that does find fault: a plain PDF lacks metadata, /ID and output intent', async () => {
		const plain = await PDFDocument.create();
		plain.addPage();
		const file = join(folder.path, 'plain.pdf');
		await writeFile(file, await plain.save());
		const [result] = await veraPdf([file]);
		expect(result?.violations.map(({ clause }) => clause)).toContain('6.6.2.1-1');
	});

	it('has no structural error (qpdf) and embeds its one font with Unicode (pdffonts)', async () => {
		await Promise.all(files.map(qpdfCheck));
		const fonts = await Promise.all(files.map(pdfFonts));
		expect(fonts).toEqual(files.map(() => [{ name: 'SohoaGlyphless', embedded: true, unicode: true }]));
	});
});
