import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, PDFName } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { extractPages, openSource } from '../../../scan/index.ts';
import { scratchFolder } from '../../support/office.ts';
import { pdfImageStreams, pdfToText, qpdfCheck, whySkipped } from '../../support/validators.ts';
import { addImage, imagePage, type PdfImage, save, textPage } from './pdf-fixtures.ts';

const A4 = [595, 842] as const;
const SECRET = 'Nguoi Khac 079123456789';

/** A colour page with a pattern of its own, as a scanner's JPEG. */
async function scan(seed: number): Promise<Buffer> {
	const [width, height] = [827, 1_169];
	const samples = Buffer.alloc(width * height * 3, 245);
	for (let y = 80; y < 1_000; y += 20 + seed) samples.fill(30 * seed, y * width * 3, (y + 4) * width * 3);
	return sharp(samples, { raw: { width, height, channels: 3 } })
		.jpeg({ quality: 80 })
		.toBuffer();
}

let jpegs: readonly Buffer[];
beforeAll(async () => {
	jpegs = await Promise.all([1, 2, 3].map(scan));
});

const jpegImage = (bytes: Buffer): PdfImage => ({
	bytes,
	dict: { Width: 827, Height: 1_169, ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'DCTDecode' },
});

/** Writes a file and takes pages out of it. */
async function extract(bytes: Uint8Array, pages: readonly number[], name = 'all.pdf') {
	const scratch = await scratchFolder();
	onTestFinished(() => scratch.dispose());
	const path = join(scratch.path, name);
	await writeFile(path, bytes);
	const source = await openSource(path);
	await source.close();
	const folder = join(scratch.path, 'out');
	await mkdir(folder);
	const made = await extractPages(path, pages, { folder, sha256: source.sha256 });
	return { path, made, files: await Promise.all(made.map((one) => readFile(one.path))) };
}

/** Scans that name each other in every way that a real file does. */
async function tangled(): Promise<Uint8Array> {
	const doc = await PDFDocument.create();
	doc.setTitle(SECRET);
	const images = jpegs.map((bytes) => addImage(doc, jpegImage(bytes)));
	const pages = images.map((image) => imagePage(doc, image, A4));
	const { context } = doc;
	// One dictionary for all pages, as many programs write it; each page draws its own picture by another name.
	const shared = context.register(
		context.obj({ XObject: Object.fromEntries(images.map((ref, n) => [`Im${n}`, ref])) }),
	);
	for (const [n, page] of pages.entries()) {
		page.node.delete(PDFName.of('Resources'));
		const content = `q 595 0 0 842 0 0 cm /Im${n} Do Q`;
		page.node.set(PDFName.of('Contents'), context.register(context.flateStream(content)));
	}
	doc.catalog.Pages().set(PDFName.of('Resources'), shared);
	const [first, second] = pages;
	const link = {
		Type: 'Annot',
		Subtype: 'Link',
		Rect: [0, 0, 9, 9],
		Border: [0, 0, 0],
		Dest: [second?.ref, 'Fit'],
		P: first?.ref,
	};
	first?.node.set(PDFName.of('Annots'), context.obj([link] as never));
	return save(doc);
}

