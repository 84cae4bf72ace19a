import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Box, IDENTITY } from '../../../domain/geometry.ts';
import { pageText, type RecognizedPage } from '../../../domain/page.ts';
import { pdfToBoxes, pdfToPng, pdfToText, qpdfCheck, veraPdf, whySkipped } from '../../support/validators.ts';
import {
	leaning,
	makeFolder,
	paintedBoxes,
	pictureOf,
	type SampleLine,
	samplePage,
	setText,
	uprightFrame,
	writePdf,
} from './sample-pages.ts';

const W = 1240;
const H = 1754;
const DPI = 150;
const FRAME = { widthPx: W, heightPx: H, toOriginal: IDENTITY };
/** px to pt. */
const PT = 72 / DPI;

const HEAD = [
	'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
	'Độc lập - Tự do - Hạnh phúc',
	'Số: 0123/QĐ-UBND Phường Bến Nghé, ngày 05 tháng 9 năm 2026',
	'Điều 1. Cấp cho bà NGUYỄN THỊ ẲNH ƯỜNG , sinh ngày 01/02/1990 ;',
	'thửa đất số 12 ; tờ bản đồ số 3 ... diện tích: 120,5 m² (một trăm hai mươi phẩy năm)',
];

function wordsOf(text: string): readonly string[] {
	return text
		.normalize('NFC')
		.split(/\s+/u)
		.filter((word) => word !== '');
}

/** Overlap over union of two boxes, 0-1. */
function overlap(a: Box, b: Box): number {
	const w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
	const h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
	const both = Math.max(0, w) * Math.max(0, h);
	return both / (a[2] * a[3] + b[2] * b[3] - both);
}

const why = whySkipped('pdftotext');

