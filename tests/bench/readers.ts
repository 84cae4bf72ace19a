import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { FieldName } from '../../domain/fields.ts';
import type { GivenField } from './field-scores.ts';
import type { Paper } from './papers.ts';
import { type Measured, runMeasured } from './run-measured.ts';

/** What our command line says of a document (design of the command line: one JSON object a line). */
export type DigitizedLine = {
	readonly source: string;
	readonly pages: readonly { readonly text: string }[];
	readonly kind: { readonly value: string; readonly confidence: number };
	readonly fields: { readonly [F in FieldName]?: GivenField };
	readonly timings: Readonly<Record<string, number>>;
	readonly warnings?: readonly { readonly code: string; readonly page?: number }[];
	readonly fault?: { readonly code: string };
};

/** All pages read by one tool. */
export type Reading = {
	readonly tool: string;
	/** The command, for the report. */
	readonly command: string;
	readonly wallMs: number;
	readonly peakBytes: number;
	readonly cpuMs: number;
	/** Text of page `i` of document `id`. A page that was not read is an empty text. */
	readonly texts: ReadonlyMap<string, readonly string[]>;
	/** Only ours. */
	readonly digitized?: ReadonlyMap<string, DigitizedLine>;
	readonly failed: readonly string[];
};

/** A tool that could not be measured, and why. */
export type Missing = { readonly tool: string; readonly why: string };

const JOBS = Math.min(2, cpus().length);
/** One thread a process: with more, native Tesseract gets slower (measured 2026-11-23: five times). */
const ONE_THREAD = { OMP_THREAD_LIMIT: '1' };
const OCRMYPDF = '17.13.0';

/** Our own whole chain: clean, read, fields, PDF/A. */
export async function readWithSohoa(papers: readonly Paper[], work: string): Promise<Reading> {
	const out = join(work, 'sohoa');
	rmSync(out, { recursive: true, force: true });
	const files = papers.map((paper) => paper.file);
	const run = await runMeasured('node_modules/.bin/node', [
		'cli/main.ts',
		'digitize',
		...files,
		'--out',
		out,
		'--json',
		'--jobs',
		String(JOBS),
	]);
	const lines = run.stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as DigitizedLine);
	if (lines.length === 0) throw new Error(`sohoa digitize said nothing (exit ${run.exitCode}): ${run.stderr}`);
	const bySource = new Map(lines.map((line) => [resolve(line.source), line]));
	const texts = new Map<string, readonly string[]>();
	const digitized = new Map<string, DigitizedLine>();
	const failed: string[] = [];
	for (const paper of papers) {
		const line = bySource.get(paper.file);
		if (line === undefined || line.fault !== undefined) {
			failed.push(`${paper.id}: ${line?.fault?.code ?? 'no answer'}`);
			texts.set(paper.id, []);
			continue;
		}
		digitized.set(paper.id, line);
		for (const { code, page } of line.warnings ?? [])
			if (code === 'ocrTimedOut') failed.push(`${paper.id}, page ${(page ?? 0) + 1}, in time: its words count as lost`);
		texts.set(
			paper.id,
			line.pages.map((page) => page.text),
		);
	}
	return { tool: 'Sohoa', command: `sohoa digitize … --jobs ${JOBS}`, ...timesOf(run), texts, digitized, failed };
}

/** Native Tesseract: page pictures split between as many processes as we use. */
export async function readWithTesseract(
	papers: readonly Paper[],
	work: string,
	model: 'fast' | 'best_int',
): Promise<Reading | Missing> {
	const tool = `Tesseract (${model})`;
	try {
		execFileSync('tesseract', ['--version'], { stdio: 'ignore' });
	} catch {
		return { tool, why: 'no tesseract command on this machine' };
	}
	const data = model === 'fast' ? [] : ['--tessdata-dir', bestModel()];
	const folder = join(work, `tesseract-${model}`);
	mkdirSync(folder, { recursive: true });
	const pages = papers.flatMap((paper) => paper.pages.map((page) => page.file));
	const started = performance.now();
	const parts = await Promise.all(
		Array.from({ length: JOBS }, async (_, job) => {
			const mine = pages.filter((_page, i) => i % JOBS === job);
			const list = join(folder, `list-${job}.txt`);
			writeFileSync(list, `${mine.join('\n')}\n`);
			const run = await runMeasured(
				'tesseract',
				[list, join(folder, `out-${job}`), '-l', 'vie', '--psm', '3', ...data],
				ONE_THREAD,
			);
			const texts = existsSync(join(folder, `out-${job}.txt`))
				? readFileSync(join(folder, `out-${job}.txt`), 'utf8').split('\f')
				: [];
			return { run, byPage: new Map(mine.map((file, i) => [file, texts[i] ?? ''])) };
		}),
	);
	const wallMs = performance.now() - started;
	const bad = parts.find((part) => part.run.exitCode !== 0);
	if (bad !== undefined) return { tool, why: `failed: ${bad.run.stderr.slice(-300)}` };
	const find = (file: string): string =>
		parts.map((part) => part.byPage.get(file)).find((text) => text !== undefined) ?? '';
	const texts = new Map(papers.map((paper) => [paper.id, paper.pages.map((page) => find(page.file))]));
	return {
		tool,
		command: `tesseract … -l vie --psm 3, ${JOBS} processes`,
		wallMs,
		peakBytes: parts.reduce((sum, part) => sum + part.run.peakBytes, 0),
		cpuMs: parts.reduce((sum, part) => sum + part.run.cpuMs, 0),
		texts,
		failed: [],
	};
}

