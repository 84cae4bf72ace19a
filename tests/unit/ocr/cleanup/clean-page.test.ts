import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { applyAffine } from '../../../../domain/geometry.ts';
import type { ExifOrientation } from '../../../../domain/page.ts';
import { cleanPage, type GrayImage } from '../../../../ocr/cleanup/index.ts';
import { asPicture, pageSvg, pictureOf } from './synthetic.ts';

const EXIF_FILES = join(import.meta.dirname, '../../../../../shared/data/exif-orientation');

describe('cleanPage', () => {
	it.each([-15, -7.3, -1.2, 0, 0.4, 3.7, 14.6])('finds a lean of %f° within 0.1°', async (lean) => {
		const page = await cleanPage(await pictureOf(pageSvg(150), 150, lean), { without: ['codes'] });
		expect(page.quality.skewDeg).toBeCloseTo(lean, 0);
		expect(Math.abs(page.quality.skewDeg - lean)).toBeLessThan(0.1);
	});

	it.each([0, 90, 180, 270] as const)('turns a page upright that was turned by %i°', async (turn) => {
		const page = await cleanPage(await pictureOf(pageSvg(200), 200, 0.8, turn), { without: ['codes'] });
		expect(page.quality.rotationDeg).toBe((360 - turn) % 360);
		expect(page.quality.rotationConfidence).toBeGreaterThan(0.5);
		expect(page.heightPx).toBeGreaterThan(page.widthPx);
		expect(page.warnings).toEqual([]);
	});

	it('leaves a page alone, and says so, when nothing tells its direction', async () => {
		const lines = '<path d="M200 300H900M200 500H900M200 800H1000M200 900H700" stroke="#000" stroke-width="6"/>';
		const page = await cleanPage(await pictureOf(pageSvg(150, lines, 0), 150));
		expect(page.quality.rotationDeg).toBe(0);
		expect(page.warnings.map((warning) => warning.code)).toEqual(['orientationUncertain']);
	});

	it('asks for a second opinion only when unsure, and follows it', async () => {
		let asked = 0;
		const detectOrientation = async () => {
			asked++;
			return { rotationDeg: 180, confidence: 0.9 } as const;
		};
		const sure = await cleanPage(await pictureOf(pageSvg(150), 150), { detectOrientation });
		expect([asked, sure.quality.rotationDeg]).toEqual([0, 0]);
		const unsure = await cleanPage(await pictureOf(pageSvg(150, '', 1).replace(/Căn cứ.*phòng,/, 'AXA'), 150), {
			detectOrientation,
		});
		expect([asked, unsure.quality.rotationDeg]).toEqual([1, 180]);
	});

	it('pales a red seal over print, which stays, and keeps a red title by itself', async () => {
		const extra =
			'<circle cx="600" cy="400" r="130" fill="none" stroke="#d6303e" stroke-width="9" style="mix-blend-mode:multiply"/><circle cx="600" cy="400" r="60" fill="#d6303e" style="mix-blend-mode:multiply"/>' +
			'<rect x="500" y="1500" width="260" height="24" fill="#c01525"/>';
		const page = await cleanPage(await pictureOf(pageSvg(200, extra, 14), 200), { without: ['codes', 'height'] });
		const plain = await cleanPage(await pictureOf(pageSvg(200, '', 14), 200), { without: ['codes', 'height'] });
		const box = [450, 250, 300, 300] as const;
		const darkWith = darkPixels(page.ocrCopy, box);
		const darkWithout = darkPixels(plain.ocrCopy, box);
		expect(Math.abs(darkWith - darkWithout)).toBeLessThan(0.06 * darkWithout);
		expect(darkPixels(page.ocrCopy, [500, 1500, 260, 24])).toBeGreaterThan(0.9 * 260 * 24);
	});

	it('whitens dark scanner borders and keeps the size', async () => {
		const dark = '<path d="M0 0H1240V60H90V1754H0Z" fill="#1a1a1a"/>';
		const page = await cleanPage(await pictureOf(pageSvg(150, dark), 150, 1), { without: ['codes', 'height'] });
		expect([page.widthPx, page.heightPx]).toEqual([1240, 1754]);
		expect(darkPixels(page.ocrCopy, [0, 0, 60, 1754])).toBe(0);
		expect(darkPixels(page.ocrCopy, [0, 0, 1240, 30])).toBe(0);
		expect(page.quality.inkShare).toBeGreaterThan(0.01);
	});

	it('brings small and large print to one height', async () => {
		const heights = await Promise.all(
			[150, 300].map(
				async (dpi) => (await cleanPage(await pictureOf(pageSvg(dpi), dpi), { without: ['codes'] })).ocrCopy.height,
			),
		);
		expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(1, 1);
	});

	it('calls an empty page blank, one with a page number not', async () => {
		const specks = '<circle cx="60" cy="500" r="16" fill="#222"/><circle cx="700" cy="800" r="1.5" fill="#222"/>';
		const empty = await cleanPage(await pictureOf(pageSvg(150, specks, 0), 150));
		expect(empty.blank).toBe(true);
		expect(empty.warnings.map((warning) => warning.code)).toEqual(['pageBlank']);
		const number = '<text x="610" y="1660" font-family="Liberation Serif" font-size="27">12</text>';
		expect((await cleanPage(await pictureOf(pageSvg(150, number, 0), 150))).blank).toBe(false);
	});

	/** What a one-stop system prints on an outcome (TT 01/2023), as long as it gets. */
	const LONG =
		'H30.85-250114-6008|1.004223|90/GP-UBND|Giấy phép|Hệ thống thông tin giải quyết TTHC tỉnh Mẫu|2026-11-23T09:41:27';
	/** At 300 dpi: 248 px are 21 mm. */
	const CODES = [
		{
			name: 'a small one on a page that lies upside down',
			text: LONG.slice(0, 48),
			side: 220,
			left: 1900,
			top: 2900,
			turn: 180,
		},
		{ name: 'one of many modules', text: LONG, side: 248, left: 83, top: 83, turn: 0 },
		{
			name: 'one so small that it takes all of 300 dpi',
			text: LONG.slice(0, 100),
			side: 110,
			left: 83,
			top: 83,
			turn: 0,
		},
	] as const;

	it.each(CODES)('reads a QR code and puts its box into the frame: $name', async ({ text, side, left, top, turn }) => {
		const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'));
		prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });
		const { image } = await writeBarcode(text, { format: 'QRCode', scale: 4 });
		if (image === null) throw new Error('No code was made');
		const code = await sharp(Buffer.from(await image.arrayBuffer()))
			.resize(side, side, { kernel: 'nearest' })
			.png()
			.toBuffer();
		const page = await sharp(Buffer.from(pageSvg(300, '', 10)))
			.composite([{ input: code, left, top }])
			.jpeg()
			.toBuffer();
		const turned = await asPicture(await sharp(page).rotate(turn).jpeg().toBuffer(), 300);
		const { codes } = await cleanPage(turned);
		expect(codes.map((found) => found.text)).toEqual([text]);
		const [x = 0, y = 0, w = 0] = codes[0]?.box ?? [];
		expect(Math.abs(x - left) + Math.abs(y - top)).toBeLessThan(80);
		expect(w).toBeGreaterThan(0.6 * side);
	});

	it('refuses broken and oversized pictures', async () => {
		const whole = await pictureOf(pageSvg(150), 150);
		const cut = { ...whole, bytes: whole.bytes.slice(0, whole.bytes.length / 2) };
		await expect(cleanPage(cut)).rejects.toMatchObject({ code: 'imageDamaged' });
		await expect(cleanPage({ ...whole, bytes: new Uint8Array(40) })).rejects.toMatchObject({ code: 'imageDamaged' });
		const bytes = await sharp({ create: { width: 12_000, height: 10_100, channels: 3, background: '#fff' } })
			.png()
			.toBuffer();
		await expect(cleanPage({ ...whole, bytes, encoding: 'png' })).rejects.toMatchObject({ code: 'imageTooLarge' });
		const signal = AbortSignal.abort();
		await expect(cleanPage(whole, { signal })).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('leaves the page it was given as it was', async () => {
		const picture = await pictureOf(pageSvg(150), 150, 2);
		const before = Buffer.from(picture.bytes);
		await cleanPage(picture);
		expect(before.equals(picture.bytes)).toBe(true);
	});
});

