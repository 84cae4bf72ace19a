import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { type FieldVerdict, sumVerdicts } from './field-scores.ts';
import {
	bootstrap,
	missRate,
	scoreBlocks,
	scoreCharacters,
	scoreWords,
	sumScores,
	type WordScore,
	wordError,
} from './metrics.ts';
import type { Paper } from './papers.ts';
import type { Missing, Reading } from './readers.ts';

/** Everything that a run yielded. */
export type Results = {
	readonly command: string;
	readonly papers: readonly Paper[];
	readonly readings: readonly Reading[];
	readonly missing: readonly Missing[];
	readonly verdicts: readonly FieldVerdict[];
	/** What each judged document is: generated ones and whole real ones. */
	readonly judged: readonly Pick<Paper, 'id' | 'group' | 'split'>[];
	/** Kinds read rightly, of all. */
	readonly kinds: readonly { readonly document: string; readonly right: boolean }[];
};

type Row = readonly string[];

/** Markdown tables of a run. */
export function report(results: Results): string {
	const pages = results.papers.reduce((n, paper) => n + paper.pages.length, 0);
	const cpu = cpus()[0]?.model ?? 'unknown processor';
	const missing = results.missing.map((m) => `- **${m.tool} was not measured**: ${m.why}.`);
	const failed = results.readings.flatMap((r) => r.failed.map((f) => `- ${r.tool} did not read ${f}`));
	return [
		`Command: \`${results.command}\` · ${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpu}, Node ${process.versions.node} · load when it ended ${(loadavg()[0] ?? 0).toFixed(1)} · ${results.papers.length} documents, ${pages} pages`,
		...missing,
		...failed,
		'### Speed and memory',
		speedTable(results, pages),
		'### Word errors in %',
		"1 - F1 of the words regardless of their order: missing, wrong and invented ones (on generated papers a seal's words count as invented; on real ones they do not count). In brackets: 95 % bootstrap interval over documents; in a real document over blocks of its lines, of 40 words or more.",
		wordTable(results),
		'### Characters',
		'Edit distance a true character in %, first in reading order, then with the words sorted (what is left when order does not count), and share of true words that were not read.',
		characterTable(results),
		...fieldSections(results),
		...stageSection(results),
	].join('\n\n');
}

function table(head: Row, rows: readonly Row[]): string {
	const line = (row: Row): string => `| ${row.join(' | ')} |`;
	return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const percent = (share: number, digits = 1): string => (share * 100).toFixed(digits);

function speedTable({ readings }: Results, pages: number): string {
	const ours = readings.find((r) => r.digitized !== undefined);
	return table(
		['Tool', 'Pages a minute', 'Seconds a page', 'Sohoa is faster by', 'CPU seconds a page', 'Peak memory, MB'],
		readings.map((r) => [
			`${r.tool} \`${r.command}\``,
			((pages * 60000) / r.wallMs).toFixed(1),
			(r.wallMs / 1000 / pages).toFixed(2),
			ours === undefined || r === ours ? '' : `${(r.wallMs / ours.wallMs).toFixed(2)} ×`,
			(r.cpuMs / 1000 / pages).toFixed(2),
			(r.peakBytes / 1e6).toFixed(0),
		]),
	);
}

/** Groups: each class seen and unseen, all of each split, each real document. */
function groupsOf(papers: readonly Paper[]): readonly { name: string; papers: readonly Paper[] }[] {
	const made = papers.filter((p) => p.split !== 'real');
	const names = [...new Set(made.map((p) => p.group))];
	const real = [...new Set(papers.filter((p) => p.split === 'real').map((p) => p.group))];
	const of = (name: string, keep: (p: Paper) => boolean): { name: string; papers: readonly Paper[] } => ({
		name,
		papers: papers.filter(keep),
	});
	return [
		...names.flatMap((g) =>
			(['seen', 'unseen'] as const).map((s) => of(`${g}, ${s}`, (p) => p.group === g && p.split === s)),
		),
		of('**all seen**', (p) => p.split === 'seen'),
		of('**all unseen**', (p) => p.split === 'unseen'),
		of('**all upright, seen**', (p) => p.split === 'seen' && p.group !== 'rotated'),
		of('**all upright, unseen**', (p) => p.split === 'unseen' && p.group !== 'rotated'),
		...real.map((g) => of(g, (p) => p.group === g)),
		of('**all real scans**', (p) => p.group.startsWith('real scan')),
		of('**all real**', (p) => p.split === 'real'),
	].filter((g) => g.papers.length > 0);
}

function wordsOf(reading: Reading, paper: Paper): WordScore {
	const texts = reading.texts.get(paper.id) ?? [];
	return sumScores(paper.pages.map((page, i) => scoreWords(page.text, texts[i] ?? '')));
}

/** A page's score in blocks of lines: with one document, an interval over documents would say nothing. */
function blocksOf(reading: Reading, paper: Paper): readonly WordScore[] {
	const texts = reading.texts.get(paper.id) ?? [];
	return paper.pages.flatMap((page, i) => scoreBlocks(page.text, texts[i] ?? ''));
}

function wordTable({ papers, readings }: Results): string {
	const ours = readings.find((r) => r.digitized !== undefined);
	const rows = groupsOf(papers).map((group): Row => {
		const scores = readings.map((r) => group.papers.map((paper) => wordsOf(r, paper)));
		const cells = scores.map((s, i) => {
			const reading = readings[i];
			const real = reading !== undefined && group.papers.every((paper) => paper.split === 'real');
			const items = real ? group.papers.flatMap((paper) => blocksOf(reading, paper)) : s;
			const [low, high] = bootstrap(items, (sample) => wordError(sumScores(sample)));
			return `${percent(wordError(sumScores(s)))} (${percent(low)}-${percent(high)})`;
		});
		const own = ours === undefined ? undefined : wordError(sumScores(scores[readings.indexOf(ours)] ?? []));
		const others = scores.filter((_, i) => readings[i] !== ours).map((s) => wordError(sumScores(s)));
		const best = Math.min(...others);
		const ratio =
			own === undefined || others.length === 0 ? '' : best === 0 ? 'peer has none' : (own / best).toFixed(2);
		return [group.name, String(sumScores(scores[0] ?? []).truth), ...cells, ratio];
	});
	return table(['Pages', 'Words', ...readings.map((r) => r.tool), 'Sohoa ÷ best peer'], rows);
}

function characterTable({ papers, readings }: Results): string {
	const rows = groupsOf(papers)
		.filter((g) => g.name.startsWith('**') || g.name.startsWith('real'))
		.map((group): Row => {
			const cells = readings.map((r) => {
				const scores = group.papers.flatMap((paper) =>
					paper.pages.map((page, i) => scoreCharacters(page.text, r.texts.get(paper.id)?.[i] ?? '')),
				);
				const sum = (pick: (s: (typeof scores)[number]) => number): number => scores.reduce((n, s) => n + pick(s), 0);
				const truth = Math.max(
					1,
					sum((s) => s.truth),
				);
				const words = sumScores(group.papers.map((paper) => wordsOf(r, paper)));
				return `${percent(sum((s) => s.edits) / truth)} / ${percent(sum((s) => s.sortedEdits) / truth)} / ${percent(missRate(words))}`;
			});
			return [group.name, ...cells];
		});
	return table(['Pages', ...readings.map((r) => r.tool)], rows);
}

/** What every issued paper carries. */
const HEAD_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
	'documentNumber',
	'issueDate',
	'issuingBody',
	'placeOfIssue',
	'signerName',
]);

