import { boundMarks } from './nfc.ts';

const MARKS = /\p{M}+/gu;
const STROKED_D = /[đĐ\u00d0\u00f0]/g;
/** Huyền, sắc, ngã, hỏi, nặng: the five tone marks, apart from the marks that make a letter (ă â ê ô ơ ư). */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
/** Tones kept of one word (a syllable has one): gathered at its end, a long run of them would again take quadratic time to sort. */
const MAX_TONES = 8;
const WORD = /[\p{L}\p{M}]+/gu;

/**
 * For search: without tones and other marks, đ as d, lower case. `fold('Đường Hoà Bình')` is `duong hoa binh`.
 *
 * Query and text must both pass through it. NFC, NFD and mixed forms of a text fold alike. Linear in the length.
 */
export function fold(text: string): string {
	return boundMarks(text).normalize('NFD').replace(MARKS, '').replace(STROKED_D, 'd').toLowerCase();
}

const FOLDED_UNITS = new Map<string, string>();
const CACHE_LIMIT = 4096;

function foldUnit(unit: string): string {
	const known = FOLDED_UNITS.get(unit);
	if (known !== undefined) return known;
	const folded = fold(unit);
	const kept = folded.length === 1 ? folded : unit;
	if (FOLDED_UNITS.size < CACHE_LIMIT) FOLDED_UNITS.set(unit, kept);
	return kept;
}

/**
 * {@link fold}, code unit by code unit, so that offsets in the result are offsets in `text`. Give it NFC: only then is every
 * Vietnamese letter one unit. A unit that does not fold to exactly one stays as it is.
 */
export function foldAligned(text: string): string {
	let out = '';
	for (let i = 0; i < text.length; i += 1) {
		const unit = text.charAt(i);
		out += unit < '\u0080' ? unit.toLowerCase() : foldUnit(unit);
	}
	return out;
}

/**
 * One key for both places of a tone mark (hoà = hòa, thuý = thúy, Uỷ = Ủy): the tone moves to the end of its word. For comparing,
 * never for showing: both spellings are in use (10.7 : 1 in the corpus of domain.md §7). Case and other marks stay. Linear.
 */
export function toneKey(text: string): string {
	return boundMarks(text)
		.normalize('NFD')
		.replace(WORD, (word) => word.replace(TONES, '') + (word.match(TONES) ?? []).slice(0, MAX_TONES).join(''))
		.normalize('NFC');
}
