import { toSearchTokens } from './search-tokens.ts';

/**
 * Which words of a page a query marks: indices into `words`. As in the index, words and query are compared folded, and the
 * query's last word may be unfinished. `123/QĐ-UBND` is one word on the page and three for the query: any of them marks it.
 */
export function matchWords(words: readonly { readonly text: string }[], query: string): ReadonlySet<number> {
	const wanted = toSearchTokens(query);
	const last = wanted.at(-1);
	const found = new Set<number>();
	if (last === undefined) return found;
	const whole = new Set(wanted);
	const fits = (token: string): boolean => whole.has(token) || token.startsWith(last);
	for (const [index, word] of words.entries()) {
		if (toSearchTokens(word.text).some(fits)) found.add(index);
	}
	return found;
}
