import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import type { ScannedDocument, ScannedPage } from '../../../domain/index.ts';
import { memorySource } from '../../../scan/byte-source.ts';
import { openSource } from '../../../scan/index.ts';
import { readNumbers, readTiff } from '../../../scan/tiff-directory.ts';
import { drawnPage, put, temporaryFolder } from '../../unit/scan/fixtures.ts';
import { addFont, addImage, imagePage, type PdfImage, save } from './pdf-fixtures.ts';

/** Where they are written: taken away after the tests of a file. */
export const folder = temporaryFolder();
/** The size of a page, pt. */
export const A4 = [595.28, 841.89] as const;
let count = 0;

/** A PDF as the stage opens it. The caller closes it. */
export async function opened(bytes: Uint8Array, options = {}): Promise<ScannedDocument> {
	return openSource(put(folder, `${++count}.pdf`, bytes), options);
}

/** The first page of a PDF. */
export async function onlyPage(doc: PDFDocument): Promise<ScannedPage> {
	const document = await opened(await save(doc));
	try {
		return await document.page(0);
	} finally {
		await document.close();
	}
}

/** The picture that its first page is. */
export async function pictureOf(doc: PDFDocument) {
	const page = await onlyPage(doc);
	if (page.kind !== 'picture') throw new Error('a kept page');
	return page.picture;
}

/** A red page as JPEG; sizes in px. */
export async function jpegPage(width = 827, height = 1170): Promise<Buffer> {
	return drawnPage(width, height, '#c00000').jpeg({ quality: 90 }).toBuffer();
}

/** That page as a PDF holds it. */
export async function jpegImage(width = 827, height = 1170): Promise<PdfImage> {
	const dict = { Width: width, Height: height, ColorSpace: 'DeviceRGB', BitsPerComponent: 8, Filter: 'DCTDecode' };
	return { bytes: await jpegPage(width, height), dict };
}

/** A PDF of one picture, as scanners make it. */
export async function scanDocument(
	options: Parameters<typeof imagePage>[3] = {},
	image?: PdfImage,
): Promise<PDFDocument> {
	const doc = await PDFDocument.create();
	const page = imagePage(doc, addImage(doc, image ?? (await jpegImage())), A4, options);
	await addFont(doc, page);
	return doc;
}

/** The gray look of a picture at a small size, for comparing. */
export async function look(bytes: Uint8Array): Promise<Buffer> {
	return sharp(bytes).toColourspace('b-w').resize(40, 56, { fit: 'fill' }).raw().toBuffer();
}

/** How far two looks differ on average, 0-255. */
export function difference(a: Buffer, b: Buffer): number {
	return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

/** G4 data as libtiff writes it: the only tile of a TIFF, and whether its runs count black as 1. */
export async function g4Data(
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

/** The numbers of a TIFF tag. */
export async function tagOf(tiff: Uint8Array, tag: number): Promise<readonly number[]> {
	const file = await readTiff(memorySource(tiff), 1);
	const [directory] = file.directories;
	return directory === undefined ? [] : readNumbers(file, directory, tag, 1000);
}
