import { addMonths, findDates } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { type Flow, sliceFlow } from './flow.ts';
import { issueDateRule } from './issue-date.ts';
import type { Paper } from './paper.ts';

const SUBJECT = String.raw`\b(?:co gia tri|gia tri (?:su dung )?den|gia tri su dung|co hieu luc|hieu luc|thoi han|ngay het han|het han)\b`;
/** "… có giá trị đến (hết) ngày 05/01/2030". What lies between may not end a sentence. */
const UNTIL = new RegExp(
	String.raw`${SUBJECT}[^;]{0,70}?\bden\s(?:het\s)?(?:ngay\s)?:?\s?(?=\d|ngay)|\b(?:co gia tri den|gia tri den|ngay het han|het han ngay)\s?:\s?`,
	'g',
);
/** "… có giá trị trong 06 (sáu) tháng kể từ ngày cấp". */
const FOR = new RegExp(
	String.raw`${SUBJECT}[^;]{0,70}?\b(\d{1,3})\s?(?:\([^)]{1,24}\)\s?)?(thang|nam)\s?,?\s?(?:ke\s?)?tu ngay\s(?:duoc\s)?(cap|ky|ban hanh|xac nhan)`,
	'g',
);
const INDEFINITE = new RegExp(
	String.raw`${SUBJECT}[^;.]{0,40}?\b(vo thoi han|khong thoi han|khong xac dinh thoi han|lau dai)\b`,
	'g',
);
/** A start of effect, or the land's term, is no end of the paper's validity. */
const NOT_VALIDITY = /\b(?:su dung dat|thi hanh ke tu|hieu luc thi hanh)\b/;

function untilDate(flow: Flow): Candidate[] {
	return Array.from(flow.folded.matchAll(UNTIL)).flatMap((match) => {
		if (NOT_VALIDITY.test(match[0])) return [];
		const end = match.index + match[0].length;
		const date = findDates(flow.text.slice(end - 6, end + 45))[0];
		if (date === undefined || date.start > 12) return [];
		const span = sliceFlow(flow, end - 6 + date.start, end - 6 + date.end);
		return [
			fromSpan('validUntil', span, {
				value: date.value,
				certainty: 0.96,
				rule: 'valid until a day',
				origin: flow.view.origin,
			}),
		];
	});
}

/** Worked out only where the paper states the length and from when; a worked-out day is never shown as certain. */
function afterIssue(flow: Flow, issueDate: Candidate | undefined): Candidate[] {
	if (issueDate === undefined) return [];
	return Array.from(flow.folded.matchAll(FOR)).flatMap((match) => {
		if (NOT_VALIDITY.test(match[0])) return [];
		const value = addMonths(issueDate.value, Number(match[1]) * (match[2] === 'nam' ? 12 : 1));
		if (value === undefined || Number(match[1]) === 0) return [];
		const from = match.index + match[0].lastIndexOf(match[1] ?? '');
		const span = sliceFlow(flow, from, match.index + match[0].length);
		const certainty = Math.min(0.88, issueDate.certainty * issueDate.legibility);
		return [fromSpan('validUntil', span, { value, certainty, rule: 'months after issue', origin: flow.view.origin })];
	});
}

function indefinite(flow: Flow): Candidate[] {
	return Array.from(flow.folded.matchAll(INDEFINITE)).flatMap((match) => {
		if (NOT_VALIDITY.test(match[0])) return [];
		const words = match[1] ?? '';
		const from = match.index + match[0].length - words.length;
		const span = sliceFlow(flow, from, from + words.length);
		return [
			fromSpan('validUntil', span, { value: 'indefinite', certainty: 0.95, rule: 'no end', origin: flow.view.origin }),
		];
	});
}

/** Thời hạn hiệu lực: a day that is stated, none ("vô thời hạn"), or a length from the day of issue. */
export function validityRule(paper: Paper): readonly Candidate[] {
	const issueDate = issueDateRule(paper).find((candidate) => candidate.field === 'issueDate');
	for (const flow of paper.flows) {
		const found = [...untilDate(flow), ...indefinite(flow), ...afterIssue(flow, issueDate)];
		if (found.length > 0) return found.slice(0, 1);
	}
	return [];
}
