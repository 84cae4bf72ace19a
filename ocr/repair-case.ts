/** Letters whose capital is the same shape, only larger, and that carry a Vietnamese mark: o ô ơ u ư with hook, horn, tone. */
const SMALL = 'òóỏõọôồốổỗộơờớởỡợùúủũụưừứửữự';
const CAPITAL = SMALL.toLocaleUpperCase('vi');

const CAPITAL_AMONG_SMALL = new RegExp(`(?<=\\p{Ll})[${CAPITAL}](?!\\p{Lu})`, 'gu');
const SMALL_AMONG_CAPITALS = new RegExp(`(?<=\\p{Lu})[${SMALL}](?=\\p{Lu})`, 'gu');
const INITIAL_AND_CAPITAL = new RegExp(`^\\P{L}*\\p{Lu}[${CAPITAL}]\\P{L}*$`, 'u');

/**
 * Words of one line with capitals set right where the engine can't tell them by shape: `nỘp` → `nộp`, `THôNG` → `THÔNG`,
 * and `TỔ chức` → `Tổ chức` (a first letter and a vowel, before a small word and not after a word in capitals). Letters and
 * marks stay; unmarked letters are left alone, for abbreviations mix them (`QĐ-TTg`).
 *
 * @param texts NFC. @returns as many texts.
 */
export function repairCase(texts: readonly string[]): readonly string[] {
	return texts.map((text, i) => {
		const word = text
			.replace(CAPITAL_AMONG_SMALL, (letter) => letter.toLocaleLowerCase('vi'))
			.replace(SMALL_AMONG_CAPITALS, (letter) => letter.toLocaleUpperCase('vi'));
		const inSentence = isSmall(texts[i + 1]) && !isCapitals(texts[i - 1]);
		return inSentence && INITIAL_AND_CAPITAL.test(word) ? capitalised(word) : word;
	});
}

function isSmall(word: string | undefined): boolean {
	return word !== undefined && /^\p{Ll}/u.test(word);
}

function isCapitals(word: string | undefined): boolean {
	return word !== undefined && /\p{Lu}{2}/u.test(word) && !/\p{Ll}/u.test(word);
}

/** The first letter as it is, the rest small. */
function capitalised(word: string): string {
	return word.replace(/(?<=\p{L})\p{Lu}/gu, (letter) => letter.toLocaleLowerCase('vi'));
}