describe('a page of a PDF as a file of its own', () => {
	it('has the very stream of its scan and nothing of the other pages, whatever they share', async () => {
		const { made, files } = await extract(await tangled(), [2, 0]);
		expect(made.map(({ page, how }) => [page, how])).toEqual([
			[2, 'copied'],
			[0, 'copied'],
		]);
		const holds = files.map((file) => jpegs.map((jpeg) => file.includes(jpeg)));
		expect(holds).toEqual([
			[false, false, true],
			[true, false, false],
		]);
		for (const file of files) expect(file.includes('Nguoi Khac')).toBe(false);
	});

	it('also when pictures lie in forms that share a dictionary', async () => {
		const doc = await PDFDocument.create();
		const { context } = doc;
		const images = jpegs.map((bytes) => addImage(doc, jpegImage(bytes)));
		const all = context.obj({ XObject: Object.fromEntries(images.map((ref, n) => [`Im${n}`, ref])) });
		for (const n of images.keys()) {
			const dict = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, ...A4], Resources: all };
			const form = context.register(context.flateStream(`q 595 0 0 842 0 0 cm /Im${n} Do Q`, dict as never));
			const page = doc.addPage([...A4]);
			page.node.setXObject(PDFName.of('Fm0'), form);
			page.node.set(PDFName.of('Contents'), context.register(context.stream('/Fm0 Do')));
		}
		const { made, files } = await extract(await save(doc), [1]);
		expect(made).toMatchObject([{ page: 1, how: 'copied' }]);
		expect(jpegs.map((jpeg) => files[0]?.includes(jpeg))).toEqual([false, true, false]);
	});

	it('is a picture even when it was a typed sheet among scans', async () => {
		const doc = await PDFDocument.create();
		await textPage(doc, 30);
		for (const bytes of jpegs) imagePage(doc, addImage(doc, jpegImage(bytes)), A4);
		const { made } = await extract(await save(doc), [0]);
		expect(made).toMatchObject([{ page: 0, how: 'copied' }]);
		const alone = await openSource(made[0]?.path ?? '');
		const asPictures = await openSource(made[0]?.path ?? '', { asPictures: true });
		expect([alone.conformance, asPictures.conformance]).toEqual(['originalKept', 'made']);
		expect((await asPictures.page(0)).kind).toBe('picture');
		await Promise.all([alone.close(), asPictures.close()]);
	});

	it('keeps its size and how it lies', async () => {
		const doc = await PDFDocument.create();
		imagePage(doc, addImage(doc, jpegImage(jpegs[0] ?? Buffer.alloc(0))), A4);
		imagePage(doc, addImage(doc, jpegImage(jpegs[1] ?? Buffer.alloc(0))), [842, 595], { rotate: 90 });
		const { path, made } = await extract(await save(doc), [1]);
		const pictures = [];
		for (const [file, index] of [
			[path, 1],
			[made[0]?.path ?? '', 0],
		] as const) {
			const document = await openSource(file);
			const page = await document.page(index);
			if (page.kind === 'picture') {
				const { orientation, resolution, widthPx } = page.picture;
				pictures.push({ orientation, resolution, widthPx });
			}
			await document.close();
		}
		expect(pictures[1]).toEqual(pictures[0]);
	});

	it.skipIf(whySkipped('qpdf') !== '')('is drawn without the loss of a pixel when the file is encrypted', async () => {
		const scratch = await scratchFolder();
		onTestFinished(() => scratch.dispose());
		const [open, locked] = [join(scratch.path, 'open.pdf'), join(scratch.path, 'locked.pdf')];
		await writeFile(open, await tangled());
		execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', open, locked]);
		const { path, made } = await extract(await readFile(locked), [1]);
		expect(made).toMatchObject([{ page: 1, how: 'drawn' }]);
		const pixels = [];
		for (const [file, index] of [
			[path, 1],
			[made[0]?.path ?? '', 0],
		] as const) {
			const document = await openSource(file);
			const page = await document.page(index);
			if (page.kind !== 'picture') throw new Error('It is a picture');
			const { data, info } = await sharp(page.picture.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
			const { xDpi, yDpi } = page.picture.resolution;
			pixels.push({ data, width: info.width, dpi: [Math.round(xDpi), Math.round(yDpi)] });
			await document.close();
		}
		expect(pixels[1]?.dpi).toEqual(pixels[0]?.dpi);
		expect(pixels[1]?.width).toBe(pixels[0]?.width);
		expect(pixels[1]?.data.equals(pixels[0]?.data ?? Buffer.alloc(0))).toBe(true);
	});

	it.skipIf(whySkipped('qpdf', 'pdftotext', 'pdfimages') !== '')('is a sound file for other programs', async () => {
		const { made } = await extract(await tangled(), [1]);
		const path = made[0]?.path ?? '';
		await qpdfCheck(path);
		expect(await pdfToText(path)).not.toContain('Nguoi');
		const streams = await pdfImageStreams(path);
		expect(streams).toHaveLength(1);
		expect(streams[0]?.equals(jpegs[1] ?? Buffer.alloc(0))).toBe(true);
	});
});

describe('a page of a TIFF as a file of its own', () => {
	it('has its own strips as they are, and none of the others', async () => {
		const noise = await Promise.all(
			[1, 2, 3].map((n) =>
				sharp({
					create: {
						width: 300,
						height: 400,
						channels: 3,
						noise: { type: 'gaussian', mean: 60 * n, sigma: 20 },
						background: '#888',
					},
				})
					.png()
					.toBuffer(),
			),
		);
		const bytes = await sharp(noise, { join: { animated: true } })
			.tiff({ compression: 'lzw' })
			.toBuffer();
		const { path, made, files } = await extract(bytes, [1], 'all.tif');
		expect(made).toMatchObject([{ page: 1, how: 'copied' }]);
		expect(made[0]?.path).toMatch(/\.tif$/);
		expect((files[0]?.length ?? 0) < bytes.length / 2).toBe(true);
		const original = await sharp(path, { page: 1 }).raw().toBuffer();
		expect((await sharp(files[0]).raw().toBuffer()).equals(original)).toBe(true);
		expect((await sharp(files[0]).metadata()).pages ?? 1).toBe(1);
	});
});

describe('what is refused', () => {
	it('a file that is another by now, and a page that is not there', async () => {
		const bytes = await tangled();
		await expect(extract(bytes, [3])).rejects.toMatchObject({ code: 'invalidInput' });
		const { path } = await extract(bytes, [0]);
		const other = extractPages(path, [0], { folder: join(path, '..'), sha256: '0'.repeat(64) as never });
		await expect(other).rejects.toMatchObject({ code: 'fileLost' });
	});
});
