import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { describe, expect, it } from 'vitest';
import { subsetTrueType } from '../../../sign/mark/subset-truetype.ts';

const file = readFileSync(
	createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
);
const font = fontkit.create(file);
const LETTERS = 'aăâeêioôơuưyđ'
	.split('')
	.flatMap((vowel) =>
		['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
	)
	.filter((letter) => letter.length === 1)
	.flatMap((letter) => [letter, letter.toUpperCase()]);

describe('subsetTrueType', () => {
	it('draws every Vietnamese letter as the whole font does, in the same width', () => {
		const ids = [...'bcdghklmnpqrstvx0123456789;:/+ ', ...LETTERS].map(
			(letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0).id,
		);
		const { file: cut, idOf } = subsetTrueType(file, ids);
		const small = fontkit.create(cut);
		expect(LETTERS.length).toBeGreaterThan(140);
		for (const id of ids) {
			const [whole, part] = [font.getGlyph(id), small.getGlyph(idOf.get(id) ?? 0)];
			expect(part.path.toSVG()).toBe(whole.path.toSVG());
			expect(part.advanceWidth).toBe(whole.advanceWidth);
		}
		expect(cut.length).toBeLessThan(file.length / 4);
	});

	it('numbers the glyphs in the order asked for, after the empty one', () => {
		const [a, b] = ['B', 'A'].map((letter) => font.glyphForCodePoint(letter.codePointAt(0) ?? 0).id);
		expect([...subsetTrueType(file, [a ?? 0, b ?? 0]).idOf]).toEqual([
			[0, 0],
			[a, 1],
			[b, 2],
		]);
	});
});
