/** What was measured, by what goal it is judged. Times: ms, except where `unit` says otherwise. */
export type Measure = {
	readonly part: string;
	readonly name: string;
	readonly values: readonly number[];
	/** What must hold: the figure that is judged, and its limit. None: told, not judged. */
	readonly goal?: { readonly of: 'p50' | 'p95'; readonly most: number };
	readonly unit?: 'MB';
};

/** The value that `share` (0-1) of the values do not pass (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Whether a measure keeps to its goal; `undefined` where there is none. */
export function holds({ values, goal }: Measure): boolean | undefined {
	return goal && quantile(values, goal.of === 'p50' ? 0.5 : 0.95) <= goal.most;
}
