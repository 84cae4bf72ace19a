import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextCodes, hexStrings, layerText, toUnicodeCMap } from '../../../../ocr/pdf/text/text-codes.ts';

/** Reads a CMap's `bfchar` blocks, as a PDF reader does. */
function readCMap(cmap: string): ReadonlyMap<string, string> {
	const pairs = new Map<string, string>();
	for (const [, code, text] of cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)) {
		pairs.set(
			code ?? '',
			Buffer.from(text ?? '', 'hex')
				.swap16()
				.toString('utf16le'),
		);
	}
	return pairs;
}

describe('text codes', () => {
	it('lead back to the same text, whatever it is', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (texts) => {
				const codes = createTextCodes();
				const cleaned = texts.map(layerText);
				const strings = cleaned.map((text) => hexStrings(text, codes, 5));
				const cmap = readCMap(toUnicodeCMap(codes));
				const back = strings.map((parts) =>
					parts
						.flatMap((part) => part.slice(1, -1).match(/.{4}/g) ?? [])
						.map((code) => cmap.get(code))
						.join(''),
				);
				expect(back).toEqual(cleaned);
				// ISO 19005-2, 6.2.11.7.2
				for (const value of cmap.values()) expect(value).not.toMatch(/[\0\ufeff\ufffe]/);
			}),
		);
	});

	it('lists at most 100 characters a block, and each that was used once', () => {
		const codes = createTextCodes();
		const text = Array.from({ length: 250 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
		hexStrings(text + text, codes);
		const cmap = toUnicodeCMap(codes);
		expect(Array.from(cmap.matchAll(/(\d+) beginbfchar/g), ([, n]) => Number(n))).toEqual([100, 100, 52]);
	});

	it('never runs out: past the last code comes the replacement character', () => {
		const codes = createTextCodes();
		for (let i = 0; i < 70_000; i++) codes.codeOf(String.fromCodePoint(0x10000 + i));
		expect(codes.characters).toHaveLength(0xffff);
		expect(codes.characters[codes.codeOf('\u{10ffff}') - 1]).toBe('\ufffd');
	});

	it('writes NFC, one space for white space, and nothing that cannot be mapped', () => {
		expect(layerText(' Vie\u0323\u0302t\t\n Nam\0\ufffe ')).toBe('Việt Nam');
		expect(layerText('\ud800')).toBe('');
	});
});
