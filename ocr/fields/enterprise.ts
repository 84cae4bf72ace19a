import { parseTaxCode } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { type Flow, sliceFlow } from './flow.ts';
import type { Paper } from './paper.ts';

/** Only the ten digits may be spaced: a list number may follow in the next line. */
const DIGITS = String.raw`(\d{12}|\d(?:[ .]?\d){9}(?:\s?[-–]\s?\d{3})?)(?!\d)`;
const LABELLED = new RegExp(
	String.raw`\bm[ao] s[o06] (?:dang ky )?(?:doanh nghiep|ho kinh doanh|chi nhanh|thue|hop tac xa)\s?(?:\([^)]{0,40}\))?\s?[:.;]?\s?${DIGITS}`,
	'g',
);
/** On a household business' certificate the number is its tax code (domain.md §4.3). */
const NUMBER = new RegExp(String.raw`(?<!\p{L})s[o06]\s?[:.;]\s?${DIGITS}`, 'gu');

function find(flow: Flow, pattern: RegExp, certainty: number): Candidate[] {
	return Array.from(flow.folded.matchAll(pattern)).flatMap((match) => {
		const digits = match[1] ?? '';
		const parsed = parseTaxCode(digits);
		if (parsed === undefined) return [];
		const end = match.index + match[0].length;
		// Twelve digits carry no check digit.
		const doubt = parsed.kind === 'person' ? 0.95 : 1;
		const span = sliceFlow(flow, end - digits.length, end);
		return [
			fromSpan('enterpriseCode', span, {
				value: parsed.code,
				certainty: certainty * doubt,
				rule: 'check digit',
				origin: flow.view.origin,
			}),
		];
	});
}

/** Mã số doanh nghiệp / hộ kinh doanh: by its label, and only when length and check digit are right. */
export function enterpriseCodeRule(paper: Paper): readonly Candidate[] {
	const isHousehold = paper.kind === 'businessHouseholdCertificate';
	for (const flow of paper.flows) {
		const found = [...(isHousehold ? find(flow, NUMBER, 0.98) : []), ...find(flow, LABELLED, 0.99)];
		if (found.length > 0) return found.slice(0, 1);
	}
	return [];
}
