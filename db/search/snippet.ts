import { foldAligned } from '../../domain/text/index.ts';
import type { SearchWord } from './words.ts';

/** A cutting of the original text. `marks`: what was looked for, offsets into `text` (UTF-16 code units), in order, `end` exclusive. */
export type Snippet = {
	readonly text: string;
	readonly marks: readonly { readonly start: number; readonly end: number }[];
};

type Piece = { readonly token: string; readonly start: number; readonly end: number };
type Hit = { readonly word: number; readonly start: number; readonly end: number };

/** Length of a snippet and what stands before its first mark, UTF-16 code units: two lines of a result list. */
const LENGTH = 180;
const BEFORE = 40;

/** Of a long text only the beginning is looked through, about 20 pages: a result list must not wait for the rest. */
const MAX_TEXT = 60_000;

/** Letters or digits, as `toSearchTokens` cuts them. */
const PIECE = /\p{N}+|\p{L}+/gu;

/** The place of an NFC text where most of the words stand together; its beginning, without marks, where none does. */
export function cutSnippet(text: string, words: readonly SearchWord[]): Snippet {
	const hits = findHits(text.slice(0, MAX_TEXT), words);
	const [first, ...others] = bestRun(hits);
	const from = first === undefined ? 0 : startOfWord(text, Math.max(0, first.start - BEFORE));
	const to = endOfWord(text, Math.min(text.length, from + LENGTH));
	const inside = first === undefined ? [] : [first, ...others].filter((hit) => hit.end <= to);
	return {
		text: text.slice(from, to).replace(/[\n\t]/g, ' '),
		marks: inside.map((hit) => ({ start: hit.start - from, end: hit.end - from })),
	};
}

/** How many of the words the text holds. */
export function countWords(text: string, words: readonly SearchWord[]): number {
	return new Set(findHits(text.slice(0, MAX_TEXT), words).map((hit) => hit.word)).size;
}

function findHits(text: string, words: readonly SearchWord[]): readonly Hit[] {
	const pieces: Piece[] = Array.from(foldAligned(text).matchAll(PIECE), (match) => ({
		token: match[0].replace(/^0+(?=\p{N})/u, '').slice(0, 48),
		start: match.index,
		end: match.index + match[0].length,
	}));
	const hits: Hit[] = [];
	let next = 0;
	for (let i = 0; i < pieces.length; i += 1) {
		if (i < next) continue;
		const word = words.findIndex((candidate, n) => matchesAt(pieces, i, candidate, n === words.length - 1));
		if (word < 0) continue;
		next = i + (words[word]?.tokens.length ?? 1);
		hits.push({ word, start: pieces[i]?.start ?? 0, end: pieces[next - 1]?.end ?? 0 });
	}
	return hits;
}

function matchesAt(pieces: readonly Piece[], at: number, word: SearchWord, open: boolean): boolean {
	return word.tokens.every((token, k) => {
		const piece = pieces[at + k]?.token;
		const prefix = open && k === word.tokens.length - 1 && token.length >= 2;
		return prefix ? piece?.startsWith(token) : piece === token;
	});
}

/** The hits of the window that holds the most different words; the first of equals. */
function bestRun(hits: readonly Hit[]): readonly Hit[] {
	let best: readonly Hit[] = [];
	let bestCount = 0;
	for (let i = 0; i < hits.length; i += 1) {
		const start = hits[i]?.start ?? 0;
		const run: Hit[] = [];
		for (let k = i; k < hits.length; k += 1) {
			const hit = hits[k];
			if (hit === undefined || hit.end > start + LENGTH - BEFORE) break;
			run.push(hit);
		}
		const count = new Set(run.map((hit) => hit.word)).size;
		if (count > bestCount) [best, bestCount] = [run, count];
	}
	return best;
}

function startOfWord(text: string, at: number): number {
	if (at === 0) return 0;
	const blank = text.slice(at, at + 20).search(/\s/u);
	return blank < 0 ? at : at + blank + 1;
}

function endOfWord(text: string, at: number): number {
	if (at >= text.length) return text.length;
	const tail = text.slice(Math.max(0, at - 20), at);
	const blank = tail.search(/\s\S*$/u);
	return blank < 0 ? at : at - tail.length + blank;
}
