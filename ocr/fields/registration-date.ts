import { findDates } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import type { Paper } from './paper.ts';
import { slice } from './span.ts';

const FIRST = /\bdang ky lan dau/;
const CHANGED = /\bdang ky thay doi lan/;

/**
 * Registration certificates have no date line of the usual form: "Đăng ký lần đầu, ngày …" and, on later issues, "Đăng ký thay đổi
 * lần thứ …, ngày …". The paper in hand was issued on the latter.
 */
export function registrationDateRule(paper: Paper): readonly Candidate[] {
	if (paper.kind !== 'businessHouseholdCertificate' && paper.kind !== 'enterpriseCertificate') return [];
	const view = paper.head?.view;
	if (view === undefined) return [];
	for (const pattern of [CHANGED, FIRST]) {
		const dates = view.segments.flatMap((segment) => {
			const label = pattern.exec(segment.folded);
			const date = label === null ? undefined : findDates(segment.text).find((found) => found.start > label.index);
			return date === undefined ? [] : [{ segment, date }];
		});
		const last = dates.at(-1);
		if (last === undefined) continue;
		const span = slice(last.segment, last.date.start, last.date.end);
		return [
			fromSpan('issueDate', span, {
				value: last.date.value,
				certainty: 0.97,
				rule: 'registration date',
				origin: view.origin,
			}),
		];
	}
	return [];
}
