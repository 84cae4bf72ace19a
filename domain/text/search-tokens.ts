import { fold } from './fold.ts';

/** How much of a text is taken. Lengths in UTF-16 code units. */
export type TokenLimits = { readonly maxLength: number; readonly maxTokens: number };

/** For what a person types: longer is paste or attack, and each token costs a lookup. */
export const QUERY_LIMITS: TokenLimits = { maxLength: 300, maxTokens: 16 };

/** For a document's text: 1,000 pages of 4,000 characters. */
export const INDEX_LIMITS: TokenLimits = { maxLength: 4_000_000, maxTokens: 1_000_000 };

/** Longer runs are no words; both sides are cut alike, so they still meet. */
const MAX_TOKEN_LENGTH = 48;

/** Letters or digits: a change from one to the other ends a token, so that "AA09273289" and "AA 09273289" are the same. */
const PIECE = /\p{N}+|\p{L}+/gu;

/** Excel and hasty fingers drop leading zeros ("1779" for "01779"), so they don't count in search. */
function withoutLeadingZeros(token: string): string {
	return token.replace(/^0+(?=\p{N})/u, '');
}

/**
 * The tokens of a text, folded: `123/QĐ-UBND` is `123`, `qd`, `ubnd`. Index and query both pass through it, so they meet whatever the form
 * (NFC, NFD), the case, the separators or the leading zeros. Only letters and digits come out: no token can be FTS5 syntax, though
 * `and`, `or`, `not`, `near` are words like others and must be quoted. Order and repetitions stay. Linear; never throws.
 */
export function toSearchTokens(text: string, limits: TokenLimits = QUERY_LIMITS): readonly string[] {
	const tokens: string[] = [];
	for (const [piece] of fold(text.slice(0, limits.maxLength)).matchAll(PIECE)) {
		if (tokens.length === limits.maxTokens) break;
		tokens.push(withoutLeadingZeros(piece).slice(0, MAX_TOKEN_LENGTH));
	}
	return tokens;
}

/** {@link toSearchTokens} of a document's text, joined by spaces: what goes into the folded column of the index. */
export function toIndexText(text: string): string {
	return toSearchTokens(text, INDEX_LIMITS).join(' ');
}

/** One key for all ways to write a document number or code: `123/QĐ-UBND`, `123 qd ubnd` and `0123/QD-UBND` give `123 qd ubnd`. */
export function numberKey(text: string): string {
	return toSearchTokens(text).join(' ');
}
