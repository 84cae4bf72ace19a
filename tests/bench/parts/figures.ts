import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { writeBetweenMarkers } from '../report.ts';
import { type Goal, markdownTable, type PartResult } from './part.ts';
import { type EnginePoint, speedErrorPlot } from './speed-error-plot.ts';

/** What each part measured last, kept beside the report so that the table of goals and the plot never tell anything else. */
export type Figures = {
	readonly parts: Readonly<Record<string, Run>>;
	readonly engines: readonly EnginePoint[];
};

type Run = { readonly command: string; readonly date: string; readonly goals: readonly Goal[] };

const REPORT = 'docs/benchmarks.md';
const FIGURES = 'docs/benchmarks.json';
const PLOT = 'docs/speed-and-error.svg';

/** In which the goals stand; a part that is missing here comes last. */
const ORDER = ['accuracy', 'orientation', 'deskew', 'ablation', 'memory', 'size'];

/** The figures of earlier runs; none where there is no file yet. */
export function readFigures(): Figures {
	return existsSync(FIGURES) ? (JSON.parse(readFileSync(FIGURES, 'utf8')) as Figures) : { parts: {}, engines: [] };
}

/** Keeps a run, puts its text between its markers, and writes the table of goals and the plot anew. */
export function writeRun(
	name: string,
	command: string,
	{ text, goals }: PartResult,
	engines?: readonly EnginePoint[],
): void {
	writeBetweenMarkers(REPORT, text, name === 'accuracy' ? 'bench' : `bench-${name}`);
	const before = readFigures();
	const run = { command, date: new Date().toISOString().slice(0, 10), goals };
	const figures = { parts: { ...before.parts, [name]: run }, engines: engines ?? before.engines };
	writeFileSync(FIGURES, `${JSON.stringify(figures, null, '\t')}\n`);
	writeBetweenMarkers(REPORT, goalTable(figures), 'bench-goals');
	if (figures.engines.length > 0) writeFileSync(PLOT, speedErrorPlot(figures.engines));
}

/** Every goal with what was measured, and by which command. */
export function goalTable({ parts }: Pick<Figures, 'parts'>): string {
	const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
	const names = Object.keys(parts).toSorted((a, b) => place(a) - place(b));
	const rows = names.flatMap((name) =>
		(parts[name]?.goals ?? []).map(({ what, goal, figure, held }) => [
			what,
			goal,
			figure,
			held ? 'held' : '**not held**',
			name,
		]),
	);
	const held = names.flatMap((name) => parts[name]?.goals ?? []).filter((goal) => goal.held).length;
	const runs = names.map((name) => `- ${name}: \`${parts[name]?.command}\`, ${parts[name]?.date}`);
	return [
		`${held} of ${rows.length} goals held.`,
		markdownTable(['What', 'Goal', 'Figure', 'Verdict', 'Part'], rows),
		runs.join('\n'),
	].join('\n\n');
}
