import { type Candidate, fromSpan } from './candidate.ts';
import type { Paper } from './paper.ts';
import { checkName } from './person-name.ts';
import { restoreMarks } from './restore-marks.ts';
import { joinSpans, slice } from './span.ts';
import type { Segment } from './view.ts';

/** How far a name that looks so is trusted: one that was mended is shown for checking. */
const SURETY = { sure: 0.98, mended: 0.88, unknown: 0.7 } as const;

/** A line under the seal may be lost: "KT. X" calls for a deputy ("PHÓ X", "THỨ TRƯỞNG") after it, the other authorities for a position. */
function isComplete(lines: readonly Segment[]): boolean {
	const last = lines.at(-1)?.folded ?? '';
	if (/^\W{0,2}(?:tm|kt|tl|tuq)\s?[.,]/.test(last)) return false;
	const deputises = lines.some((line) => /^\W{0,2}kt\s?[.,]/.test(line.folded));
	return !deputises || lines.some((line) => /^\W{0,2}(?:pho|thu truong|nguyen)\b/.test(line.folded));
}

/** Who signed, and as what: the position with its authority lines (TM., KT., TL. …) on one line, the name as printed. */
export function signerRule(paper: Paper): readonly Candidate[] {
	const { signature } = paper;
	if (signature === undefined) return [];
	const { origin } = signature.view;
	const position = joinSpans(signature.lines.map((line) => slice(line)));
	const value = restoreMarks(
		position.text.replace(/^[^\p{L}]+|[^\p{L}\p{N})]+$/gu, '').replace(/\b(TM|KT|TL|TUQ|Q)\s?[.,]\s?/g, '$1. '),
	).text;
	const certainty = isComplete(signature.lines) ? 0.97 : 0.5;
	const candidates = [fromSpan('signerPosition', position, { value, certainty, rule: 'position lines', origin })];
	const { name } = signature;
	if (name !== undefined) {
		const checked = checkName(name.span.text);
		const surety = SURETY[checked.looks] * (name.alone ? 1 : 0.87);
		candidates.push(
			fromSpan('signerName', name.span, {
				value: checked.name,
				certainty: surety,
				rule: 'name under the position',
				origin,
			}),
		);
	}
	return candidates;
}
