import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type PDFRef, PDFString } from 'pdf-lib';
import type { ObjectSink } from '../object-sink.ts';
import { ASCENT, BLANK_GLYPH, DESCENT, FONT_NAME, GLYPH_WIDTH, glyphlessFont } from './glyphless-font.ts';
import { type TextCodes, toUnicodeCMap } from './text-codes.ts';

const deflateAsync = promisify(deflate);

/** FontDescriptor flags (ISO 32000-1, table 123): fixed pitch, symbolic. */
const FLAGS = 0b101;

/** Every code but 0 leads to the blank glyph, so that `.notdef` is never used (ISO 19005-2, 6.2.11.8). */
function codesToGlyphs(codes: TextCodes): Uint8Array {
	const map = new Uint8Array((codes.characters.length + 1) * 2);
	for (let code = 1; code <= codes.characters.length; code++) map[code * 2 + 1] = BLANK_GLYPH;
	return map;
}

/** Writes the font of the text layer under `ref`, with all codes given out so far. */
export async function writeFont(sink: ObjectSink, ref: PDFRef, codes: TextCodes): Promise<void> {
	const flate = async (bytes: Uint8Array | string, entries = {}) =>
		await sink.writeStream({ ...entries, Filter: 'FlateDecode' }, await deflateAsync(bytes));
	const font = glyphlessFont();
	const { context } = sink;
	const descriptor = await sink.write(
		context.obj({
			Type: 'FontDescriptor',
			FontName: FONT_NAME,
			Flags: FLAGS,
			FontBBox: [0, DESCENT, GLYPH_WIDTH, ASCENT],
			ItalicAngle: 0,
			Ascent: ASCENT,
			Descent: DESCENT,
			CapHeight: ASCENT,
			StemV: 80,
			FontFile2: await flate(font, { Length1: font.length }),
		}),
	);
	const descendant = await sink.write(
		context.obj({
			Type: 'Font',
			Subtype: 'CIDFontType2',
			BaseFont: FONT_NAME,
			CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
			FontDescriptor: descriptor,
			DW: GLYPH_WIDTH,
			CIDToGIDMap: await flate(codesToGlyphs(codes)),
		}),
	);
	const toUnicode = await flate(toUnicodeCMap(codes));
	await sink.write(
		context.obj({
			Type: 'Font',
			Subtype: 'Type0',
			BaseFont: FONT_NAME,
			Encoding: 'Identity-H',
			DescendantFonts: [descendant],
			ToUnicode: toUnicode,
		}),
		ref,
	);
}
