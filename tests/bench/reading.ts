import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEGRADATIONS, type Degradation } from '../corpus/index.ts';
import { writeBetweenMarkers } from './between-markers.ts';
import { judgeFields } from './field-scores.ts';
import { corpusPapers, type Paper, realPapers } from './papers.ts';
import { type Missing, type Reading, readWithOcrmypdf, readWithSohoa, readWithTesseract } from './readers.ts';
import { realDocuments } from './real-fields.ts';
import { type Results, report } from './report.ts';

/** What `--part reading` can be told. */
export const READING_USAGE = `npm run bench -- [--part reading] [--quick] [--docs N] [--classes a,b] [--split seen|unseen] [--seed N] [--no-peers] [--no-ocrmypdf] [--no-real] [--write]
Measures speed, word errors and fields beside OCRmyPDF and native Tesseract on the same pages.
  --docs N    generated documents a class (default: each template once; --quick: 2)
  --split S   only templates that rules were written for (seen), or that nobody looked at (unseen); with --docs N documents a class
  --quick     few pages, a few minutes
  --no-peers  only Sohoa
  --no-ocrmypdf  only Sohoa and native Tesseract: with its cleaning OCRmyPDF takes most of the time
  --no-real   without ../shared/data
  --write     put the tables into docs/benchmarks.md
Classes: ${DEGRADATIONS.join(', ')}`;

const SPLITS = ['seen', 'unseen'] as const;

const OPTIONS = {
	quick: { type: 'boolean', default: false },
	docs: { type: 'string' },
	classes: { type: 'string' },
	split: { type: 'string' },
	seed: { type: 'string', default: '2026' },
	peers: { type: 'boolean', default: true },
	ocrmypdf: { type: 'boolean', default: true },
	real: { type: 'boolean', default: true },
	write: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseOptions>;

function parseOptions(args: readonly string[]) {
	return parseArgs({ args: [...args], options: OPTIONS, allowNegative: true }).values;
}

/** Where a run works, and what it was asked for. */
type Run = {
	readonly values: Options;
	readonly args: readonly string[];
	readonly classes: readonly Degradation[] | undefined;
	readonly split: (typeof SPLITS)[number] | undefined;
	readonly work: string;
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Reads papers with Sohoa and its peers, scores and tells. Answers with the exit code; `undefined`: it was asked for what there is not. */
export async function benchReading(args: readonly string[]): Promise<number | undefined> {
	const values = parseOptions(args);
	const split = SPLITS.find((s) => s === values.split);
	const classes = values.classes?.split(',').filter((c): c is Degradation => DEGRADATIONS.includes(c as Degradation));
	const unknownClass = classes?.length !== values.classes?.split(',').length;
	if (unknownClass || (values.split !== undefined && split === undefined)) return undefined;
	const work = mkdtempSync(join(tmpdir(), 'sohoa-bench-'));
	try {
		const results = await measure({ values, args, classes, split, work });
		const text = report(results);
		process.stdout.write(`${text}\n`);
		keep(results, text);
		if (values.write) writeBetweenMarkers('docs/benchmarks.md', 'bench', text);
		return 0;
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
}

async function measure({ values, args, classes, split, work }: Run): Promise<Results> {
	const docs = values.docs === undefined ? (values.quick ? 2 : undefined) : Number(values.docs);
	const made = await corpusPapers({
		seed: Number(values.seed),
		...(docs === undefined ? {} : { docs }),
		...(classes === undefined ? {} : { classes }),
		...(split === undefined ? {} : { split }),
	});
	const papers = [...made, ...(values.real ? realPapers(values.quick ? 3 : 30) : [])];
	say(`\n${papers.length} documents, ${papers.reduce((n, p) => n + p.pages.length, 0)} pages`);
	const readings: Reading[] = [];
	const missing: Missing[] = [];
	for (const [name, read] of tools(values, work)) {
		say(`reading with ${name} …`);
		const outcome = await read(papers);
		if ('why' in outcome) missing.push(outcome);
		else readings.push(outcome);
	}
	const { verdicts, kinds } = judge(papers, readings);
	const real = values.real && !values.quick ? await realFields(work) : { judged: [], verdicts: [] };
	return {
		command: `npm run bench -- ${args.join(' ')}`,
		papers,
		readings,
		missing,
		verdicts: [...verdicts, ...real.verdicts],
		judged: [...made, ...real.judged],
		kinds,
	};
}

function tools(
	values: Options,
	work: string,
): readonly (readonly [string, (papers: readonly Paper[]) => Promise<Reading | Missing>])[] {
	const ocrmypdf = [
		['OCRmyPDF', (papers: readonly Paper[]) => readWithOcrmypdf(papers, work, false)],
		['OCRmyPDF with cleaning', (papers: readonly Paper[]) => readWithOcrmypdf(papers, work, true)],
	] as const;
	const native = [
		['Tesseract, fast model', (papers: readonly Paper[]) => readWithTesseract(papers, work, 'fast')],
		['Tesseract, best_int model', (papers: readonly Paper[]) => readWithTesseract(papers, work, 'best_int')],
	] as const;
	const ours = [
		'Sohoa',
		(papers: readonly Paper[]): Promise<Reading | Missing> =>
			readWithSohoa(papers, work).catch((error: unknown) => ({ tool: 'Sohoa', why: String(error) })),
	] as const;
	if (!values.peers) return [ours];
	return [ours, ...(values.ocrmypdf ? ocrmypdf : []), ...native];
}

function judge(papers: readonly Paper[], readings: readonly Reading[]): Pick<Results, 'verdicts' | 'kinds'> {
	const ours = readings.find((r) => r.digitized !== undefined);
	if (ours === undefined) return { verdicts: [], kinds: [] };
	const known = papers.flatMap((paper) =>
		paper.truth === undefined ? [] : [{ id: paper.id, truth: paper.truth, line: ours.digitized?.get(paper.id) }],
	);
	return {
		verdicts: known.flatMap(({ id, truth, line }) => judgeFields(id, truth.fields, line?.fields ?? {})),
		kinds: known.map(({ id, truth, line }) => ({ document: id, right: line?.kind.value === truth.kind })),
	};
}

/** Fields of the whole real documents, which are read apart and not timed. */
async function realFields(work: string): Promise<Pick<Results, 'judged' | 'verdicts'>> {
	const documents = realDocuments();
	if (documents.length === 0) return { judged: [], verdicts: [] };
	say('reading fields of the real documents …');
	const asPapers = documents.map((d): Paper => ({ id: d.id, group: 'real', split: 'real', file: d.file, pages: [] }));
	const reading = await readWithSohoa(asPapers, work);
	return {
		judged: asPapers,
		verdicts: documents.flatMap((d) => judgeFields(d.id, d.fields, reading.digitized?.get(d.id)?.fields ?? {})),
	};
}

/** Leaves texts and verdicts for a closer look. */
function keep(results: Results, text: string): void {
	const folder = '.cache/bench/last';
	if (existsSync(folder)) rmSync(folder, { recursive: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'report.md'), `${text}\n`);
	writeFileSync(join(folder, 'verdicts.json'), JSON.stringify(results.verdicts, null, '\t'));
	const texts = results.papers.map((paper) => ({
		id: paper.id,
		file: paper.file,
		truth: paper.pages.map((p) => p.text),
		read: Object.fromEntries(results.readings.map((r) => [r.tool, r.texts.get(paper.id)])),
	}));
	writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts, null, '\t'));
	say(`texts and verdicts: ${folder}`);
}
