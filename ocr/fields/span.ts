import { type Box, unionOf } from '../../domain/geometry.ts';
import type { Segment, ViewWord } from './view.ts';

/** A stretch of text on one page with the words it is made of. */
export type Span = { readonly page: number; readonly text: string; readonly words: readonly ViewWord[] };

/** The part of a segment's text from `start` to `end` (exclusive), with every word it touches. */
export function slice(segment: Segment, start = 0, end = segment.text.length): Span {
	const words = segment.words.filter((word, i) => {
		const at = segment.starts[i] ?? 0;
		return at < end && at + word.text.length > start;
	});
	return { page: segment.page, text: segment.text.slice(start, end).trim(), words };
}

/** Spans one after the other, by spaces; a hyphen at a line's end is kept as printed. All on the first one's page. */
export function joinSpans(spans: readonly Span[]): Span {
	const page = spans[0]?.page ?? 0;
	const own = spans.filter((span) => span.page === page && span.text !== '');
	return { page, text: own.map((span) => span.text).join(' '), words: own.flatMap((span) => span.words) };
}

/** The smallest box around the span's words, px of the frame. */
export function boxOf(span: Span): Box {
	return unionOf(span.words.map((word) => word.box)) ?? [0, 0, 0, 0];
}