describe('the way back to the original', () => {
	const cases = ([1, 2, 3, 4, 5, 6, 7, 8] as const).flatMap((orientation) =>
		(
			[
				[0, 0],
				[90, 2.3],
				[180, -4.1],
			] as const
		).map(([turn, lean]) => ({ orientation, turn, lean })),
	);
	it.each(cases)(
		'finds a dot again: EXIF $orientation, turned $turn°, leaned $lean°',
		async ({ orientation, turn, lean }) => {
			const dot = '<rect x="1080" y="1600" width="7" height="7" fill="#000"/>';
			const shown = await pictureOf(pageSvg(150, dot, 24), 150, lean, turn);
			const stored = await storedFor(shown.bytes, orientation);
			const page = await cleanPage(await asPicture(stored, 150, orientation), { without: ['codes'] });
			const truth = await dotIn(stored, page.toOriginal, page.ocrToFrame, page.ocrCopy);
			expect(truth.apart).toBeLessThan(1);
		},
	);
});

describe.skipIf(!existsSync(EXIF_FILES))('real pages with EXIF tags', () => {
	const files = existsSync(EXIF_FILES) ? readdirSync(EXIF_FILES).filter((name) => name.endsWith('.jpg')) : [];
	it.each(files)('%s comes out upright', async (name) => {
		const tag = Number(/tag-(\d)/.exec(name)?.[1]) as ExifOrientation;
		const picture = await asPicture(readFileSync(join(EXIF_FILES, name)), 200, tag);
		const page = await cleanPage(picture, { without: ['codes'] });
		const shown: Record<number, number> = { 1: 0, 2: 0, 3: 180, 4: 180, 5: 90, 6: 270, 7: 270, 8: 90 };
		expect(page.quality.rotationDeg).toBe(shown[tag]);
		expect(page.heightPx).toBeGreaterThan(page.widthPx);
	});
});

