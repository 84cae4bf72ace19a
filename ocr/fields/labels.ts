import { approxFind, editsFor } from './match.ts';
import type { Paper } from './paper.ts';
import { joinSpans, type Span, slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

/** A value found beside its label. `edits`: letters of the label that differ from the wording looked for. */
export type Labelled = {
	readonly view: PageView;
	readonly segment: Segment;
	readonly value: Span;
	readonly edits: number;
};

/** `below`: a label alone on its line has its value on the next. */
export type LabelOptions = { readonly below?: boolean };

/** A line that begins with a label or a list number of its own does not go on with the line above. */
const OWN_LABEL = /^[^:]{0,45}:|^\W{0,2}(?:\d{1,2}|[a-zđ])[.)]\s|^(?:dieu|can cu)\b/;

/** What begins the next label on the same line: the value before it ends there. */
const NEXT_LABEL =
	/[\s,;.(]*\b(?:gioi tinh|sinh ngay|ngay sinh|sinh nam|nam sinh|ngay, thang|ngay thang nam|dan toc|quoc tich|ton giao|ngay cap|noi cap|cap ngay|do cong an|so dinh danh|so cccd|cccd|cmnd|can cuoc|chung minh|so giay to|dia chi|thuong tru|noi cu tru|noi thuong tru|to ban do|dien tich|chuc vu|chuc danh|dien thoai|email|fax|website|ma so thue|muc dich|hinh thuc)\b/;

/** Shorter labels ("cấp cho", "xác nhận") are everyday words: only at the start of a line, after a list number at most, are they labels. */
const LONG_LABEL = 16;
/** "1. ", "a) ", "Điều 1. ", "* ". */
const ENUMERATOR = /^\W{0,3}(?:dieu )?(?:\d{1,2}|[a-zđ])?\s?[.):]?\W{0,3}$/;
/** Only the first part of a line can hold a label. */
const MAX_START = 40;

function valueStart(segment: Segment, end: number): number {
	const rest = /^[^\p{L}\p{N}:(]{0,3}(?:\([^)]{0,80}\))?\s?[:.;]*\s?/u.exec(segment.text.slice(end));
	return end + (rest?.[0].length ?? 0);
}

/** The next segment in the same row, when nothing follows the label in its own. */
function besides(view: PageView, segment: Segment): Segment | undefined {
	const row = view.rows.find((own) => own.includes(segment)) ?? [];
	return row[row.indexOf(segment) + 1];
}

function cut(segment: Segment, start: number): Span {
	const rest = segment.folded.slice(start);
	const next = NEXT_LABEL.exec(rest);
	const whole = slice(segment, start, next !== null ? start + next.index : segment.text.length);
	return { ...whole, text: whole.text.replace(/[\s,;.:…]+$/, '').replace(/^[\s.:…]+/, '') };
}

/** The line under a label that has its line to itself ("2. Địa chỉ trụ sở chính"). */
function lineUnder(view: PageView, segment: Segment): Span | undefined {
	const next = view.segments[view.segments.indexOf(segment) + 1];
	if (next === undefined || next.top - segment.bottom > 1.5 * view.textHeight || OWN_LABEL.test(next.folded))
		return undefined;
	return cut(next, 0);
}

function readAfter(view: PageView, segment: Segment, end: number, below: boolean): Span | undefined {
	const start = valueStart(segment, end);
	const own = cut(segment, start);
	if (/[\p{L}\p{N}]/u.test(own.text)) return own;
	const next = besides(view, segment);
	const other = next === undefined ? undefined : cut(next, 0);
	if (other !== undefined && /[\p{L}\p{N}]/u.test(other.text)) return other;
	return below ? lineUnder(view, segment) : undefined;
}

function startsWord(folded: string, at: number): boolean {
	return at === 0 || !/[\p{L}\p{N}]/u.test(folded.charAt(at - 1));
}

function findIn(
	view: PageView,
	label: string,
	fuzzy: boolean,
	ignored: readonly Segment[],
	options: LabelOptions,
): Labelled[] {
	return view.segments.flatMap((segment) => {
		if (ignored.includes(segment)) return [];
		const head = segment.folded.slice(0, MAX_START + label.length + 2);
		const match = approxFind(head, label, fuzzy ? editsFor(label) : 0);
		if (match === undefined || match.start > MAX_START || !startsWord(head, match.start)) return [];
		if (label.length < LONG_LABEL && !ENUMERATOR.test(head.slice(0, match.start))) return [];
		if (/^\p{L}/u.test(segment.folded.slice(match.end))) return [];
		const value = readAfter(view, segment, match.end, options.below === true);
		return value === undefined ? [] : [{ view, segment, value, edits: match.edits }];
	});
}

/**
 * Values beside a label, in the order of the paper, label after label: the best label first, exact wording before near misses, so that
 * a caller may refuse what one label yields. Labels are folded.
 */
export function* findAllLabelled(
	paper: Paper,
	labels: readonly string[],
	options: LabelOptions = {},
): Generator<readonly Labelled[], undefined> {
	for (const fuzzy of [false, true]) {
		for (const label of labels) {
			const found = paper.views.flatMap((view) =>
				findIn(view, label, fuzzy, paper.head?.title?.segments ?? [], options),
			);
			if (found.length > 0) yield found;
		}
	}
	return undefined;
}

/** The values beside the best label there is. */
export function findLabelled(paper: Paper, labels: readonly string[], options: LabelOptions = {}): readonly Labelled[] {
	return findAllLabelled(paper, labels, options).next().value ?? [];
}

/** The value with the line under it, when it ran to the right margin and the next line begins no label of its own. */
export function withNextLine(found: Labelled): Span {
	const { view, segment, value } = found;
	const next = view.segments[view.segments.indexOf(segment) + 1];
	const runsOn = segment.right > 0.8 && next !== undefined && next.top - segment.bottom < 1.2 * view.textHeight;
	if (!runsOn || OWN_LABEL.test(next.folded)) return value;
	return joinSpans([value, cut(next, 0)]);
}
