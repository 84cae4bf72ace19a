import { findDates } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { sliceFlow, toFlow } from './flow.ts';
import type { Paper } from './paper.ts';

const FIRST = /ang ky lan dau/g;
const CHANGED = /ang ky thay d[oa]i lan/g;
/** Characters after a label in which its date may stand. */
const REACH = 75;

/**
 * Registration certificates have no date line of the usual form: "Đăng ký lần đầu, ngày …" and, on later issues, "Đăng ký thay đổi
 * lần thứ …, ngày …". The paper in hand was issued on the latter.
 */
export function registrationDateRule(paper: Paper): readonly Candidate[] {
	if (paper.kind !== 'businessHouseholdCertificate' && paper.kind !== 'enterpriseCertificate') return [];
	const view = paper.head?.view;
	if (view === undefined) return [];
	const flow = toFlow(view);
	for (const [pattern, certainty] of [
		[CHANGED, 0.97],
		// Whether a later change was registered can't be told from its absence: its line may be lost.
		[FIRST, 0.88],
	] as const) {
		const found = Array.from(flow.folded.matchAll(pattern)).flatMap((label) => {
			const date = findDates(flow.text.slice(label.index, label.index + REACH))[0];
			return date === undefined
				? []
				: [{ start: label.index + date.start, end: label.index + date.end, value: date.value }];
		});
		const last = found.at(-1);
		if (last === undefined) continue;
		const span = sliceFlow(flow, last.start, last.end);
		return [
			fromSpan('issueDate', span, {
				value: last.value,
				certainty,
				rule: 'registration date',
				origin: view.origin,
			}),
		];
	}
	return [];
}
