import { parseTaxCode } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { findLabelled } from './labels.ts';
import type { Paper } from './paper.ts';

const LABELS = [
	'ma so doanh nghiep',
	'ma so ho kinh doanh',
	'ma so dang ky ho kinh doanh',
	'ma so chi nhanh',
	'ma so thue',
];

/** Mã số doanh nghiệp / hộ kinh doanh: by its label, and only when length and check digit are right. */
export function enterpriseCodeRule(paper: Paper): readonly Candidate[] {
	for (const { view, value, edits } of findLabelled(paper, LABELS)) {
		const digits = /^\d[\d .–-]{8,18}\d/.exec(value.text)?.[0];
		const parsed = digits === undefined ? undefined : parseTaxCode(digits);
		if (digits === undefined || parsed === undefined) continue;
		const words = value.words.filter((word) => /\d/.test(word.text));
		const certainty = (parsed.kind === 'person' ? 0.95 : 0.99) * (edits === 0 ? 1 : 0.97);
		return [
			fromSpan(
				'enterpriseCode',
				{ ...value, text: digits, words },
				{ value: parsed.code, certainty, rule: 'check digit', origin: view.origin },
			),
		];
	}
	return [];
}