function fieldSections({ judged, verdicts, kinds }: Results): readonly string[] {
	if (verdicts.length === 0) return [];
	const byId = new Map(judged.map((paper) => [paper.id, paper]));
	const clean = (v: FieldVerdict): boolean => byId.get(v.document)?.group.startsWith('clean') ?? false;
	const split = (v: FieldVerdict, name: string): boolean => byId.get(v.document)?.split === name;
	const row = (name: string, keep: (v: FieldVerdict) => boolean): Row => {
		const s = sumVerdicts(verdicts.filter(keep));
		return [
			name,
			String(s.count),
			s.count === 0 ? '' : percent(s.right / s.count),
			`${percent(s.interval[0])}-${percent(s.interval[1])}`,
			String(s.wrong),
			String(s.missing),
			String(s.spurious),
			s.count === 0 ? '' : percent(s.certainlyWrong / s.count, 2),
		];
	};
	const head = [
		'Fields',
		'Values',
		'Exact %',
		'95 % interval',
		'Wrong',
		'Missing',
		'Given though absent',
		'Wrong but shown as certain, %',
	];
	const overall = [
		...(['seen', 'unseen'] as const).flatMap((s) => [
			row(`${s}, clean`, (v) => split(v, s) && clean(v)),
			row(`${s}, degraded`, (v) => split(v, s) && !clean(v)),
		]),
		...(['seen', 'unseen'] as const).map((s) =>
			row(`the five head fields, ${s}, clean`, (v) => split(v, s) && clean(v) && HEAD_FIELDS.has(v.field)),
		),
		row('real documents, whole', (v) => split(v, 'real')),
	];
	const printed = row('generated, without values written by hand', (v) => !v.handwritten && !split(v, 'real'));
	const single = FIELD_NAMES.flatMap((f) =>
		(['seen', 'unseen'] as const).map((s) => row(`${f}, ${s}`, (v) => v.field === f && split(v, s))),
	);
	const right = kinds.filter((k) => k.right).length;
	const written = (r: Row): boolean => r[1] !== '0';
	return [
		'### Fields',
		`Exact after NFC, white space and place of tone marks. Kind of paper right: ${right} of ${kinds.length}.`,
		table(head, [...overall.filter(written), printed]),
		table(head, single.filter(written)),
	];
}

function stageSection({ readings, papers }: Results): readonly string[] {
	const lines = readings.flatMap((r) => [...(r.digitized?.values() ?? [])]);
	if (lines.length === 0) return [];
	const pages = papers.reduce((n, p) => n + p.pages.length, 0);
	const names = [...new Set(lines.flatMap((line) => Object.keys(line.timings)))];
	const rows = names.map(
		(name): Row => [name, (lines.reduce((n, line) => n + (line.timings[name] ?? 0), 0) / pages).toFixed(0)],
	);
	return [
		'### Where our time goes',
		'Milliseconds a page, as each document reports them (two pages are worked on at a time).',
		table(['Stage', 'ms a page'], rows),
	];
}

const START = '<!-- bench:start -->';
const END = '<!-- bench:end -->';

/** Puts `text` between the markers of `file`; what people wrote around them stays. */
export function writeBetweenMarkers(file: string, text: string): void {
	const before = readFileSync(file, 'utf8');
	const from = before.indexOf(START);
	const to = before.indexOf(END);
	if (from === -1 || to < from) throw new Error(`${file} has no ${START} … ${END}`);
	writeFileSync(file, `${before.slice(0, from + START.length)}\n\n${text}\n\n${before.slice(to)}`);
}
