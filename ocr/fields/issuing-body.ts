import { fold, foldAligned, toneKey } from '../../domain/text/index.ts';
import { type Candidate, fromSpan, legibilityOf } from './candidate.ts';
import { BODY_HEADS } from './data/bodies.ts';
import type { Head } from './letterhead.ts';
import { capitalShare, compact, distance } from './match.ts';
import type { Paper } from './paper.ts';
import { restoreMarks, withoutDirt } from './restore-marks.ts';
import { joinSpans, slice } from './span.ts';
import type { Segment } from './view.ts';

const HEADS = BODY_HEADS.map((name) => fold(name));
/** Lines that can't stand alone as an issuer: the next line goes on with the name. */
const UNFINISHED =
	/^(?:van phong|thu tuong|thanh tra|chi nhanh|chu tich|trung tam|phong|ban|uy ban nhan dan|hoi dong nhan dan|toa an nhan dan)$|[\s-]va$|[-,]$/;
/** A line that starts so never begins a name. */
const GOES_ON = /^(?:va|tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong|dac khu|cong)\b/;
const NUMBER_LINE = /^\W{0,3}s[o06]\s?[:.;]/;

/** Left half of the letterhead: capitals level with the republic's line, down to the number. */
function letterheadLines(head: Head): Segment[] {
	const { view, republic, motto } = head;
	const anchor = republic ?? motto;
	const from = anchor === undefined ? 0 : anchor.top - 2.2 * view.textHeight;
	const edge = anchor === undefined ? 0.5 : Math.min(0.56, anchor.left + 0.06);
	const number = view.segments.find((s) => s.top > from && s.left < 0.45 && NUMBER_LINE.test(s.folded));
	const to = Math.min(number?.top ?? 1, head.title?.segments[0]?.top ?? 1, head.bodyTop, from + 0.16);
	const lines: Segment[] = [];
	for (const segment of view.segments) {
		const left = (segment.left + segment.right) / 2 < Math.min(0.5, edge) && segment.left < 0.4;
		const name = capitalShare(segment.text) > 0.8 && compact(segment.folded).length >= 3;
		if (
			segment === republic ||
			segment === motto ||
			segment.top < from ||
			segment.bottom > to + view.textHeight ||
			!left ||
			!name
		)
			continue;
		if (segment.top >= to) break;
		const last = lines.at(-1);
		if (last !== undefined && segment.top - last.bottom > 2.4 * view.textHeight) break;
		lines.push(segment);
	}
	return lines;
}

function startsName(line: Segment): boolean {
	const folded = line.folded.replace(/^\W+/, '');
	if (GOES_ON.test(folded)) return false;
	return HEADS.some((head) => {
		const start = folded.slice(0, head.length);
		if (head.length < 6) return start === head && !/^\p{L}/u.test(folded.slice(head.length));
		return distance(start, head, 1) <= 1;
	});
}

/** Bold capitals have at least this share of the stroke of the republic's name, which is bold: 0.84 to 1.1; regular ones 0.59 to 0.70 (measured 2026-11-23 on the corpus). */
const BOLD = 0.8;

/** NĐ 30 PL I box 2: the parent body is printed regular, the issuer bold. Where only the last lines are bold, how many lines stand above them. */
function linesAboveBold(lines: readonly Segment[], head: Head): number {
	const reference = head.republic?.strokePx;
	if (reference === undefined || lines.some((line) => line.strokePx === undefined)) return 0;
	const isBold = (line: Segment): boolean => (line.strokePx ?? 0) >= BOLD * reference;
	const regular = lines.findLastIndex((line) => !isBold(line)) + 1;
	return regular < lines.length ? regular : 0;
}

/** The issuer's own lines: the bold ones under regular ones, else from the last line that begins a name to the end. What stands above is the parent body. */
function issuerLines(lines: readonly Segment[], head: Head): readonly Segment[] {
	const above = linesAboveBold(lines, head);
	if (above > 0) return lines.slice(above);
	let from = 0;
	lines.forEach((line, i) => {
		const before = lines[i - 1]?.folded.trim() ?? '';
		if (i > 0 && startsName(line) && !UNFINISHED.test(before)) from = i;
	});
	return lines.slice(from);
}

/** "SỞ … / PHÒNG …": whether the office signs for itself or is named with its department only the bold type says, which OCR does not tell. */
function isOfficeOf(lines: readonly Segment[], first: Segment): boolean {
	return /^\W*phong\b/.test(first.folded) && lines.some((line) => line !== first && /^\W*so\b/.test(line.folded));
}

const UNIT_NAME = /\b(?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong|dac khu) (\S+(?: \S+){0,3})$/;

/**
 * The name of the unit in an issuer ("… XÃ CÔN CỎ") held against the other places where its letters stand (the date line, the text):
 * capitals lose marks more easily. The spelling with the most certainty behind it is taken.
 */
function agreeOnUnit(value: string, paper: Paper): string {
	const name = UNIT_NAME.exec(foldAligned(value))?.[1];
	if (name === undefined) return value;
	const read = value.slice(value.length - name.length);
	const weights = new Map<string, { spelling: string; weight: number }>();
	for (const segment of paper.views.flatMap((view) => view.segments)) {
		for (const at of segment.starts) {
			if (!segment.folded.startsWith(name, at) || /^\p{L}/u.test(segment.folded.slice(at + name.length))) continue;
			const span = slice(segment, at, at + name.length);
			if (!/^\p{Lu}/u.test(span.text)) continue;
			const spelling = span.text.toUpperCase();
			const own = weights.get(toneKey(spelling)) ?? { spelling, weight: 0 };
			weights.set(toneKey(spelling), { spelling: own.spelling, weight: own.weight + legibilityOf(span.words) });
		}
	}
	const best = [...weights.values()].toSorted((a, b) => b.weight - a.weight)[0];
	if (best === undefined || toneKey(best.spelling) === toneKey(read)) return value;
	return value.slice(0, value.length - name.length) + best.spelling;
}

/** Cơ quan ban hành: the issuer in the letterhead's left half, on one line. */
export function issuingBodyRule(paper: Paper): readonly Candidate[] {
	const { head } = paper;
	if (head === undefined) return [];
	const lines = letterheadLines(head);
	const own = issuerLines(lines, head);
	const first = own[0];
	if (first === undefined) return [];
	const span = joinSpans(own.map((line) => slice(line)));
	const restored = restoreMarks(own.map((line) => withoutDirt(line.text)).join(' '));
	const agreed = agreeOnUnit(restored.text, paper);
	const anchored = head.republic !== undefined || head.motto !== undefined;
	const certainty =
		(startsName(first) ? 0.98 : 0.8) *
		(anchored ? 1 : 0.85) *
		(isOfficeOf(lines, first) ? 0.88 : 1) *
		(agreed === restored.text ? 1 : 0.88);
	return [fromSpan('issuingBody', span, { value: agreed, certainty, rule: 'letterhead', origin: head.view.origin })];
}
