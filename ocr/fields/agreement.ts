import { fold, toneKey } from '../../domain/text/index.ts';
import type { Paper } from './paper.ts';

/** Readings of one name on the paper. `others`: places where its letters stand again; `same`: those with the same marks too. */
export type Agreement = { readonly others: number; readonly same: number };

/** Places looked at: a name that stands oftener proves no more. */
const MAX_PLACES = 20;

/**
 * How a value's marks agree with where else it stands. OCR loses marks with full confidence ("Nhi" read as "Nhị"); papers name their
 * holder in the title and again in the articles, and the place in the letterhead, so the readings can be held against each other.
 */
export function agreementOf(paper: Paper, value: string): Agreement {
	const wanted = fold(value);
	const key = toneKey(value.toLowerCase());
	let places = 0;
	let same = 0;
	if (wanted.length < 4) return { others: 0, same: 0 };
	for (const flow of paper.flows) {
		const { folded } = flow;
		for (
			let at = folded.indexOf(wanted);
			at >= 0 && places < MAX_PLACES;
			at = folded.indexOf(wanted, at + wanted.length)
		) {
			places += 1;
			if (toneKey(flow.text.slice(at, at + wanted.length).toLowerCase()) === key) same += 1;
		}
	}
	return { others: Math.max(0, places - 1), same: Math.max(0, same - 1) };
}

/** A factor on certainty: all agree 1; some reading differs 0.85; it stands nowhere else `alone`. */
export function weightOf({ others, same }: Agreement, alone: number): number {
	if (others === 0) return alone;
	return same === others ? 1 : 0.85;
}
