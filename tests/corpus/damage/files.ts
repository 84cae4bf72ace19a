import { writeFile } from 'node:fs/promises';
import { PDFDocument } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import type { ScanPlan } from './degrade.ts';
import { asSharp, type Raster } from './raster.ts';

/** How a page or document is stored. */
export type FileFormat = 'jpg' | 'png' | 'tif' | 'pdf' | 'webp' | 'bmp';

/** One page's bytes, with its resolution in the file's own tags (WebP and BMP carry none). */
export async function encodePage(raster: Raster, plan: ScanPlan, format: Exclude<FileFormat, 'pdf'>): Promise<Buffer> {
	const picture = coloured(asSharp(raster), plan);
	const perMm = plan.dpi / 25.4;
	switch (format) {
		case 'jpg':
			return picture
				.jpeg({ quality: Math.max(plan.jpegQuality, 40) })
				.withDensity(plan.dpi)
				.toBuffer();
		case 'webp':
			return picture.webp({ quality: plan.jpegQuality }).toBuffer();
		case 'png':
			return picture
				.png({ compressionLevel: 6, ...(plan.colour === 'bilevel' ? { palette: true, colours: 2 } : {}) })
				.withDensity(plan.dpi)
				.toBuffer();
		case 'bmp':
			return bitmap(await asSharp(raster).toColourspace('b-w').raw().toBuffer(), raster.width, raster.height);
		case 'tif':
			return plan.colour === 'bilevel'
				? picture.tiff({ compression: 'ccittfax4', bitdepth: 1, xres: perMm, yres: perMm }).toBuffer()
				: picture.tiff({ compression: 'lzw', predictor: 'horizontal', xres: perMm, yres: perMm }).toBuffer();
	}
}

/** Several pages as one TIFF: CCITT G4 for black and white, else JPEG inside. All pages have one size. */
export async function encodeTiff(pages: readonly Raster[], plan: ScanPlan): Promise<Buffer> {
	const perMm = plan.dpi / 25.4;
	const [only, second] = pages;
	if (only !== undefined && second === undefined) return encodePage(only, plan, 'tif');
	const pngs = await Promise.all(pages.map((page) => asSharp(page).png({ compressionLevel: 1 }).toBuffer()));
	const joined = coloured(sharp(pngs, { join: { animated: true } }), plan);
	return plan.colour === 'bilevel'
		? joined.tiff({ compression: 'ccittfax4', bitdepth: 1, xres: perMm, yres: perMm }).toBuffer()
		: joined.tiff({ compression: 'jpeg', quality: plan.jpegQuality, xres: perMm, yres: perMm }).toBuffer();
}

/** An image-only PDF: one JPEG (or, black and white, PNG) a page, at its true size. */
export async function encodePdf(pages: readonly Raster[], plan: ScanPlan): Promise<Uint8Array> {
	const pdf = await PDFDocument.create();
	for (const raster of pages) {
		const image =
			plan.colour === 'bilevel'
				? await pdf.embedPng(await encodePage(raster, plan, 'png'))
				: await pdf.embedJpg(await encodePage(raster, plan, 'jpg'));
		const size: [number, number] = [(raster.width * 72) / plan.dpi, (raster.height * 72) / plan.dpi];
		pdf.addPage(size).drawImage(image, { x: 0, y: 0, width: size[0], height: size[1] });
	}
	pdf.setProducer('Corpus scanner');
	pdf.setCreationDate(new Date(0));
	pdf.setModificationDate(new Date(0));
	return pdf.save();
}

/** Writes the document as one file. */
export async function writeDocument(
	path: string,
	pages: readonly Raster[],
	plan: ScanPlan,
	format: FileFormat,
): Promise<void> {
	const first = pages[0];
	if (first === undefined) throw new RangeError('A document has at least one page');
	if (format === 'pdf') return writeFile(path, await encodePdf(pages, plan));
	if (format === 'tif') return writeFile(path, await encodeTiff(pages, plan));
	if (pages.length > 1) throw new RangeError(`${format} holds one page`);
	return writeFile(path, await encodePage(first, plan, format));
}

function coloured(picture: Sharp, plan: ScanPlan): Sharp {
	if (plan.colour === 'colour') return picture;
	return plan.colour === 'gray' ? picture.toColourspace('b-w') : picture.toColourspace('b-w').threshold(128);
}

/** An 8-bit grey Windows bitmap without compression. */
function bitmap(grey: Buffer, width: number, height: number): Buffer {
	const stride = (width + 3) & ~3;
	const start = 54 + 1024;
	const out = Buffer.alloc(start + stride * height);
	out.write('BM');
	out.writeUInt32LE(out.length, 2);
	out.writeUInt32LE(start, 10);
	out.writeUInt32LE(40, 14);
	out.writeInt32LE(width, 18);
	out.writeInt32LE(height, 22);
	out.writeUInt16LE(1, 26);
	out.writeUInt16LE(8, 28);
	out.writeUInt32LE(256, 46);
	for (let v = 0; v < 256; v += 1) out.fill(v, 54 + v * 4, 54 + v * 4 + 3);
	for (let y = 0; y < height; y += 1) grey.copy(out, start + (height - 1 - y) * stride, y * width, (y + 1) * width);
	return out;
}
