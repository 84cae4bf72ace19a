import { type Candidate, fromSpan } from './candidate.ts';
import type { Paper } from './paper.ts';
import { checkName } from './person-name.ts';
import { mendPosition, restoreMarks, withoutDirt } from './restore-marks.ts';
import { isPositionLine } from './signature-block.ts';
import { joinSpans, slice } from './span.ts';
import type { Segment } from './view.ts';

/** How far a name that looks so is trusted: one that was mended is shown for checking. */
const SURETY = { sure: 0.98, mended: 0.88, unknown: 0.7 } as const;

/** A line under the seal may be lost: "KT. X" calls for a deputy ("PHÓ X", "THỨ TRƯỞNG") after it, the other authorities for a position. */
function isComplete(lines: readonly Segment[]): boolean {
	const last = lines.at(-1)?.folded ?? '';
	if (/^\W{0,2}(?:tm|kt|tl|tuq)[\s.,]/.test(last)) return false;
	// NĐ 30 PL I: a deputy signs KT. or in the name of the body, so a lone "PHÓ …" has lost the line above it.
	if (/^\W{0,2}pho\b/.test(lines[0]?.folded ?? '')) return false;
	const deputises = lines.some((line) => /^\W{0,2}kt[\s.,]/.test(line.folded));
	return !deputises || lines.some((line) => /^\W{0,2}(?:pho|thu truong|nguyen)\b/.test(line.folded));
}

/** Who signed, and as what: the position with its authority lines (TM., KT., TL. …) on one line, the name as printed. */
export function signerRule(paper: Paper): readonly Candidate[] {
	const { signature } = paper;
	if (signature === undefined) return [];
	const { origin } = signature.view;
	const position = joinSpans(signature.lines.map((line) => slice(line)));
	const mended = signature.lines.map((line) =>
		mendPosition(withoutDirt(line.text).replace(/^(TM|KT|TL|TUQ)\s?[\s.,]\s?/, '$1. ')),
	);
	const value = restoreMarks(mended.map((line) => line.text).join(' ')).text;
	const certainty =
		(isComplete(signature.lines) ? 0.97 : 0.5) *
		(mended.some((line) => line.changed) || !signature.lines.some(isPositionLine) ? 0.9 : 1);
	const candidates =
		signature.lines.length === 0
			? []
			: [fromSpan('signerPosition', position, { value, certainty, rule: 'position lines', origin })];
	const { name } = signature;
	if (name !== undefined) {
		const checked = checkName(name.span.text);
		const surety = SURETY[checked.looks] * (name.alone ? 1 : 0.87) * (signature.lines.length > 0 ? 1 : 0.9);
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