/** Unpacks the best_int model from its npm package. */
function bestModel(): string {
	const folder = resolve('.cache/peers/tessdata-best-int');
	const file = join(folder, 'vie.traineddata');
	if (!existsSync(file)) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(
			file,
			gunzipSync(readFileSync('node_modules/@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz')),
		);
	}
	return folder;
}

/** OCRmyPDF, given all pages as one image-only PDF so that it can work on several at a time. */
export async function readWithOcrmypdf(
	papers: readonly Paper[],
	work: string,
	cleaning: boolean,
): Promise<Reading | Missing> {
	const options = cleaning ? ['--deskew', '--clean', '--rotate-pages'] : [];
	const tool = cleaning ? 'OCRmyPDF (cleaning)' : 'OCRmyPDF (plain)';
	const bin = await ocrmypdfFolder();
	if (bin === undefined)
		return { tool, why: `ocrmypdf ${OCRMYPDF} could not be installed with pip into .cache/peers/ocrmypdf` };
	const input = join(work, 'all-pages.pdf');
	if (!existsSync(input)) {
		const joined = await runMeasured(join(bin, 'img2pdf'), [
			...papers.flatMap((paper) => paper.pages.map((page) => page.file)),
			'-o',
			input,
		]);
		if (joined.exitCode !== 0) return { tool, why: `img2pdf failed: ${joined.stderr.slice(-300)}` };
	}
	const output = join(work, `ocrmypdf-${cleaning ? 'cleaning' : 'plain'}.pdf`);
	const args = ['-l', 'vie', '--jobs', String(JOBS), '--quiet', ...options, input, output];
	const run = await runMeasured(join(bin, 'ocrmypdf'), args, ONE_THREAD);
	if (!existsSync(output)) return { tool, why: `failed: ${run.stderr.slice(-300)}` };
	const all = execFileSync('pdftotext', ['-enc', 'UTF-8', output, '-'], { maxBuffer: 1 << 28 })
		.toString('utf8')
		.split('\f');
	let at = 0;
	const texts = new Map(
		papers.map((paper) => {
			const own = all.slice(at, at + paper.pages.length);
			at += paper.pages.length;
			return [paper.id, own];
		}),
	);
	return {
		tool,
		command: `ocrmypdf ${OCRMYPDF} -l vie --jobs ${JOBS} ${options.join(' ')}`.trim(),
		...timesOf(run),
		texts,
		failed: [],
	};
}

/** The folder of the pinned OCRmyPDF's commands; made with pip on first use. */
async function ocrmypdfFolder(): Promise<string | undefined> {
	const venv = resolve('.cache/peers/ocrmypdf');
	const bin = join(venv, 'bin');
	if (existsSync(join(bin, 'ocrmypdf'))) return bin;
	try {
		execFileSync('python3', ['-m', 'venv', venv], { stdio: 'ignore' });
		execFileSync(join(bin, 'pip'), ['install', '--quiet', `ocrmypdf==${OCRMYPDF}`, 'img2pdf==0.6.3'], {
			stdio: 'ignore',
		});
		return bin;
	} catch {
		rmSync(venv, { recursive: true, force: true });
		return undefined;
	}
}

function timesOf({ wallMs, peakBytes, cpuMs }: Measured): Pick<Reading, 'wallMs' | 'peakBytes' | 'cpuMs'> {
	return { wallMs, peakBytes, cpuMs };
}
