import { cpus, loadavg } from 'node:os';
import { holds, type Measure, quantile } from './figures.ts';

/** A run and what it was made on. */
export type ScreensRun = {
	readonly command: string;
	readonly outcomes: number;
	/** 1-minute load averages, before and after. */
	readonly loads: readonly [number, number];
	readonly browser: string;
	readonly measures: readonly Measure[];
};

/** The 1-minute load average. */
export function loadNow(): number {
	return loadavg()[0] ?? 0;
}

/** Markdown table of a run, one for each part. */
export function report({ command, outcomes, loads, browser, measures }: ScreensRun): string {
	const cpu = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
	const [before, after] = loads.map((load) => load.toFixed(1));
	const head = `Command: \`${command}\` · ${new Date().toISOString().slice(0, 10)} · ${cpu}, Node ${process.versions.node}, ${browser} · load ${before} before, ${after} after · ${outcomes.toLocaleString('en')} outcomes`;
	const parts = [...new Set(measures.map(({ part }) => part))];
	return [head, ...parts.flatMap((part) => [`### ${part}`, tableOf(measures.filter((one) => one.part === part))])].join(
		'\n\n',
	);
}

function tableOf(measures: readonly Measure[]): string {
	const memory = measures.every(({ unit }) => unit === 'MB');
	const head = memory ? ['MB', 'Values'] : ['ms', 'p50', 'p95', 'Times', 'Goal', 'Held'];
	const rows = measures.map((measure) =>
		memory ? [measure.name, measure.values.map((mb) => mb.toFixed(0)).join(' · ')] : timesRow(measure),
	);
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function timesRow(measure: Measure): readonly string[] {
	const { name, values, goal } = measure;
	const ms = (share: number): string => quantile(values, share).toFixed(0);
	const held = { true: 'yes', false: '**no**', undefined: '' }[String(holds(measure)) as 'true'];
	return [
		name,
		ms(0.5),
		ms(0.95),
		String(values.length),
		goal ? `${goal.of} ≤ ${goal.most.toLocaleString('en')}` : '',
		held ?? '',
	];
}