describe.skipIf(why !== '')(`text layer as others read it${why}`, () => {
	let folder: Awaited<ReturnType<typeof makeFolder>>;
	let white: Buffer;
	let next = 0;

	beforeAll(async () => {
		folder = await makeFolder();
		white = await sharp({ create: { width: W, height: H, channels: 3, background: '#fff' } })
			.jpeg()
			.toBuffer();
	});
	afterAll(() => folder.remove());

	async function write(
		page: RecognizedPage,
		picture = white,
		size: readonly [number, number] = [W, H],
	): Promise<string> {
		const file = join(folder.path, `${next++}.pdf`);
		await writePdf(file, [[pictureOf(picture, 'jpeg', size), page]]);
		return file;
	}

	it('holds exactly the words, in order, for poppler and for PDFium', async () => {
		const page = samplePage(FRAME, DPI, setText(HEAD));
		const file = await write(page);
		const expected = wordsOf(pageText(page));
		expect(wordsOf(await pdfToText(file, 'raw'))).toEqual(expected);
		expect(wordsOf(await pdfToText(file, 'reading'))).toEqual(expected);
		expect(wordsOf(await pdfToText(file, 'layout'))).toEqual(expected);
		expect(wordsOf(await pdfiumText(file))).toEqual(expected);
	});

	it('puts each word on its box', async () => {
		const lines = setText(HEAD);
		const boxes = (await pdfToBoxes(await write(samplePage(FRAME, DPI, lines))))[0] ?? [];
		const given = lines.flatMap(({ words }) => words);
		expect(boxes.map(({ text }) => text)).toEqual(given.map(({ text }) => text));
		boxes.forEach(({ box }, i) => {
			const [x, y, w, h] = given[i]?.box ?? [0, 0, 0, 0];
			expect(overlap(box, [x * PT, y * PT, w * PT, h * PT]), given[i]?.text).toBeGreaterThan(0.99);
		});
	});

	it.each([
		[1, 0],
		[6, 0],
		[3, 2.5],
		[8, -4],
		[5, 1],
	] as const)(
		'lies on the ink when the scan is turned (EXIF %i) and leans by %f degrees',
		async (orientation, lean) => {
			const frame = leaning(uprightFrame(orientation, H, W), lean);
			const lines = setText(HEAD.slice(0, 4), 150, 250);
			const picture = await paintedBoxes(
				frame,
				H,
				W,
				lines.flatMap(({ words }) => words.map(({ box }) => box)),
			);
			const file = await write(samplePage(frame, DPI, lines), picture, [H, W]);
			const [png] = await pdfToPng(file, DPI);
			const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
			expect([info.width, info.height]).toEqual([frame.widthPx, frame.heightPx]);
			const ink = (x: number, y: number) => 255 - (data[Math.floor(y) * info.width + Math.floor(x)] ?? 255);
			const boxes = (await pdfToBoxes(file))[0] ?? [];
			expect(boxes.length).toBe(lines.flatMap(({ words }) => words).length);
			for (const { text, box } of boxes) {
				const [x, y, w, h] = box.map((value) => value / PT) as [number, number, number, number];
				for (const [px, py] of [
					[x + 3, y + 3],
					[x + w - 3, y + 3],
					[x + 3, y + h - 3],
					[x + w - 3, y + h - 3],
				] as const)
					expect(ink(px, py), `in ${text}`).toBeGreaterThan(200);
				for (const [px, py] of [
					[x - 3, y + h / 2],
					[x + w + 2, y + h / 2],
					[x + w / 2, y - 3],
					[x + w / 2, y + h + 2],
				] as const)
					expect(ink(px, py), `beside ${text}`).toBeLessThan(60);
			}
		},
	);

	it('keeps the words of awkward pages', async () => {
		const box: Box = [300, 300, 200, 24];
		const pages: Readonly<Record<string, readonly SampleLine[]>> = {
			'words that touch and overlap': [
				{
					box,
					words: [
						{ text: 'UBND', box: [300, 300, 60, 24] },
						{ text: ',', box: [360, 318, 4, 8] },
						{ text: 'xã', box: [358, 304, 40, 20] },
					],
				},
			],
			'no width, no height': [
				{
					box,
					words: [
						{ text: 'một', box: [300, 300, 0, 24] },
						{ text: 'hai', box: [330, 300, 30, 0] },
						{ text: 'ba', box: [380, 300, 30, 24] },
					],
				},
			],
			'over the edge': [
				{
					box: [-20, 0, 1400, 30],
					words: [
						{ text: 'trái', box: [-20, -5, 60, 24] },
						{ text: 'phải', box: [W - 10, 0, 90, 24] },
					],
				},
			],
			'beyond the first plane, ligatures, loose marks': [
				{
					box,
					words: [
						{ text: '𠮷野', box: [300, 300, 50, 24] },
						{ text: 'ﬁn', box: [360, 300, 40, 24] },
						{ text: 'Vie\u0323\u0302t', box: [410, 300, 60, 24] },
					],
				},
			],
			'a very long word': [
				{ box: [10, 300, 1200, 24], words: [{ text: 'ố'.repeat(20_000), box: [10, 300, 1200, 24] }] },
			],
			'control characters and spaces inside': [
				{
					box,
					words: [
						{ text: 'a\u0000b\tc', box },
						{ text: ' \n ', box },
					],
				},
			],
			'one tall thing in the line': [
				{
					box: [300, 200, 260, 200],
					words: [
						{ text: 'dấu', box: [300, 290, 50, 24] },
						{ text: '(', box: [370, 200, 20, 200] },
						{ text: 'đỏ', box: [410, 290, 50, 24] },
					],
				},
			],
		};
		const expected: string[] = [];
		const files: string[] = [];
		for (const lines of Object.values(pages)) {
			const page = samplePage(FRAME, DPI, lines);
			files.push(await write(page));
			expected.push(wordsOf(pageText(page).replaceAll('\0', '')).join(' '));
		}
		for (const [i, file] of files.entries()) {
			expect(wordsOf(await pdfToText(file, 'raw')).join(' '), Object.keys(pages)[i]).toBe(expected[i]);
			await qpdfCheck(file);
		}
		if (whySkipped('veraPdf') === '') {
			expect((await veraPdf(files)).flatMap(({ violations }) => violations)).toEqual([]);
		}
	});

	it('holds 5,000 words on a page, and two columns side by side', async () => {
		const many = Array.from({ length: 100 }, (_, row) => ({
			box: [10, 10 + row * 17, 1200, 12] as const,
			words: Array.from({ length: 50 }, (_, i) => ({
				text: `từ${row * 50 + i}`,
				box: [10 + i * 24, 10 + row * 17, 20, 12] as const,
			})),
		}));
		const page = samplePage(FRAME, DPI, many);
		expect(wordsOf(await pdfToText(await write(page)))).toEqual(wordsOf(pageText(page)));

		const columns = samplePage(FRAME, DPI, [
			...setText(['ỦY BAN NHÂN DÂN', 'PHƯỜNG BẾN NGHÉ'], 60),
			...setText(['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'], 600),
		]);
		expect(wordsOf(await pdfToText(await write(columns), 'raw'))).toEqual(wordsOf(pageText(columns)));
	});

	it('also holds a word that is in no line', async () => {
		const page = samplePage(FRAME, DPI, setText(['Độc lập']));
		const file = await write({
			...page,
			words: [...page.words, { text: 'lạc', box: [500, 900, 40, 24], confidence: 0.5 }],
		});
		expect(wordsOf(await pdfToText(file))).toEqual(['Độc', 'lập', 'lạc']);
	});
});

async function pdfiumText(file: string): Promise<string> {
	return await withPdfium(file, (page) => page.getText());
}

type PdfiumPage = ReturnType<Awaited<ReturnType<PDFiumLibrary['loadDocument']>>['getPage']>;

async function withPdfium<T>(file: string, work: (page: PdfiumPage) => T | Promise<T>): Promise<T> {
	const library = await PDFiumLibrary.init();
	const document = await library.loadDocument(await readFile(file));
	try {
		return await work(document.getPage(0));
	} finally {
		document.destroy();
		library.destroy();
	}
}
