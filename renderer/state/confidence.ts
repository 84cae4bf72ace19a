/** How sure the machine is of a value. */
export type Certainty = 'certain' | 'likely' | 'unsure';

/** 0.9: design.md §8, "shown as certain"; 0.7: below it the clerk is told to check against the paper. */
export function certaintyOf(confidence: number): Certainty {
	if (confidence >= 0.9) return 'certain';
	return confidence >= 0.7 ? 'likely' : 'unsure';
}
