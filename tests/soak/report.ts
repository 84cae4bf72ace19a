import { cpus, loadavg } from 'node:os';
import type { Prepared } from './prepare.ts';
import type { UploadRun } from './upload.ts';
import type { Verified } from './verify.ts';

/** Uploads to one kind of server, and what came of them. */
export type SoakRun = { readonly keyHonoured: boolean; readonly run: UploadRun; readonly verified: Verified };

type Row = readonly string[];

/** Markdown tables of a soak. */
export function report(command: string, prepared: Prepared, runs: readonly SoakRun[]): string {
	const { outcomes, papers, meanBytes, steps, rss, peakRss } = prepared;
	const cpu = cpus()[0]?.model ?? 'unknown processor';
	return [
		`Command: \`${command}\` · ${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpu}, Node ${process.versions.node} · load when it ended ${(loadavg()[0] ?? 0).toFixed(1)} · ${outcomes} outcomes of ${papers} papers, ${Math.round(meanBytes / 1000)} KB each as sent`,
		table(
			['Step (one after the other, one process)', 'ms each', 'of these processor, ms'],
			steps.map(({ name, msEach, cpuMsEach }) => [name, msEach.toFixed(1), cpuMsEach.toFixed(1)]),
		),
		`Memory of that process: ${megabytes(rss)} MB when it ended, ${megabytes(peakRss)} MB at most (with reading).`,
		table(
			['Uploads', ...runs.map((run) => (run.keyHonoured ? 'key honoured' : 'key ignored'))],
			uploadRows(runs, outcomes),
		),
		...runs.map(
			({ keyHonoured, run }) =>
				`Faults, key ${keyHonoured ? 'honoured' : 'ignored'}: ${Object.entries(run.faults)
					.sort()
					.map(([kind, count]) => `${kind} ${count}`)
					.join(', ')}.`,
		),
	].join('\n\n');
}

function uploadRows(runs: readonly SoakRun[], outcomes: number): readonly Row[] {
	const row = (name: string, value: (run: SoakRun) => number | string): Row => [
		name,
		...runs.map((run) => `${value(run)}`),
	];
	return [
		row('stored, each once', ({ verified }) => verified.stored),
		row('documents at the server', ({ run }) => run.server.size()),
		row('wrong', ({ verified }) => verified.wrong.length),
		row('different DocCodes / outcome codes / documents', ({ verified: { different } }) =>
			[different.docCodes, different.outcomeCodes, different.documents].join(' / '),
		),
		row('process killed', ({ run }) => run.kills),
		row('stores (POST) that reached the server', ({ run }) => run.server.requests.posts),
		row('asks (GET)', ({ run }) => run.server.requests.gets),
		row('faults of the server', ({ run }) => Object.values(run.faults).reduce((sum, count) => sum + count, 0)),
		row('uploads a minute', ({ run }) => ((outcomes * 60_000) / run.wallMs).toFixed(0)),
		row('ms an outcome', ({ run }) => (run.wallMs / outcomes).toFixed(1)),
		row('processor ms an outcome, uploader', ({ run }) => (run.cpuMs / outcomes).toFixed(1)),
		row('highest memory in each quarter, MB', ({ run }) => run.peaks.map(megabytes).join(' / ')),
		row('audit events, chain whole', ({ verified }) => verified.auditEvents),
	];
}

function table(head: Row, rows: readonly Row[]): string {
	const line = (row: Row): string => `| ${row.join(' | ')} |`;
	return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(0);
}
