/** A goal of the bench, and how far it was reached. */
export type Goal = {
	readonly what: string;
	readonly goal: string;
	/** What was measured, with its unit. */
	readonly figure: string;
	readonly held: boolean;
};

/** What a part may be told on its command line. */
export type PartOptions = {
	/** How many pages (a part says what it takes without it). */
	readonly pages: number | undefined;
	/** Of the generated papers. */
	readonly seed: number;
	/** Whether other tools are measured too. */
	readonly peers: boolean;
	/** An empty folder, removed at the end. */
	readonly work: string;
	/** For whoever waits at the terminal. */
	say(text: string): void;
};

/** Markdown for docs/benchmarks.md, and the goals it bears on. */
export type PartResult = { readonly text: string; readonly goals: readonly Goal[] };

/** One measurement of the bench, asked for by `--part`. */
export type Part = {
	/** One line for the help. */
	readonly about: string;
	run(options: PartOptions): Promise<PartResult>;
};

/** A table of Markdown: the first column to the left, the others to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
	return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** The value below which `share` (0-1) of the values lie; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** 0 of none. */
export function mean(values: readonly number[]): number {
	return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
