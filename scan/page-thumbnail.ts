import sharp, { type Sharp } from 'sharp';
import { Fault, isFault } from '../domain/index.ts';
import { detectKind } from './file-kind.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { openSource } from './open-source.ts';
import { uprightImage } from './pixels.ts';
import { renderPdfPage } from './render-pdf-page.ts';
import { openSourceFile } from './source-file.ts';

/** WebP quality of a small picture: a page is told from its neighbour, not read. */
const QUALITY = 72;
/** A4 at this resolution is a little larger than `longSide` px; PDFium draws, libvips shrinks. */
const A4_LONG_SIDE_INCH = 11.7;

/**
 * A small picture of a page (from 0) of a file, as it lies after its own orientation tag, WebP, at most `longSide` px on its long
 * side. The file is not changed. JPEGs are decoded at a fraction of their size, PDFs drawn at it.
 *
 * @throws {Fault} of the `scan` family; `invalidInput` when there is no such page.
 */
export async function pageThumbnail(path: string, page: number, longSide: number): Promise<Uint8Array> {
	const file = await openSourceFile(path, DEFAULT_LIMITS.maxFileBytes);
	const kind = await detectKind(file).finally(() => file.close());
	if (kind === 'pdf') {
		const drawn = await renderPdfPage(path, page, { dpi: longSide / A4_LONG_SIDE_INCH });
		return shrunk(sharp(drawn.bytes), longSide);
	}
	// TIFF and BMP come in kinds that libvips does not know; the reader of pages knows them all.
	if (kind === 'tiff' || kind === 'bmp') return fromPage(path, page, longSide);
	if (page !== 0) throw new Fault('invalidInput', { paths: 'page' });
	return shrunk(sharp(path, { limitInputPixels: DEFAULT_LIMITS.maxPixels }).autoOrient(), longSide);
}

async function fromPage(path: string, index: number, longSide: number): Promise<Uint8Array> {
	const document = await openSource(path);
	try {
		if (index >= document.pageCount) throw new Fault('invalidInput', { paths: 'page' });
		const page = await document.page(index);
		if (page.kind !== 'picture') throw new Fault('invalidInput', { paths: 'page' });
		const { bytes, orientation } = page.picture;
		const image = sharp(bytes, { limitInputPixels: DEFAULT_LIMITS.maxPixels });
		return await shrunk(uprightImage(image, orientation), longSide);
	} finally {
		await document.close();
	}
}

async function shrunk(image: Sharp, longSide: number): Promise<Uint8Array> {
	try {
		const size = { width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true } as const;
		return await image.resize(size).flatten({ background: 'white' }).webp({ quality: QUALITY }).toBuffer();
	} catch (error) {
		throw isFault(error) ? error : new Fault('imageDamaged', {}, error);
	}
}
