import { findDates, parsePersonalId, readPersonalId } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import { findOwner } from './owner-name.ts';
import type { Paper } from './paper.ts';
import { slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

const ID = /(?<![\p{L}\d/.-])\d(?:[ .]?\d){11}(?![ .]?\d|[/-]\d)|(?<![\p{L}\d/.-])\d(?:[ .]?\d){8}(?![ .]?\d|[/-]\d)/gu;
const LABEL =
	/(?:so dinh danh|cccd|can cuoc|cmnd|chung minh|giay to tuy than|giay to phap ly|dinh danh ca nhan|ho chieu)/;
const BIRTH = /(?:sinh ngay|ngay sinh|nam sinh|ngay, thang, nam sinh|sinh nam)/;
/** Rows under the holder's name that may carry the number (name, birth, sex, nationality, residence, paper). */
const ROWS_BELOW = 8;

type FoundId = {
	readonly segment: Segment;
	readonly start: number;
	readonly end: number;
	readonly id: string;
};

function idsIn(view: PageView): FoundId[] {
	return view.segments.flatMap((segment, i) =>
		Array.from(segment.text.matchAll(ID)).flatMap((match) => {
			const parsed = parsePersonalId(match[0]);
			const before = `${view.segments[i - 1]?.folded ?? ''} ${segment.folded.slice(0, match.index)}`.slice(-110);
			// Nine digits are too common (money, telephone) and twelve can be an account: without a label neither is taken.
			if (parsed === undefined || !LABEL.test(before)) return [];
			return [{ segment, start: match.index, end: match.index + match[0].length, id: parsed.id }];
		}),
	);
}

/** Year of birth in the rows around the number, for a check of the number's own year. */
function birthYear(view: PageView, near: Segment): number | undefined {
	const at = view.segments.indexOf(near);
	for (const segment of view.segments.slice(Math.max(0, at - 6), at + 4)) {
		const label = BIRTH.exec(segment.folded);
		if (label === null) continue;
		const date = findDates(segment.text.slice(label.index))[0];
		if (date !== undefined) return Number(date.value.slice(0, 4));
	}
	return undefined;
}

function certaintyOf(view: PageView, found: FoundId): number {
	if (found.id.length === 9) return 0.9;
	const facts = readPersonalId(found.id);
	if (facts === undefined) return 0.5;
	const year = birthYear(view, found.segment);
	if (year === undefined) return 0.95;
	return year === facts.birthYear ? 0.99 : 0.7;
}

function toCandidate(view: PageView, found: FoundId, certainty: number): Candidate {
	const span = slice(found.segment, found.start, found.end);
	return fromSpan('ownerIdNumber', span, { value: found.id, certainty, rule: 'labelled id', origin: view.origin });
}

/**
 * The holder's id: the first labelled number at or under the holder's name, 12 digits before 9. Without a known holder only a number
 * that is alone on the paper is taken.
 */
export function ownerIdRule(paper: Paper): readonly Candidate[] {
	const owner = findOwner(paper);
	const all = paper.views.flatMap((view) => idsIn(view).map((found) => ({ view, found })));
	if (owner === undefined) {
		const only = new Set(all.map(({ found }) => found.id)).size === 1 ? all[0] : undefined;
		return only === undefined
			? []
			: [toCandidate(only.view, only.found, Math.min(0.88, certaintyOf(only.view, only.found)))];
	}
	const { view, segment } = owner.found;
	const from = view.segments.indexOf(segment);
	const near = all.filter(({ view: own, found }) => {
		const at = own.segments.indexOf(found.segment);
		return own === view && at >= from && at <= from + 2 * ROWS_BELOW;
	});
	const best = near.find(({ found }) => found.id.length === 12) ?? near[0];
	return best === undefined ? [] : [toCandidate(best.view, best.found, certaintyOf(best.view, best.found))];
}
