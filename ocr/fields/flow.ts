import { type Span, slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

/** A page's text as one line, for rules that look across line ends; offsets lead back to the words. */
export type Flow = {
	readonly view: PageView;
	readonly text: string;
	/** Of the same length as `text`. */
	readonly folded: string;
	readonly parts: readonly { readonly start: number; readonly segment: Segment }[];
};

/** Joins a page's segments by spaces, in rows from top to bottom. */
export function toFlow(view: PageView): Flow {
	const parts: { start: number; segment: Segment }[] = [];
	let at = 0;
	for (const segment of view.segments) {
		parts.push({ start: at, segment });
		at += segment.text.length + 1;
	}
	return {
		view,
		text: view.segments.map((segment) => segment.text).join(' '),
		folded: view.segments.map((segment) => segment.folded).join(' '),
		parts,
	};
}

/** The words from `start` to `end` (exclusive) of the flow's text. */
export function sliceFlow(flow: Flow, start: number, end: number): Span {
	const spans = flow.parts
		.filter((part) => part.start < end && part.start + part.segment.text.length > start)
		.map((part) => slice(part.segment, Math.max(0, start - part.start), end - part.start));
	return {
		page: flow.view.index,
		text: flow.text.slice(start, end).trim(),
		words: spans.flatMap((span) => span.words),
	};
}
