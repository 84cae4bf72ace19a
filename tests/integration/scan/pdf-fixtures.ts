import { deflateSync } from 'node:zlib';
import {
	degrees,
	type PDFDocument,
	PDFHexString,
	PDFName,
	type PDFPage,
	PDFRawStream,
	type PDFRef,
	StandardFonts,
} from 'pdf-lib';

/** An image object for {@link imagePage}. `dict` values are PDF names (`/X`), numbers, booleans or arrays of these. */
export type PdfImage = { readonly bytes: Uint8Array; readonly dict: Readonly<Record<string, unknown>> };

/** Adds an image as it is given, coded bytes and all, which pdf-lib's own embedding would not allow. */
export function addImage(doc: PDFDocument, image: PdfImage): PDFRef {
	const dict = doc.context.obj({ Type: 'XObject', Subtype: 'Image', ...image.dict } as never);
	return doc.context.register(PDFRawStream.of(dict as never, image.bytes));
}

/** A page that draws one image by a matrix; other operators may follow. */
export function imagePage(
	doc: PDFDocument,
	image: PDFRef,
	size: readonly [number, number],
	options: { matrix?: readonly number[]; rotate?: number; before?: string; after?: string } = {},
): PDFPage {
	const page = doc.addPage([size[0], size[1]]);
	page.node.setXObject(PDFName.of('Im0'), image);
	const matrix = options.matrix ?? [size[0], 0, 0, size[1], 0, 0];
	const content = `${options.before ?? ''}\nq ${matrix.join(' ')} cm /Im0 Do Q\n${options.after ?? ''}`;
	page.node.set(PDFName.of('Contents'), doc.context.register(doc.context.stream(content)));
	if (options.rotate !== undefined) page.setRotation(degrees(options.rotate));
	return page;
}

/** Makes Helvetica known to a page as /F0. */
export async function addFont(doc: PDFDocument, page: PDFPage): Promise<void> {
	const font = await doc.embedFont(StandardFonts.Helvetica);
	page.node.setFontDictionary(PDFName.of('F0'), font.ref);
}

/** A page of plain text lines. */
export async function textPage(doc: PDFDocument, lines: number): Promise<PDFPage> {
	const page = doc.addPage([595, 842]);
	const font = await doc.embedFont(StandardFonts.Helvetica);
	for (let i = 0; i < lines; i++)
		page.drawText(`Line ${i} of an invented page of text`, { x: 60, y: 780 - i * 16, size: 11, font });
	return page;
}

/** A signature field; with a value that names a byte range when `signed`. Not a valid signature: nothing here checks it. */
export function addSignatureField(doc: PDFDocument, signed: boolean): void {
	const { context } = doc;
	const field = context.obj({
		FT: 'Sig',
		T: PDFHexString.fromText('s'),
		Type: 'Annot',
		Subtype: 'Widget',
		Rect: [0, 0, 0, 0],
		F: 132,
	});
	if (signed) {
		const value = context.obj({
			Type: 'Sig',
			Filter: 'Adobe.PPKLite',
			SubFilter: 'adbe.pkcs7.detached',
			ByteRange: [0, 100, 200, 300],
			Contents: PDFHexString.of('00'),
		});
		field.set(PDFName.of('V'), context.register(value));
	}
	const ref = context.register(field);
	doc.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [ref], SigFlags: 3 }));
}

export function save(doc: PDFDocument): Promise<Uint8Array> {
	return doc.save({ useObjectStreams: false });
}

/** Deflated samples with the entries that say so. */
export function flateImage(
	width: number,
	height: number,
	samples: Uint8Array,
	dict: Record<string, unknown>,
): PdfImage {
	return { bytes: deflateSync(samples), dict: { Width: width, Height: height, Filter: 'FlateDecode', ...dict } };
}

/** Rows of 0/255 bytes packed to 1 bit each, 1 = white. */
export function packBits(pixels: Uint8Array, width: number, height: number): Uint8Array {
	const rowBytes = Math.ceil(width / 8);
	const packed = new Uint8Array(rowBytes * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const at = y * rowBytes + (x >> 3);
			if ((pixels[y * width + x] ?? 0) > 127) packed[at] = (packed[at] ?? 0) | (0x80 >> (x & 7));
		}
	}
	return packed;
}

/** A PDF of many empty pages, written by hand so that it stays small and quick to make. */
export function manyPages(count: number): Buffer {
	const objects = [
		'<</Type/Catalog/Pages 2 0 R>>',
		`<</Type/Pages/Count ${count}/Kids[${'3 0 R '.repeat(count)}]>>`,
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
	];
	return rawPdf(objects);
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
export function rawPdf(objects: readonly string[]): Buffer {
	let text = '%PDF-1.4\n';
	const offsets = objects.map((object, i) => {
		const at = text.length;
		text += `${i + 1} 0 obj${object}endobj\n`;
		return at;
	});
	const xref = text.length;
	const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${xref}\n%%EOF`;
	return Buffer.from(text, 'latin1');
}
