import { type Candidate, fromSpan } from './candidate.ts';
import { sliceFlow } from './flow.ts';
import type { Paper } from './paper.ts';

const SCOPE =
	/\b(?:(?:duoc|co gia tri) su dung (?:de|vao muc dich|vao viec)|giay (?:xac nhan )?nay (?:duoc )?(?:su dung|cap) (?:de|vao muc dich)|muc dich su dung giay|pham vi (?:co )?hieu luc)\s?:?\s?/;
const END = /[.;](?:\s|$)|\s(?:giay nay co gia tri|co gia tri|giay xac nhan nay co gia tri|noi nhan)\b/;
const MAX_LENGTH = 300;

/** Phạm vi hiệu lực: what the paper says it may be used for, the whole clause ("để đăng ký kết hôn với …"). */
export function scopeRule(paper: Paper): readonly Candidate[] {
	for (const flow of paper.flows) {
		const match = SCOPE.exec(flow.folded);
		if (match === null) continue;
		const start = match.index + match[0].length;
		const end = END.exec(flow.folded.slice(start, start + MAX_LENGTH));
		if (end === null) continue;
		const span = sliceFlow(flow, start, start + end.index);
		if (!/\p{L}{2}/u.test(span.text)) continue;
		return [fromSpan('validityScope', span, { certainty: 0.92, rule: 'purpose clause', origin: flow.view.origin })];
	}
	return [];
}
