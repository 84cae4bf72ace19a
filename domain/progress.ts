/** How far a piece of work is: `value` 0-1 over the whole, `title` changes slowly, `detail` fast (a file and page). */
export type Progress = {
	readonly value: number;
	/** An i18n key under `progress.`. */
	readonly title: string;
	/** Plain text (a file name, a page number), never a citizen's data. */
	readonly detail: string;
};

export type OnProgress = (progress: Progress) => void;

/** A step of known weight; weights are relative. */
export type WeightedStep = { readonly key: string; readonly weight: number };

/** Turns "step k is at v" (0-1) into the progress of the whole, 0-1; never goes back. */
export function weightedProgress(steps: readonly WeightedStep[]): (key: string, value: number) => number {
	const shares = new Map<string, number>();
	const total = steps.reduce((sum, step) => sum + step.weight, 0) || 1;
	for (const step of steps) shares.set(step.key, step.weight / total);
	const reached = new Map<string, number>();
	let whole = 0;
	return (key, value) => {
		const before = reached.get(key) ?? 0;
		const now = Math.min(1, Math.max(before, value));
		reached.set(key, now);
		whole += (now - before) * (shares.get(key) ?? 0);
		return Math.min(1, whole);
	};
}
