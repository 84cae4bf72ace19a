import type { Digitized, DigitizeFailure } from './digitized.ts';

/** One line of the answer. */
export type DigitizeResult =
	| { readonly kind: 'done'; readonly digitized: Digitized }
	| { readonly kind: 'skipped'; readonly source: string; readonly outputs: Digitized['outputs'] }
	| { readonly kind: 'failed'; readonly failure: DigitizeFailure };
