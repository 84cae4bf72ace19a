import type { FieldName, FieldOrigin, FieldReading } from '../../domain/fields.ts';
import type { Box } from '../../domain/geometry.ts';
import { boxOf, type Span } from './span.ts';
import type { ViewWord } from './view.ts';

/** What a rule proposes for a field. */
export type Candidate = {
	readonly field: FieldName;
	/** Normalised. */
	readonly value: string;
	/** As on the paper, NFC. */
	readonly printed: string;
	/** 0-1: how sure the rule is of its own judgement, apart from how well the words were read. */
	readonly certainty: number;
	/** 0-1: how well the words were read. */
	readonly legibility: number;
	readonly page: number;
	readonly box: Box;
	readonly origin: FieldOrigin;
	/** Name of the rule, for tests and for tuning. */
	readonly rule: string;
};

/**
 * What a word's engine confidence is worth. Tesseract gives right words 0.90-0.97 and never more; about one word in 200 of those still has a
 * wrong mark ("đề" for "để"), and half of the words below 0.75 hold an error (measured 2026-11-23 on vn-scans and the corpus).
 * A text layer's words have 1.
 */
const WORTH: readonly (readonly [confidence: number, worth: number])[] = [
	[0, 0.1],
	[0.5, 0.5],
	[0.75, 0.75],
	[0.88, 0.95],
	[0.93, 0.99],
	[0.97, 0.995],
	[0.98, 1],
	[1, 1],
];

function worth(confidence: number): number {
	let [x0, y0] = [0, 0.1];
	for (const [x, y] of WORTH) {
		if (confidence <= x) return x === x0 ? y : y0 + ((confidence - x0) / (x - x0)) * (y - y0);
		[x0, y0] = [x, y];
	}
	return 1;
}

/**
 * How well words were read, 0-1: that none of them is wrong, so a long text is less sure than a short one of the same quality.
 * Punctuation alone doesn't count.
 */
export function legibilityOf(words: readonly ViewWord[]): number {
	const read = words.filter((word) => /[\p{L}\p{N}]/u.test(word.text));
	return read.reduce((product, word) => product * worth(word.confidence), 1);
}

/** A candidate whose value stands in a span. `value` defaults to the span's text. */
export function fromSpan(
	field: FieldName,
	span: Span,
	about: { readonly value?: string; readonly certainty: number; readonly rule: string; readonly origin: FieldOrigin },
): Candidate {
	return {
		field,
		value: about.value ?? span.text,
		printed: span.text,
		certainty: about.certainty,
		legibility: legibilityOf(span.words),
		page: span.page,
		box: boxOf(span),
		origin: about.origin,
		rule: about.rule,
	};
}

/** 0-1, three decimals. */
export function confidenceOf(candidate: Candidate): number {
	return Math.round(candidate.certainty * candidate.legibility * 1000) / 1000;
}

/** The reading that is kept of a candidate. */
export function toReading(candidate: Candidate): FieldReading {
	const { value, printed, page, box, origin } = candidate;
	return { value, printed, confidence: confidenceOf(candidate), page, box, origin };
}
