import type { RecognizedWord } from '../../domain/index.ts';

/** Below this the engine guesses (0-1). */
const GUESSED = 0.3;
/** Below this a word without letters and digits may be a stroke of the picture (0-1). */
const DOUBTFUL = 0.6;
/** From this on a word counts as read well, for the page's usual text height (0-1). */
const READ_WELL = 0.8;

/**
 * Words without what is certainly no text: rules of tables and letterheads, specks, strokes of seals that the engine made
 * letters of. Only words that are both doubtful and of an implausible shape go; doubt alone is no reason (a person decides).
 *
 * @param words of one page, boxes in any one pixel space. @returns a subset, same order.
 */
export function withoutNoise<W extends RecognizedWord>(words: readonly W[]): readonly W[] {
	const usual = usualHeight(words);
	return words.filter(
		(word) => word.text.trim() !== '' && !(isSymbolsOnly(word) ? isStroke(word, usual) : isFalseLetters(word, usual)),
	);
}

/** A word's text without the borders of table cells that the engine glued to it (`|văn` → `văn`). */
export function withoutBorders(text: string): string {
	return /[\p{L}\p{N}]/u.test(text) ? text.replace(/^[|¦]+|[|¦]+$/gu, '') : text;
}

/** The height of most well-read words, px; 0 when there are none. */
function usualHeight(words: readonly RecognizedWord[]): number {
	const heights = words
		.filter((word) => word.confidence >= READ_WELL && !isSymbolsOnly(word))
		.map((word) => word.box[3])
		.sort((a, b) => a - b);
	return heights[heights.length >> 1] ?? 0;
}

function isSymbolsOnly(word: RecognizedWord): boolean {
	return !/[\p{L}\p{N}]/u.test(word.text);
}

/** Leaders of forms, to be filled in: `......`, `……`. */
const LEADERS = /^[.…]+$/u;

/** A rule, frame or blot read as `|`, `_`, `—`, `=`, `~`. */
function isStroke({ box: [, , width, height], confidence, text }: RecognizedWord, usual: number): boolean {
	if (usual === 0) return confidence < GUESSED;
	const long = width > 3 * usual && !LEADERS.test(text);
	const tall = height > 1.6 * usual;
	const rule = (long && height < usual) || (tall && width < usual);
	const blot = confidence < DOUBTFUL && (tall || long);
	const speck = confidence < GUESSED && width < 0.2 * usual && height < 0.2 * usual;
	return rule || blot || speck;
}

/** Letters in a box that can't hold them. */
function isFalseLetters({ box: [, , width, height], confidence, text }: RecognizedWord, usual: number): boolean {
	if (confidence >= GUESSED || usual === 0) return false;
	const each = width / [...text].length;
	const flat = height < 0.35 * usual;
	const huge = height > 4 * usual;
	const squeezed = each < 0.12 * usual;
	const stretched = each > 3 * usual;
	return flat || huge || squeezed || stretched;
}
