import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PageSpace, Turn } from '../pdf/page-space.ts';
import { numberText, refText, streamValue } from '../pdf/serialize.ts';
import type { UpdateObject } from '../pdf/update.ts';
import { baselines, type Layout } from './layout.ts';
import type { Glyph, MarkFont } from './mark-font.ts';

const MM_PER_PT = 25.4 / 72;

/** Turns the form against the page's /Rotate, so that the text stands upright as displayed. */
const MATRICES: Readonly<Record<Turn, string>> = {
	0: '[1 0 0 1 0 0]',
	90: '[0 1 -1 0 0 0]',
	180: '[-1 0 0 -1 0 0]',
	270: '[0 -1 1 0 0 0]',
};

function packed(entries: string, data: Buffer): Buffer {
	return streamValue(`${entries} /Filter /FlateDecode`, deflateSync(data, { level: 9 }));
}

const hex4 = (value: number) => value.toString(16).padStart(4, '0');

/** The way from glyphs back to letters (ISO 32000-2, 9.10.3), without which text can't be searched and PDF/A-2u fails. */
function toUnicode(glyphs: readonly Glyph[]): Buffer {
	const rows = glyphs.map(({ id, text }) => `<${hex4(id)}> <${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`);
	const blocks: string[] = [];
	for (let i = 0; i < rows.length; i += 100) {
		const block = rows.slice(i, i + 100);
		blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
	}
	return Buffer.from(
		`/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def
1 begincodespacerange\n<0000> <ffff>\nendcodespacerange
${blocks.join('\n')}
endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n`,
		'latin1',
	);
}

/** Six capitals, as subsets are named (ISO 32000-2, 9.9.2); the same glyphs, the same name. */
function subsetTag(glyphs: readonly Glyph[]): string {
	const hash = createHash('sha256')
		.update(glyphs.map(({ text }) => text).join(''))
		.digest();
	return Array.from(hash.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

function fontObjects(font: MarkFont, glyphs: readonly Glyph[], file: Buffer, first: number): readonly UpdateObject[] {
	const name = `${subsetTag(glyphs)}+Tinos-Regular`;
	const { box, ascent, descent, capHeight } = font.metrics;
	const widths = glyphs.map(({ id, width }) => `${id} [${numberText(width)}]`).join(' ');
	const values = [
		`<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${refText(first + 1)}] /ToUnicode ${refText(first + 4)} >>`,
		`<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${refText(first + 2)} /CIDToGIDMap /Identity /DW 1000 /W [${widths}] >>`,
		`<< /Type /FontDescriptor /FontName /${name} /Flags 6 /FontBBox [${box.map(numberText).join(' ')}] /ItalicAngle 0 /Ascent ${numberText(ascent)} /Descent ${numberText(descent)} /CapHeight ${numberText(capHeight)} /StemV 80 /FontFile2 ${refText(first + 3)} >>`,
		packed(`/Length1 ${file.length}`, file),
		packed('', toUnicode(glyphs)),
	];
	return values.map((value, i) => ({ number: first + i, generation: 0, value: Buffer.from(value) }));
}

/**
 * A mark as a form XObject (object `first`) with its font: black text, upright as the page is displayed, nothing else.
 */
export function appearanceObjects(
	layout: Layout,
	side: 'left' | 'right',
	space: PageSpace,
	font: MarkFont,
	first: number,
): readonly UpdateObject[] {
	const unit = space.unitsPerMm;
	const [, , width, height] = layout.box;
	const places = baselines(layout, side, font);
	const embedded = font.embed(layout.lines);
	const rows = embedded.lines.map((glyphs, i) => {
		const { x, y } = places[i] ?? { x: 0, y: 0 };
		const matrix = `1 0 0 1 ${numberText(x * unit)} ${numberText((height - y) * unit)} Tm`;
		return `${matrix} <${glyphs.map(({ id }) => hex4(id)).join('')}> Tj`;
	});
	const size = numberText(layout.sizePt * MM_PER_PT * unit);
	const content = Buffer.from(`BT 0 g /F1 ${size} Tf\n${rows.join('\n')}\nET\n`, 'latin1');
	const known = new Map(embedded.lines.flat().map((glyph) => [glyph.id, glyph]));
	const glyphs = [...known.values()].toSorted((a, b) => a.id - b.id);
	const fonts = fontObjects(font, glyphs, embedded.file, first + 1);
	const box = `[0 0 ${numberText(width * unit)} ${numberText(height * unit)}]`;
	const entries = `/Type /XObject /Subtype /Form /FormType 1 /BBox ${box} /Matrix ${MATRICES[space.turn]} /Resources << /Font << /F1 ${refText(first + 1)} >> >>`;
	return [{ number: first, generation: 0, value: packed(entries, content) }, ...fonts];
}
