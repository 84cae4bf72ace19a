import { fold, toneKey } from '../../domain/text/index.ts';
import { SURNAMES } from './data/surnames.ts';

let byFold: Map<string, Map<string, string>> | undefined;

/** By the letters without marks: each spelling by its tone key, all in lower case. */
function surnames(): Map<string, Map<string, string>> {
	if (byFold !== undefined) return byFold;
	byFold = new Map();
	for (const name of SURNAMES.map((surname) => surname.toLowerCase())) {
		const spellings = byFold.get(fold(name)) ?? new Map<string, string>();
		byFold.set(fold(name), spellings.set(toneKey(name), name));
	}
	return byFold;
}

/** Whether a word, marks aside, is a Vietnamese family name. */
export function isSurname(word: string): boolean {
	return surnames().has(fold(word));
}

/** One Vietnamese syllable without marks: two words run together by OCR ("DIỄMCHI") are none. */
const SYLLABLE = /^(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;

/** Whether a word, marks aside, is one Vietnamese syllable. */
export function isSyllable(word: string): boolean {
	return SYLLABLE.test(fold(word));
}

/** How a name looks: `sure` begins with a family name in its right spelling; `mended`: marks of it were set right; `unknown`: no known family name. */
export type CheckedName = { readonly name: string; readonly looks: 'sure' | 'mended' | 'unknown' };

/** Letters with marks that Vietnamese does not have ("Ñgọc"): the letter is right, the mark is a stroke. */
const FOREIGN = /[ñçšžÿäëïöüåčćńřů]/giu;

function withoutForeign(name: string): string {
	return name.normalize('NFC').replace(FOREIGN, (letter) => letter.normalize('NFD')[0] ?? letter);
}

function sameCase(right: string, like: string): string {
	return like === like.toUpperCase() ? right.toUpperCase() : right.charAt(0).toUpperCase() + right.slice(1);
}

function mend(word: string, right: string): string {
	return toneKey(word.toLowerCase()) === toneKey(right) ? word : sameCase(right, word);
}

/**
 * Checks a person's name. OCR loses marks ("Nguyên Thi Hoa"): where the family name's letters allow one spelling only, and for the
 * middle name Thị, the marks are set right; given names are never touched.
 */
export function checkName(read: string): CheckedName {
	const name = withoutForeign(read);
	const words = name.split(' ');
	const first = words[0] ?? '';
	const spellings = surnames().get(fold(first));
	if (spellings === undefined || !words.every(isSyllable)) return { name, looks: 'unknown' };
	const known = spellings.has(toneKey(first.toLowerCase()));
	const [only] = spellings.values();
	if (!known && (spellings.size > 1 || only === undefined)) return { name, looks: 'unknown' };
	const mended = words.map((word, i) => {
		if (i === 0) return known || only === undefined ? word : mend(word, only);
		return i === 1 && words.length > 2 && fold(word) === 'thi' ? mend(word, 'thị') : word;
	});
	const value = mended.join(' ');
	return { name: value, looks: value === read ? 'sure' : 'mended' };
}
