/** Advance of every glyph, thousandths of the font size. */
export const GLYPH_WIDTH = 500;
/** Height above the baseline, thousandths of the font size; with {@link DESCENT} it makes up one font size. */
export const ASCENT = 800;
/** Depth below the baseline (negative), thousandths of the font size. */
export const DESCENT = -200;
/** The one glyph that all text is written with: it marks nothing. Glyph 0 is `.notdef`, which PDF/A forbids to show. */
export const BLANK_GLYPH = 1;
/** PostScript name of the font. */
export const FONT_NAME = 'SohoaGlyphless';

const GLYPH_COUNT = 2;

/** Big-endian bytes from 16-bit words; negative ones in two's complement. */
function words16(...values: readonly number[]): Buffer {
	const bytes = Buffer.alloc(values.length * 2);
	values.forEach((value, i) => {
		bytes.writeUInt16BE(value & 0xffff, i * 2);
	});
	return bytes;
}

/** `head`: version 1.0, 1000 units an em, short `loca`. Dates are zero so that the font never changes. */
function head(): Buffer {
	const bytes = Buffer.alloc(54);
	bytes.writeUInt32BE(0x0001_0000, 0);
	bytes.writeUInt32BE(0x0001_0000, 4);
	bytes.writeUInt32BE(0x5f0f_3cf5, 12);
	words16(0x000b, 1000).copy(bytes, 16);
	words16(0, DESCENT, GLYPH_WIDTH, ASCENT, 0, 8, 2, 0, 0).copy(bytes, 36);
	return bytes;
}

function hhea(): Buffer {
	return words16(1, 0, ASCENT, DESCENT, 0, GLYPH_WIDTH, 0, 0, GLYPH_WIDTH, 1, 0, 0, 0, 0, 0, 0, 0, GLYPH_COUNT);
}

/** `OS/2` version 3: not needed by PDF, but font sanitizers of browsers refuse a font without it. */
function os2(): Buffer {
	const bytes = Buffer.alloc(96);
	words16(3, GLYPH_WIDTH, 400, 5, 0).copy(bytes, 0);
	bytes.write('SOHO', 58, 'latin1');
	words16(0x40, 0x20, 0x20, ASCENT, DESCENT, 0, ASCENT, -DESCENT).copy(bytes, 62);
	words16(ASCENT, ASCENT, 0, 0x20, 1).copy(bytes, 86);
	return bytes;
}

/** `cmap` format 4 with one real segment: the space, as the blank glyph. */
function cmap(): Buffer {
	const subtable = words16(4, 32, 0, 4, 4, 1, 0, 0x20, 0xffff, 0, 0x20, 0xffff, BLANK_GLYPH - 0x20, 1, 0, 0);
	return Buffer.concat([words16(0, 1, 3, 1, 0, 12), subtable]);
}

/** Three points on one line from the lower left to the upper right corner of the glyph's cell. */
const POINTS = [
	[0, DESCENT],
	[GLYPH_WIDTH / 2, (ASCENT + DESCENT) / 2],
	[GLYPH_WIDTH, ASCENT],
] as const;

/**
 * A contour without area: there is nothing to paint, but the glyph has a bounding box, its whole cell. Without one PDFium (Chrome,
 * Edge) takes a word of one letter for nothing and leaves it out of search and copying.
 */
function blankGlyph(): Buffer {
	const steps = (axis: 0 | 1) => POINTS.map((point, i) => point[axis] - (POINTS[i - 1]?.[axis] ?? 0));
	const flags = Buffer.from(POINTS.map(() => 1));
	const glyph = Buffer.concat([
		words16(1, 0, DESCENT, GLYPH_WIDTH, ASCENT, POINTS.length - 1, 0),
		flags,
		words16(...steps(0), ...steps(1)),
	]);
	return padded(glyph);
}

/** `name`: family, subfamily, full and PostScript name, for Windows, English. */
function nameTable(): Buffer {
	const texts: readonly (readonly [number, string])[] = [
		[1, FONT_NAME],
		[2, 'Regular'],
		[4, FONT_NAME],
		[6, FONT_NAME],
	];
	const strings = texts.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
	const records: Buffer[] = [];
	let at = 0;
	texts.forEach(([id], i) => {
		const length = strings[i]?.length ?? 0;
		records.push(words16(3, 1, 0x409, id, length, at));
		at += length;
	});
	return Buffer.concat([words16(0, texts.length, 6 + texts.length * 12), ...records, ...strings]);
}

function post(): Buffer {
	const bytes = Buffer.alloc(32);
	bytes.writeUInt32BE(0x0003_0000, 0);
	bytes.writeUInt32BE(1, 12);
	return bytes;
}

function checksum(bytes: Buffer): number {
	let sum = 0;
	for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0;
	return sum;
}

function padded(bytes: Buffer): Buffer {
	return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/**
 * A TrueType font of `.notdef` and one glyph that leaves no mark, under 1 kB: the text layer's only font. Nothing is ever drawn with it (text rendering
 * mode 3), but PDF/A wants a font embedded whose widths agree with the PDF's (ISO 19005-2, 6.2.11.4 and 6.2.11.5).
 */
export function glyphlessFont(): Uint8Array {
	const blank = blankGlyph();
	const tables: readonly (readonly [string, Buffer])[] = [
		['OS/2', os2()],
		['cmap', cmap()],
		['glyf', blank],
		['head', head()],
		['hhea', hhea()],
		['hmtx', words16(GLYPH_WIDTH, 0, 0)],
		['loca', words16(0, 0, blank.length / 2)],
		['maxp', Buffer.concat([words16(1, 0, GLYPH_COUNT), words16(POINTS.length, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)])],
		['name', nameTable()],
		['post', post()],
	];
	const directory = Buffer.alloc(12 + tables.length * 16);
	directory.writeUInt32BE(0x0001_0000, 0);
	words16(tables.length, 128, 3, tables.length * 16 - 128).copy(directory, 4);
	const parts: Buffer[] = [directory];
	let offset = directory.length;
	let headAt = 0;
	tables.forEach(([tag, bytes], i) => {
		const body = padded(bytes);
		const record = 12 + i * 16;
		directory.write(tag, record, 'latin1');
		directory.writeUInt32BE(checksum(body), record + 4);
		directory.writeUInt32BE(offset, record + 8);
		directory.writeUInt32BE(bytes.length, record + 12);
		if (tag === 'head') headAt = offset;
		parts.push(body);
		offset += body.length;
	});
	const font = Buffer.concat(parts);
	font.writeUInt32BE((0xb1b0_afba - checksum(font)) >>> 0, headAt + 8);
	return new Uint8Array(font);
}
