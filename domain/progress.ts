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
	const total = steps.reduce((sum, step) => sum + step.weight, 0) || 1;
	const done = new Map<string, number>();
	let best = 0;
	return (key, value) => {
		done.set(key, Math.min(1, Math.max(done.get(key) ?? 0, value)));
		const sum = steps.reduce((acc, step) => acc + step.weight * (done.get(step.key) ?? 0), 0);
		best = Math.max(best, Math.min(1, sum / total));
		return best;
	};
}
