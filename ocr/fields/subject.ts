import { type Candidate, fromSpan } from './candidate.ts';
import type { Head } from './letterhead.ts';
import { capitalShare } from './match.ts';
import type { Paper } from './paper.ts';
import { restoreProvinces } from './restore-marks.ts';
import { isPositionLine } from './signature-block.ts';
import { joinSpans, type Span, slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

/** "V/v" at the start of a line, with what OCR makes of the slash. */
const ABOUT = /^\W{0,2}v\s?[/\\1li|]\s?v\b/;
const ABOUT_WORDS = /\bve viec\b/;
const MAX_LINES = 10;

/** Words at a line's ends that are dirt: no letter or digit, or hardly read. Stops at the first good word. */
function withoutDirt(segment: Segment): Span {
	const isDirt = (i: number): boolean => {
		const word = segment.words[i];
		return (
			word !== undefined && (!/[\p{L}\p{N}“”"]/u.test(word.text) || (word.confidence < 0.3 && word.text.length < 4))
		);
	};
	let from = 0;
	let to = segment.words.length;
	while (from < to && isDirt(from)) from += 1;
	while (to > from && isDirt(to - 1) && !/^[)”".]/.test(segment.words[to - 1]?.text ?? '')) to -= 1;
	const start = segment.starts[from] ?? segment.text.length;
	const end = (segment.starts[to - 1] ?? 0) + (segment.words[to - 1]?.text.length ?? 0);
	return slice(segment, start, end);
}

function isCentred(segment: Segment): boolean {
	return Math.abs((segment.left + segment.right) / 2 - 0.5) < 0.16;
}

/** Lines under the title, until the body, a line of capitals (who decides) or a gap. */
function underTitle(head: Head): Span[] {
	const title = head.title?.segments.at(-1);
	if (title === undefined) return [];
	const spans: Span[] = [];
	let bottom = title.bottom;
	for (const segment of head.view.segments) {
		if ((segment.top + segment.bottom) / 2 < title.bottom || head.title?.segments.includes(segment)) continue;
		const gap = segment.top - bottom;
		if (segment.top >= head.bodyTop || gap > 2.2 * head.view.textHeight || spans.length === MAX_LINES) break;
		const about = spans.length === 0 ? ABOUT_WORDS.exec(segment.folded) : null;
		if (about !== null && about.index > 0) {
			spans.push(slice(segment, about.index));
			bottom = segment.bottom;
			continue;
		}
		if (!isCentred(segment)) continue;
		if (isPositionLine(segment) || (capitalShare(segment.text) > 0.8 && segment.text.length > 6)) break;
		spans.push(withoutDirt(segment));
		bottom = segment.bottom;
	}
	return spans.filter((span) => /\p{L}{2}/u.test(span.text));
}

/** "V/v …" of a letter, under the number in the left half, with the lines that go on with it. */
function underNumber(view: PageView): Span[] {
	const first = view.segments.find(
		(segment) => segment.top < 0.45 && segment.left < 0.45 && ABOUT.test(segment.folded),
	);
	if (first === undefined) return [];
	const lines = [first];
	for (const segment of view.segments) {
		const last = lines.at(-1) ?? first;
		if (segment.top <= last.top || segment.left > 0.45 || (segment.left + segment.right) / 2 > 0.52) continue;
		if (segment.top - last.bottom > 0.9 * view.textHeight || lines.length === MAX_LINES) break;
		if (/^\W{0,2}kinh gui/.test(segment.folded)) break;
		lines.push(segment);
	}
	return lines.map(withoutDirt);
}

/** Trích yếu: under the title, or "V/v …" under the number of a letter. */
export function subjectRule(paper: Paper): readonly Candidate[] {
	const { head } = paper;
	if (head === undefined) return [];
	const letter = underNumber(head.view);
	const spans = letter.length > 0 ? letter : underTitle(head);
	if (spans.length === 0) return [];
	const span = joinSpans(spans);
	const certainty =
		letter.length > 0 || /^ve viec\b/i.test(spans[0]?.words.map((w) => w.folded).join(' ') ?? '') ? 0.97 : 0.94;
	return [
		fromSpan('subject', span, {
			value: restoreProvinces(span.text),
			certainty,
			rule: letter.length > 0 ? 'V/v' : 'under the title',
			origin: head.view.origin,
		}),
	];
}
