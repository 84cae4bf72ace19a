import { nfc } from './nfc.ts';
import { toSearchTokens } from './search-tokens.ts';

/** The Vietnamese alphabet with the foreign letters at their places. */
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
/** Tones in the order of dictionaries: ngang huyền hỏi ngã sắc nặng; a syllable without one has no mark. */
const TONES = '\u0300\u0309\u0303\u0301\u0323';
const TONE = /[\u0300\u0309\u0303\u0301\u0323]/gu;

/** What stands for an empty value: after all letters and digits, so that rows without it come last. */
export const LAST_KEY = '~';

/**
 * A text that sorts, code unit by code unit, as lists of names do here: by given name (last word), then middle names, then family
 * name, each in Vietnamese order (`compareByGivenName`). For an index that a database walks.
 */
export function givenNameKey(name: string): string {
	const words = nfc(name).toLowerCase().trim().split(/\s+/).filter(Boolean);
	const given = words.at(-1);
	if (given === undefined) return LAST_KEY;
	const family = words.length > 1 ? (words[0] ?? '') : '';
	return [given, words.slice(1, -1).join(' '), family].map(orderKey).join('\u0002');
}

/** Letters first, tones only among equal letters. */
function orderKey(text: string): string {
	const toneless = text.normalize('NFD').replace(TONE, '').normalize('NFC');
	const letters = Array.from(toneless, (letter) => {
		const at = LETTERS.indexOf(letter);
		return at < 0 ? letter : String.fromCharCode(0x41 + at);
	}).join('');
	const tones = Array.from(text.normalize('NFD'), (mark) => TONES.indexOf(mark) + 1).filter((rank) => rank > 0);
	return `${letters}\u0001${tones.join('')}`;
}

/** A document number that sorts by its number first: `9/QĐ-UBND` before `12/QĐ-SXD` before `12/QĐ-UBND`. */
export function numberSortKey(number: string): string {
	const tokens = toSearchTokens(number);
	if (tokens.length === 0) return LAST_KEY;
	return tokens.map((token) => (/^\d/.test(token) ? token.padStart(8, '0') : token)).join(' ');
}
