import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFault } from '../../../../domain/fault.ts';
import { IDENTITY } from '../../../../domain/geometry.ts';
import { createPdfWriter, type PdfWriter } from '../../../../ocr/pdf/index.ts';
import {
	makeFolder,
	pictureOf,
	samplePage,
	scanImage,
	setText,
	writePdf,
} from '../../../integration/pdf/sample-pages.ts';

const SIZE = [200, 280] as const;
const FRAME = { widthPx: 200, heightPx: 280, toOriginal: IDENTITY };
const INFO = { createdAt: new Date('2026-11-23T03:04:05Z'), producerVersion: '0.1.0' };
const PAGE = samplePage(FRAME, 72, setText(['Độc lập']));

let folder: Awaited<ReturnType<typeof makeFolder>>;
let jpeg: Buffer;

beforeEach(async () => {
	folder = await makeFolder();
	jpeg = await scanImage(...SIZE)
		.jpeg()
		.toBuffer();
});
afterEach(() => folder.remove());

const picture = () => pictureOf(jpeg, 'jpeg', SIZE);

async function caught(work: Promise<unknown>): Promise<unknown> {
	try {
		await work;
	} catch (error) {
		return error;
	}
	throw new Error('Nothing was thrown');
}

describe('createPdfWriter', () => {
	it('tells the length and hash of the file it made; the same pages make the same bytes', async () => {
		const [a, b] = [join(folder.path, 'a.pdf'), join(folder.path, 'b.pdf')];
		const made = await writePdf(a, [[picture(), PAGE]]);
		await writePdf(b, [[picture(), PAGE]]);
		const bytes = await readFile(a);
		expect(made).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.length });
		expect(bytes.equals(await readFile(b))).toBe(true);
	});

	it('writes what pdf-lib can open and extend without touching a byte', async () => {
		const path = join(folder.path, 'a.pdf');
		await writePdf(path, [
			[picture(), PAGE],
			[picture(), PAGE],
		]);
		const bytes = await readFile(path);
		const document = await PDFDocument.load(bytes, { forIncrementalUpdate: true, updateMetadata: false });
		expect(document.getPageCount()).toBe(2);
		expect(document.getTitle()).toBe('Giấy chứng nhận <thử> & "mẫu"');
		document.getPage(0).drawLine({ start: { x: 1, y: 1 }, end: { x: 9, y: 9 } });
		const extended = Buffer.from(await document.save({ useObjectStreams: false }));
		expect(extended.subarray(0, bytes.length).equals(bytes)).toBe(true);
		expect((await PDFDocument.load(extended)).getPageCount()).toBe(2);
	});

	it('leaves nothing behind after abort, and takes no more', async () => {
		const writer = await createPdfWriter(join(folder.path, 'a.pdf'), INFO);
		await writer.addPage(picture(), PAGE);
		await writer.abort();
		expect(await readdir(folder.path)).toEqual([]);
		await expect(writer.addPage(picture(), PAGE)).rejects.toThrow('ended');
		await expect(writer.finish()).rejects.toThrow('ended');
		await writer.abort();
	});

	it('keeps the file when abort comes after finish', async () => {
		const writer = await createPdfWriter(join(folder.path, 'a.pdf'), INFO);
		await writer.addPage(picture(), PAGE);
		await writer.finish();
		await writer.abort();
		expect(await readdir(folder.path)).toEqual(['a.pdf']);
	});

	it('serves pages in the order of the calls, without being waited for', async () => {
		const path = join(folder.path, 'a.pdf');
		const writer = await createPdfWriter(path, INFO);
		const sizes = [100, 110, 120, 130];
		const pages = sizes.map((widthPx) => writer.addPage(picture(), samplePage({ ...FRAME, widthPx }, 72)));
		await Promise.all([...pages, writer.finish()]);
		const document = await PDFDocument.load(await readFile(path));
		expect(document.getPages().map((page) => page.getWidth())).toEqual(sizes);
	});

	it('outputExists: a file that is there, or comes in the meantime, stays as it is', async () => {
		const path = join(folder.path, 'a.pdf');
		const writer = await createPdfWriter(path, INFO);
		await writer.addPage(picture(), PAGE);
		await writeFile(path, 'theirs');
		expect(isFault(await caught(createPdfWriter(path, INFO)), 'outputExists')).toBe(true);
		expect(isFault(await caught(writer.finish()), 'outputExists')).toBe(true);
		expect(await readdir(folder.path)).toEqual(['a.pdf']);
		expect(await readFile(path, 'utf8')).toBe('theirs');
	});

	it('outputUnwritable: no such folder', async () => {
		expect(isFault(await caught(createPdfWriter(join(folder.path, 'no', 'a.pdf'), INFO)), 'outputUnwritable')).toBe(
			true,
		);
	});

	it('imageDamaged, imageTooLarge: the page is refused and the others go on', async () => {
		const path = join(folder.path, 'a.pdf');
		const writer = await createPdfWriter(path, INFO);
		const png = await scanImage(...SIZE)
			.png()
			.toBuffer();
		const cut = pictureOf(png.subarray(0, png.length / 2), 'png', SIZE);
		expect(isFault(await caught(writer.addPage(cut, PAGE)), 'imageDamaged')).toBe(true);
		const huge = pictureOf(png, 'png', [40_000, 40_000]);
		expect(isFault(await caught(writer.addPage(huge, PAGE)), 'imageTooLarge')).toBe(true);
		await writer.addPage(picture(), PAGE);
		await writer.finish();
		expect((await PDFDocument.load(await readFile(path))).getPageCount()).toBe(1);
	});

	it('is a bug to finish without a page; nothing is left', async () => {
		const writer = await createPdfWriter(join(folder.path, 'a.pdf'), INFO);
		await expect(writer.finish()).rejects.toThrow('needs a page');
		expect(await readdir(folder.path)).toEqual([]);
	});

	it('holds no more memory after 400 pages than after 100', async () => {
		setFlagsFromString('--expose-gc');
		const collect: () => void = runInNewContext('gc');
		const held = async () => {
			// zlib gives its memory back in a later turn of the event loop.
			await setTimeout(50);
			collect();
			await setTimeout(50);
			collect();
			const { heapUsed, external } = process.memoryUsage();
			return heapUsed + external;
		};
		const big = await sharp(await scanImage(800, 1100).png().toBuffer())
			.jpeg({ quality: 100 })
			.toBuffer();
		const writer: PdfWriter = await createPdfWriter(join(folder.path, 'a.pdf'), INFO);
		let after100 = 0;
		for (let i = 0; i < 400; i++) {
			await writer.addPage(pictureOf(big, 'jpeg', [800, 1100]), PAGE);
			if (i === 99) after100 = await held();
		}
		// 300 pages' pictures are over 100 MB; what is kept of them are offsets.
		expect((await held()) - after100).toBeLessThan(4_000_000);
		expect((await writer.finish()).byteLength).toBeGreaterThan(400 * big.length);
	});
});

/** A file system of 256 kB, where this machine lets us mount one. */
async function mountSmall(path: string): Promise<boolean> {
	await mkdir(path);
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', path], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

describe('on a full disk', () => {
	it('diskFull: the page fails, and abort leaves nothing', async ({ skip }) => {
		const small = join(folder.path, 'small');
		if (!(await mountSmall(small))) skip('no file system can be mounted here');
		try {
			const writer = await createPdfWriter(join(small, 'a.pdf'), INFO);
			const noisy = pictureOf(await scanImage(1000, 1400).jpeg({ quality: 100 }).toBuffer(), 'jpeg', [1000, 1400]);
			expect(isFault(await caught(writer.addPage(noisy, PAGE)), 'diskFull')).toBe(true);
			await expect(writer.finish()).rejects.toThrow('broken');
			await writer.abort();
			expect(await readdir(small)).toEqual([]);
		} finally {
			execFileSync('umount', [small]);
		}
	});
});
