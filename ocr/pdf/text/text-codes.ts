/** Codes of two bytes, 0 kept for `.notdef`. */
const LAST_CODE = 0xffff;

/**
 * Which two-byte code stands for which character in one document. Codes are given out in the order of first use, so that
 * characters beyond the first plane take two bytes too, and the map that turns codes back into Unicode lists used ones only.
 */
export type TextCodes = {
	/** The code of a character (one code point), 1-65,535. After 65,534 different ones, that of U+FFFD. */
	codeOf(character: string): number;
	/** Characters by code, from code 1 on. */
	readonly characters: readonly string[];
};

const REPLACEMENT = '\u{fffd}';

/** An empty table that already knows the space and U+FFFD. */
export function createTextCodes(): TextCodes {
	const characters: string[] = [];
	const codes = new Map<string, number>();
	function add(character: string): number {
		characters.push(character);
		codes.set(character, characters.length);
		return characters.length;
	}
	add(' ');
	const replacement = add(REPLACEMENT);
	return {
		characters,
		codeOf(character) {
			return codes.get(character) ?? (characters.length < LAST_CODE ? add(character) : replacement);
		},
	};
}

/** Control, surrogate and non-characters; a ToUnicode map may not hold U+0000, U+FEFF, U+FFFE (ISO 19005-2, 6.2.11.7.2). */
const UNMAPPABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u{feff}]/gu;

/** Text as it goes into the layer: NFC, white space as one space, nothing that a ToUnicode map may not hold. */
export function layerText(text: string): string {
	return text.normalize('NFC').replace(/\s+/gu, ' ').replace(UNMAPPABLE, '').trim();
}

function utf16Hex(text: string): string {
	return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}

function codeHex(code: number): string {
	return code.toString(16).padStart(4, '0').toUpperCase();
}

/** At most this many pairs in a block (Adobe Technical Note 5014). */
const BLOCK = 100;

/** The ToUnicode CMap (ISO 32000-1, 9.10.3) for all codes given out. */
export function toUnicodeCMap(codes: TextCodes): string {
	const pairs = codes.characters.map((character, i) => `<${codeHex(i + 1)}> <${utf16Hex(character)}>`);
	const blocks: string[] = [];
	for (let i = 0; i < pairs.length; i += BLOCK) {
		const block = pairs.slice(i, i + BLOCK);
		blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
	}
	return [
		'/CIDInit /ProcSet findresource begin',
		'12 dict begin',
		'begincmap',
		'/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
		'/CMapName /Adobe-Identity-UCS def',
		'/CMapType 2 def',
		'1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
		...blocks,
		'endcmap',
		'CMapName currentdict /CMap defineresource pop',
		'end\nend',
	].join('\n');
}

/** Words of hex digits for a `Tj`, each at most `limit` codes long (a PDF/A string holds at most 32,767 bytes). */
export function hexStrings(text: string, codes: TextCodes, limit = 16_000): readonly string[] {
	const all = Array.from(text, (character) => codeHex(codes.codeOf(character)));
	const strings: string[] = [];
	for (let i = 0; i < all.length; i += limit) strings.push(`<${all.slice(i, i + limit).join('')}>`);
	return strings;
}
