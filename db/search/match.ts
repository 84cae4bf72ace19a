import type { SearchWord } from './words.ts';

/** A shorter beginning of a word matches too much to be of use, and is looked for as it stands. */
const MIN_PREFIX = 2;

/**
 * A query in FTS5's language: all words, one facet of each group, and, if asked for, the words with the very marks that were typed.
 * Of the last word the beginning is enough, since a person may still be typing. Every word is quoted, so that nothing in it is an
 * operator; the whole is bound, never put into SQL.
 */
export function matchText(
	words: readonly SearchWord[],
	facets: readonly (readonly string[])[],
	marks: readonly string[] = [],
): string {
	const all = words.map((word, i) => {
		const last = word.tokens.at(-1) ?? '';
		return quote(word.tokens.join(' ')) + (i === words.length - 1 && last.length >= MIN_PREFIX ? ' *' : '');
	});
	const groups = facets.map((group) => `(${group.map(quote).join(' OR ')})`);
	return [...marks.map(quote), ...all, ...groups].join(' AND ');
}

function quote(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