/** Stored pixels that EXIF `orientation` shows as `shown`: the inverse flip or turn. */
async function storedFor(shown: Uint8Array, orientation: ExifOrientation): Promise<Buffer> {
	const image = sharp(shown);
	const undo = {
		1: () => image,
		2: () => image.flop(),
		3: () => image.rotate(180),
		4: () => image.flip(),
		5: () => image.rotate(90).flop(),
		6: () => image.rotate(270),
		7: () => image.rotate(270).flop(),
		8: () => image.rotate(90),
	} satisfies Record<ExifOrientation, () => Sharp>;
	return sharp(await undo[orientation]().png().toBuffer())
		.jpeg({ quality: 95 })
		.toBuffer();
}

/** How far apart, stored px, the lone dot lies in the stored picture and where the OCR copy's dot leads back to. */
async function dotIn(
	stored: Buffer,
	toOriginal: Parameters<typeof applyAffine>[0],
	ocrToFrame: Parameters<typeof applyAffine>[0],
	copy: GrayImage,
): Promise<{ apart: number }> {
	const { data, info } = await sharp(stored).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
	const inCopy = centroid(copy, [0.6, 0.85, 0.95, 0.97]);
	const [fx, fy] = applyAffine(ocrToFrame, ...inCopy);
	const [x, y] = applyAffine(toOriginal, fx, fy);
	const near = 14 / Math.max(info.width, info.height);
	const around = [
		x / info.width - near,
		y / info.height - near,
		x / info.width + near,
		y / info.height + near,
	] as const;
	const [tx, ty] = centroid({ data, width: info.width, height: info.height }, around);
	return { apart: Math.hypot(x - tx, y - ty) };
}

/** The middle of the dark pixels within a window given in shares of the picture. */
function centroid(
	image: { data: Uint8Array; width: number; height: number },
	[left, top, right, bottom]: readonly [number, number, number, number],
): [number, number] {
	let sum = 0;
	let sx = 0;
	let sy = 0;
	for (let y = Math.round(top * image.height); y < bottom * image.height; y++) {
		for (let x = Math.round(left * image.width); x < right * image.width; x++) {
			const ink = Math.max(0, 200 - (image.data[y * image.width + x] ?? 255));
			sum += ink;
			sx += ink * (x + 0.5);
			sy += ink * (y + 0.5);
		}
	}
	if (sum === 0) throw new Error('No dot in the window');
	return [sx / sum, sy / sum];
}

function darkPixels(image: GrayImage, [x, y, w, h]: readonly [number, number, number, number]): number {
	let count = 0;
	for (let j = y; j < y + h; j++)
		for (let i = x; i < x + w; i++) if ((image.data[j * image.width + i] ?? 255) < 140) count++;
	return count;
}
