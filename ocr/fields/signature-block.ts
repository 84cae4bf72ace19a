import { fold } from '../../domain/text/index.ts';
import { POSITIONS } from './data/positions.ts';
import { capitalShare, compact, distance } from './match.ts';
import { isSurname, isSyllable } from './person-name.ts';
import { type Span, slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

/** Where the paper is signed (NĐ 30 PL I, box 7): authority and position lines, and the name under them. */
export type SignatureBlock = {
	readonly view: PageView;
	readonly lines: readonly Segment[];
	readonly name: { readonly span: Span; readonly surnameKnown: boolean; readonly alone: boolean } | undefined;
	/** Fraction of the page's height where the block begins. */
	readonly top: number;
};

/** Signatures stand right of this fraction of the width (NĐ 30 PL I, box 7: .521-.881); who decides is named in the middle, on page 1. */
const RIGHT_HALF = 0.55;
const AUTHORITY = /^\W{0,2}(?:(?:tm|kt|tl|tuq|q)\s?[.,]|(?:tm|kt|tl|tuq)\s)/;
const RECIPIENTS = /^\W{0,2}n[o0]i nh[ae]n/;
const DATE_LINE = /\bn[a-z]{1,2}[yv]\b.{0,30}\bn[a-z]m\b/;
const NAME_WORD = /^[^\p{L}\p{N}]{0,2}(?:\p{Lu}\p{Ll}{0,7}|\p{Lu}{1,8})[.,:;]{0,2}$/u;
/** Letters of dirt that may stick to the front of a position. */
const STUCK = 2;
const COMPACT_POSITIONS = POSITIONS.map((position) => compact(fold(position)));

/** Whether a line is one of a signature block: an authority (TM., KT. …) or begins with a position. */
export function isPositionLine(segment: Segment): boolean {
	if (capitalShare(segment.text) < 0.7) return false;
	if (AUTHORITY.test(segment.folded)) return true;
	// Strokes of the seal read as a word or two may stand before it.
	const dirt = segment.words.slice(0, 3).findIndex((word) => compact(word.folded).length > 2);
	const letters = compact(segment.folded.slice(segment.starts[Math.max(0, dirt)] ?? 0));
	return COMPACT_POSITIONS.some((position) => {
		const limit = position.length < 8 ? 0 : 1;
		if (letters.length > position.length + 30) return false;
		// A stroke may also stick to the first word ("ZTRƯỞNG PHÒNG").
		if (letters.length <= position.length + STUCK && letters.endsWith(position) && limit > 0) return true;
		return distance(letters.slice(0, position.length), position, limit) <= limit;
	});
}

function middle(segment: Segment): number {
	return (segment.left + segment.right) / 2;
}

function bareWord(text: string): string {
	return text.replace(/^[^\p{L}]+|[.,:;]+$/gu, '');
}

/** The run of two to five words that looks like a person's name; marks of stamps and pens beside it are left out. */
export function findName(segment: Segment): SignatureBlock['name'] {
	let best: { from: number; to: number } | undefined;
	for (let from = 0; from < segment.words.length; from += 1) {
		let to = from;
		while (to < segment.words.length && to - from < 5 && NAME_WORD.test(segment.words[to]?.text ?? '')) to += 1;
		if (to - from >= 2 && (best === undefined || to - from > best.to - best.from)) best = { from, to };
	}
	if (best === undefined) return undefined;
	// A stroke read as a letter may stand before the family name.
	const { to } = best;
	const family = segment.words.findIndex(
		(word, i) => i >= (best?.from ?? 0) && i <= to - 2 && isSurname(bareWord(word.text)),
	);
	if (family >= 0) best = { from: family, to };
	const words = segment.words.slice(best.from, best.to);
	if (words.every((word) => bareWord(word.text).length < 2)) return undefined;
	const start = segment.starts[best.from] ?? 0;
	const last = words.at(-1);
	const end = (segment.starts[best.to - 1] ?? 0) + (last?.text.replace(/[.,:;]+$/, '').length ?? 0);
	const span = slice(segment, start, end);
	const clean = { ...span, text: span.text.replace(/^[^\p{L}]+/u, '').replace(/[.,:;]+(?= )/g, '') };
	return {
		span: clean,
		surnameKnown: isSurname(bareWord(words[0]?.text ?? '')),
		alone: words.length === segment.words.length,
	};
}

/** Every word one syllable: what a seal's strokes make of a position's line ("PHỦ CHỦ HH") seldom is. */
function looksRight(name: NonNullable<SignatureBlock['name']>): boolean {
	return name.span.text.split(' ').every(isSyllable);
}

function nameBelow(view: PageView, lines: readonly Segment[]): SignatureBlock['name'] {
	const last = lines.at(-1);
	if (last === undefined) return undefined;
	const x = lines.reduce((sum, line) => sum + middle(line), 0) / lines.length;
	const below = view.segments.filter(
		(s) =>
			s.top >= last.bottom - view.textHeight / 2 &&
			s.top < last.bottom + 0.22 &&
			Math.abs(middle(s) - x) < 0.14 &&
			!lines.includes(s),
	);
	const names = below.filter((s) => !isPositionLine(s)).map(findName);
	const known = names.filter((name) => name?.surnameKnown === true);
	return (
		known.find((name) => name?.alone === true && looksRight(name)) ?? known.find((name) => name?.alone) ?? known[0]
	);
}

/** Lines of capitals right under a position line go on with it ("PHÓ TRƯỞNG PHÒNG / ĐĂNG KÝ KINH DOANH"). */
function gather(view: PageView, first: Segment): Segment[] {
	const lines = [first];
	const column = view.segments.filter((s) => s.top > first.top && Math.abs(middle(s) - middle(first)) < 0.12);
	for (const segment of column) {
		const last = lines.at(-1) ?? first;
		if (segment.top - last.bottom > 1.6 * view.textHeight) break;
		const isName = findName(segment)?.surnameKnown === true && !isPositionLine(segment);
		const goesOn = isPositionLine(segment) || (capitalShare(segment.text) > 0.85 && compact(segment.folded).length > 5);
		if (isName || !goesOn) break;
		lines.push(segment);
	}
	return lines;
}

/** A line of capitals that may be a position nobody listed ("NGƯỜI LẬP SỔ"): two words or more, read well, in the lower part. */
function mayBePosition(segment: Segment): boolean {
	const sure = segment.words.every((word) => word.confidence > 0.6);
	return segment.top > 0.35 && segment.words.length >= 2 && sure && capitalShare(segment.text) > 0.95;
}

function blocksOf(view: PageView, isStart: (segment: Segment) => boolean): SignatureBlock[] {
	const used = new Set<Segment>();
	const blocks: SignatureBlock[] = [];
	for (const segment of view.segments) {
		if (used.has(segment) || middle(segment) < RIGHT_HALF || !isStart(segment)) continue;
		const lines = gather(view, segment);
		for (const line of lines) used.add(line);
		blocks.push({ view, lines, name: nameBelow(view, lines), top: segment.top });
	}
	return blocks;
}

/** Certificates have no recipients: their block stands under the date line, and the seal may hide the name. */
function isDated({ view, top }: SignatureBlock): boolean {
	return view.segments.some(
		(s) => s.bottom < top + view.textHeight && s.top > top - 0.06 && middle(s) > 0.5 && DATE_LINE.test(s.folded),
	);
}

/** Nothing follows it but short lines: the end of the text, where papers are signed. */
function endsText({ view, top, lines }: SignatureBlock): boolean {
	const bottom = lines.at(-1)?.bottom ?? top;
	return top > 0.3 && !view.segments.some((s) => s.top > bottom && s.right - s.left > 0.55);
}

function score(block: SignatureBlock): number {
	const { view, lines, name, top } = block;
	const recipients = view.segments.some(
		(s) => s.left < 0.45 && Math.abs(s.top - top) < 0.12 && RECIPIENTS.test(s.folded),
	);
	const authority = lines.some((line) => AUTHORITY.test(line.folded));
	const placed = recipients || isDated(block) || endsText(block);
	return (name === undefined ? 0 : 4) + (placed ? 3 : 0) + (authority ? 1 : 0);
}

/** The seal may hide the position altogether; a name right of the recipients and below their first line is still the signer's. */
function nameAlone(view: PageView): SignatureBlock | undefined {
	const recipients = view.segments.find((s) => s.left < 0.45 && RECIPIENTS.test(s.folded));
	if (recipients === undefined) return undefined;
	const right = view.segments.filter(
		(s) => s.top > recipients.bottom && s.top < recipients.bottom + 0.3 && middle(s) > 0.6 && s.left > 0.5,
	);
	const found = right.map(findName).findLast((name) => name?.surnameKnown === true && name.alone);
	return found === undefined ? undefined : { view, lines: [], name: found, top: recipients.top };
}

/** The block where the paper is signed; appendices may follow it. Without a name under it, recipients beside it, the date line over it or the text's end after it there is none. `lines` is empty where only the name was read. */
export function findSignature(views: readonly PageView[]): SignatureBlock | undefined {
	const blocks = views.flatMap((view) => blocksOf(view, isPositionLine));
	const best = bestOf(blocks, 3);
	if (best !== undefined) return best;
	const named = views.map(nameAlone).findLast((block) => block !== undefined);
	const unlisted = views.flatMap((view) => blocksOf(view, mayBePosition)).filter((block) => block.name?.alone === true);
	return bestOf(unlisted, 7) ?? named;
}

/** The block with the most signs of a signature, the last one of equals; none below `least`. */
function bestOf(blocks: readonly SignatureBlock[], least: number): SignatureBlock | undefined {
	let best: { block: SignatureBlock; score: number } | undefined;
	for (const block of blocks) {
		const points = score(block);
		if (points >= least && (best === undefined || points >= best.score)) best = { block, score: points };
	}
	return best?.block;
}
