import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit, { type Font } from '@pdf-lib/fontkit';
import { subsetTrueType } from './subset-truetype.ts';

/**
 * Tinos has the metrics of Times New Roman (NĐ 30/2020 asks for it) and every Vietnamese letter; SIL Open Font License, so it may
 * be embedded.
 */
const FONT_FILE = '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf';

/** Shown for a letter that the font lacks: PDF/A forbids the empty glyph (ISO 19005-2, 6.2.11.8). */
const STAND_IN = '?';

/** A font, and what text comes to in it. */
export type MarkFont = {
	/** The width of a line at 1 pt, pt. */
	widthOf(text: string): number;
	/** Distance from baseline up and down that the letters need at 1 pt, accents on capitals included. */
	readonly ascent: number;
	readonly descent: number;
	/** The glyphs of some lines, and a TrueType file with just these. */
	embed(lines: readonly string[]): EmbeddedFont;
	readonly metrics: FontMetrics;
};

/** A letter as it is drawn: number in the subset, and width in 1/1000 of the size. */
export type Glyph = { readonly id: number; readonly text: string; readonly width: number };

export type EmbeddedFont = { readonly lines: readonly (readonly Glyph[])[]; readonly file: Buffer };

/** For the font descriptor, in 1/1000 of the size. */
export type FontMetrics = {
	readonly box: readonly [number, number, number, number];
	readonly ascent: number;
	readonly descent: number;
	readonly capHeight: number;
};

type Letter = { readonly letter: string; readonly id: number; readonly advance: number };

/** Letter by letter: ligatures would make one glyph of two letters. What the font can't show becomes {@link STAND_IN}. */
function lettersOf(font: Font, text: string): readonly Letter[] {
	return Array.from(text, (original) => {
		const letter = font.hasGlyphForCodePoint(original.codePointAt(0) ?? 0) ? original : STAND_IN;
		const glyph = font.glyphForCodePoint(letter.codePointAt(0) ?? 0);
		return { letter, id: glyph.id, advance: glyph.advanceWidth };
	});
}

let loaded: MarkFont | undefined;

/** The font; read from the package at the first call. */
export function loadMarkFont(): MarkFont {
	loaded ??= readFont();
	return loaded;
}

function readFont(): MarkFont {
	const bytes = readFileSync(createRequire(import.meta.url).resolve(FONT_FILE));
	const font = fontkit.create(bytes);
	const scale = 1000 / font.unitsPerEm;
	const { minX, minY, maxX, maxY } = font.bbox;
	return {
		widthOf: (text) => lettersOf(font, text).reduce((sum, { advance }) => sum + advance, 0) / font.unitsPerEm,
		// Of the capitals with two marks, Ễ stands highest: 0.905 of the size (measured 2026-11-23 on Tinos).
		ascent: 0.91,
		descent: -font.descent / font.unitsPerEm,
		embed: (lines) => {
			const letters = lines.map((line) => lettersOf(font, line));
			const { file, idOf } = subsetTrueType(bytes, new Set(letters.flat().map(({ id }) => id)));
			const glyphOf = ({ letter, id, advance }: Letter) => ({
				id: idOf.get(id) ?? 0,
				text: letter,
				width: advance * scale,
			});
			return { lines: letters.map((line) => line.map(glyphOf)), file };
		},
		metrics: {
			box: [minX * scale, minY * scale, maxX * scale, maxY * scale],
			ascent: font.ascent * scale,
			descent: font.descent * scale,
			capHeight: font.capHeight * scale,
		},
	};
}
