import { fold } from '../../domain/text/index.ts';
import { bottomOf, type LaidLine, lineOf, middleOf, rightOf, textOf } from './laid-line.ts';

/**
 * Lines with the halves of the letterhead (body on the left, national motto on the right) and of the closing part (recipients
 * on the left, signature on the right) apart: the engine joins what stands on one height. Each half gets a block of its own,
 * the left one first. Places of both on the page: NĐ 30/2020/NĐ-CP, annex I, part I (ô số 1-9b).
 *
 * @param lines in reading order, px of the frame. @param pageHeight px.
 */
export function splitHalves(lines: readonly LaidLine[], pageHeight: number): readonly LaidLine[] {
	const head = findLetterhead(lines, pageHeight);
	const opened = head === undefined ? lines : split(lines, head);
	const foot = findClosing(opened);
	return foot === undefined ? opened : split(opened, foot);
}

/** An area that is in two halves: x of the gap between them, px, and the lines in it. */
type Halves = { readonly gutter: number; readonly members: ReadonlySet<LaidLine> };

/**
 * The end of a line that is the nation's name, the motto, or the Party's name in their place; folded (no marks, lower case).
 * Some letters may be misread; one of the two lines is enough.
 */
const MOTTO = /(?:c.ng h.a x. ?h.i ch. ngh.a vi.t nam|d.c l.p\W+t. do\W+h.nh ph.c|d.ng c.ng s.n vi.t nam)\W*$/;
const PLACE_AND_DATE = /ng.y.{0,12}th.ng.{0,10}n.m/;
const NUMBER = /^\W*s.\s*[:.;]/;

function findLetterhead(lines: readonly LaidLine[], pageHeight: number): Halves | undefined {
	const top = lines.filter((line) => middleOf(line.box) < 0.4 * pageHeight);
	const mottoes = top.flatMap((line) => startOf(line, MOTTO) ?? []);
	const widest = mottoes.reduce<Start | undefined>((a, b) => (a === undefined || b.x < a.x ? b : a), undefined);
	if (widest === undefined) return undefined;
	const gutter = gapBefore(widest);
	const last = top.filter((line) => isBesideMotto(line, gutter, widest)).at(-1);
	const bottom = Math.max(
		...[...mottoes.map((start) => start.line), ...(last === undefined ? [] : [last])].map((line) => bottomOf(line.box)),
	);
	// What stands above the letterhead (a stamp, a page number) is no part of it.
	const start = Math.min(...mottoes.map(({ line }) => line.box[1] - line.box[3]));
	const members = new Set(top.filter((line) => middleOf(line.box) >= start && middleOf(line.box) <= bottom));
	return withSubject(top, { gutter, members }, bottom);
}

/** The line of number or of place and date, below the motto. */
function isBesideMotto(line: LaidLine, gutter: number, motto: Start): boolean {
	const below = middleOf(line.box) - bottomOf(motto.line.box);
	if (below < -motto.line.box[3] || below > 8 * motto.line.box[3]) return false;
	const text = fold(textOf(line));
	return (line.box[0] < gutter && NUMBER.test(text)) || PLACE_AND_DATE.test(text);
}

/** Lines right below the number that stay in the left half: the subject of an official letter (V/v …). */
function withSubject(top: readonly LaidLine[], halves: Halves, bottom: number): Halves {
	const members = new Set(halves.members);
	let edge = bottom;
	for (const line of top) {
		if (members.has(line) || rightOf(line.box) > halves.gutter) continue;
		if (line.box[1] - edge > 1.2 * line.box[3]) break;
		members.add(line);
		edge = Math.max(edge, bottomOf(line.box));
	}
	return { ...halves, members };
}

const RECIPIENTS = /^\W*n.i nh.n\s*[:.;]?/;
/** The signature starts at least so far right of the recipients, share of the text's right edge. */
const SIGNATURE_FROM = 0.2;

function findClosing(lines: readonly LaidLine[]): Halves | undefined {
	const first = lines.findLast((line) => RECIPIENTS.test(fold(textOf(line))));
	if (first === undefined) return undefined;
	const below = lines.filter((line) => bottomOf(line.box) > first.box[1]);
	const nearest = first.box[0] + SIGNATURE_FROM * Math.max(...lines.map((line) => rightOf(line.box)));
	const starts = below.flatMap((line) => {
		const gap = widestGap(line);
		return gap !== undefined && gap.width > line.box[3] && gap.right > nearest ? [gap.right] : [];
	});
	if (starts.length === 0) return undefined;
	const gutter = Math.min(...starts);
	return { gutter, members: new Set(below.filter((line) => isInHalves(line, gutter))) };
}

function isInHalves(line: LaidLine, gutter: number): boolean {
	return line.words.every((word) => rightOf(word.box) <= gutter || word.box[0] >= gutter);
}

type Start = { readonly line: LaidLine; readonly index: number; readonly x: number };

/** Where in the line the words that match begin; they stand alone, or apart from what is left of them. */
function startOf(line: LaidLine, pattern: RegExp): Start | undefined {
	const words = line.words.map((word) => fold(word.text));
	const found = pattern.exec(words.join(' '));
	if (found === null) return undefined;
	let length = 0;
	const index = words.findIndex((word) => {
		length += word.length + 1;
		return length > found.index;
	});
	const word = line.words[index];
	if (word === undefined) return undefined;
	const start = { line, index, x: word.box[0] };
	const previous = line.words[index - 1];
	return previous === undefined || word.box[0] - rightOf(previous.box) > word.box[3] ? start : undefined;
}

/** The middle of the gap before the word where the right half starts, px. */
function gapBefore({ line, index, x }: Start): number {
	const previous = line.words[index - 1];
	return previous === undefined ? x - line.box[3] / 2 : (rightOf(previous.box) + x) / 2;
}

/** Between two words: where the right one starts, and how wide it is, px. */
type Gap = { readonly right: number; readonly width: number };

function widestGap(line: LaidLine): Gap | undefined {
	let widest: Gap | undefined;
	for (const [i, word] of line.words.entries()) {
		const next = line.words[i + 1];
		if (next === undefined) break;
		const gap = { right: next.box[0], width: next.box[0] - rightOf(word.box) };
		if (widest === undefined || gap.width > widest.width) widest = gap;
	}
	return widest;
}

/** Members of the area become two blocks, left and right, where the first of them stood. */
function split(lines: readonly LaidLine[], { gutter, members }: Halves): readonly LaidLine[] {
	const left: LaidLine[] = [];
	const right: LaidLine[] = [];
	const next = Math.max(-1, ...lines.map((line) => line.block)) + 1;
	for (const line of members) {
		const isLeft = (word: { box: LaidLine['box'] }): boolean => word.box[0] + word.box[2] / 2 < gutter;
		const a = lineOf(line.words.filter(isLeft), next);
		const b = lineOf(
			line.words.filter((word) => !isLeft(word)),
			next + 1,
		);
		if (a !== undefined) left.push(a);
		if (b !== undefined) right.push(b);
	}
	const byHeight = (a: LaidLine, b: LaidLine): number => middleOf(a.box) - middleOf(b.box);
	const at = lines.findIndex((line) => members.has(line));
	const rest = (line: LaidLine): boolean => !members.has(line);
	return [
		...lines.slice(0, at).filter(rest),
		...left.sort(byHeight),
		...right.sort(byHeight),
		...lines.slice(at).filter(rest),
	];
}
