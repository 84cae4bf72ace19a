import { QUERY_LIMITS, toneKey, toSearchTokens } from '../../domain/text/index.ts';

/**
 * A word of a query: what stood between two blanks. `123/QĐ-UBND` is one word of three tokens, which must follow each other.
 */
export type SearchWord = {
	/** Folded, one or more. */
	readonly tokens: readonly string[];
	/** With its marks, as {@link markedToken} writes it; absent when the word has none, or is no plain word. */
	readonly marked?: string;
};

/** The words of a query, at most 300 characters and 16 tokens of it. Empty when there is nothing to look for. */
export function toSearchWords(query: string): readonly SearchWord[] {
	const words: SearchWord[] = [];
	let left = QUERY_LIMITS.maxTokens;
	for (const part of query.slice(0, QUERY_LIMITS.maxLength).normalize('NFC').split(/\s+/u)) {
		const tokens = toSearchTokens(part).slice(0, left);
		if (tokens.length === 0) continue;
		left -= tokens.length;
		const marked = tokens.length === 1 ? markedToken(part) : undefined;
		words.push(marked === undefined ? { tokens } : { tokens, marked });
		if (left === 0) break;
	}
	return words;
}

/** A digit for each mark, so that no tokenizer can take the word apart, and no word of a text or query looks like it. */
const MARKS: Readonly<Record<string, string>> = {
	'\u0301': '1',
	'\u0300': '2',
	'\u0309': '3',
	'\u0303': '4',
	'\u0323': '5',
	'\u0302': '6',
	'\u031b': '7',
	'\u0306': '8',
};

const WORD = /[\p{L}\p{M}]+/gu;

/** The first word of a text with its marks as digits, the tone at the end: `Hoà` and `hòa` are `hoa2`. `undefined` without marks. */
function markedToken(text: string): string | undefined {
	const word = text.match(WORD)?.[0];
	return word === undefined ? undefined : spellMarks(word);
}

/** All words of a text that have marks, spelt with digits, joined by spaces: the column `marked`. */
export function toMarkedText(text: string): string {
	const cache = new Map<string, string | undefined>();
	const out: string[] = [];
	for (const [word] of text.normalize('NFC').matchAll(WORD)) {
		if (!cache.has(word)) cache.set(word, spellMarks(word));
		const spelt = cache.get(word);
		if (spelt !== undefined) out.push(spelt);
	}
	return out.join(' ');
}

function spellMarks(word: string): string | undefined {
	const spelt = toneKey(word.toLowerCase())
		.normalize('NFD')
		.replaceAll('đ', 'd9')
		.replace(/\p{M}/gu, (mark) => MARKS[mark] ?? '');
	return /\d/.test(spelt) ? spelt.slice(0, 48) : undefined;
}
