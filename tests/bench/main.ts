import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEGRADATIONS, type Degradation } from '../corpus/index.ts';
import { judgeFields } from './field-scores.ts';
import { corpusPapers, type Paper, realPapers } from './papers.ts';
import { type Missing, type Reading, readWithOcrmypdf, readWithSohoa, readWithTesseract } from './readers.ts';
import { realDocuments } from './real-fields.ts';
import { type Results, report, writeBetweenMarkers } from './report.ts';

const USAGE = `npm run bench -- [--quick] [--docs N] [--classes a,b] [--split seen|unseen] [--seed N] [--no-peers] [--no-ocrmypdf] [--no-real] [--only-real] [--write]
Measures speed, word errors and fields beside OCRmyPDF and native Tesseract on the same pages.
  --docs N    generated documents a class (default: each template once; --quick: 2)
  --split S   only templates that rules were written for (seen), or that nobody looked at (unseen); with --docs N documents a class
  --quick     few pages, a few minutes
  --no-peers  only Sohoa
  --no-ocrmypdf  only Sohoa and native Tesseract: with its cleaning OCRmyPDF takes most of the time
  --no-real   without ../shared/data
  --only-real  only the pages of ../shared/data that have a true text (tests/corpus/real), without fields
  --write     put the tables into docs/benchmarks.md
Classes: ${DEGRADATIONS.join(', ')}`;

const SPLITS = ['seen', 'unseen'] as const;

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		docs: { type: 'string' },
		classes: { type: 'string' },
		split: { type: 'string' },
		seed: { type: 'string', default: '2026' },
		peers: { type: 'boolean', default: true },
		ocrmypdf: { type: 'boolean', default: true },
		real: { type: 'boolean', default: true },
		'only-real': { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
	allowNegative: true,
});
const classes = values.classes?.split(',');
const split = SPLITS.find((s) => s === values.split);
const wrongSplit = values.split !== undefined && split === undefined;
if (values.help || wrongSplit || classes?.some((c) => !DEGRADATIONS.includes(c as Degradation))) {
	process.stderr.write(`${USAGE}\n`);
	process.exit(values.help ? 0 : 2);
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const work = mkdtempSync(join(tmpdir(), 'sohoa-bench-'));
try {
	const results = await measure();
	const text = report(results);
	process.stdout.write(`${text}\n`);
	keep(results, text);
	if (values.write) writeBetweenMarkers('docs/benchmarks.md', text);
} finally {
	rmSync(work, { recursive: true, force: true });
}

async function measure(): Promise<Results> {
	const docs = values.docs === undefined ? (values.quick ? 2 : undefined) : Number(values.docs);
	const made = values['only-real']
		? []
		: await corpusPapers({
				seed: Number(values.seed),
				...(docs === undefined ? {} : { docs }),
				...(classes === undefined ? {} : { classes: classes as Degradation[] }),
				...(split === undefined ? {} : { split }),
			});
	const papers = [...made, ...(values.real ? realPapers(values.quick ? 3 : 30) : [])];
	say(`\n${papers.length} documents, ${papers.reduce((n, p) => n + p.pages.length, 0)} pages`);
	const readings: Reading[] = [];
	const missing: Missing[] = [];
	for (const [name, read] of tools()) {
		say(`reading with ${name} …`);
		const outcome = await read(papers);
		if ('why' in outcome) missing.push(outcome);
		else readings.push(outcome);
	}
	const { verdicts, kinds } = judge(papers, readings);
	const whole = values.real && !values.quick && !values['only-real'];
	const real = whole ? await realFields() : { judged: [], verdicts: [] };
	return {
		command: `npm run bench -- ${process.argv.slice(2).join(' ')}`,
		papers,
		readings,
		missing,
		verdicts: [...verdicts, ...real.verdicts],
		judged: [...made, ...real.judged],
		kinds,
	};
}

function tools(): readonly (readonly [string, (papers: readonly Paper[]) => Promise<Reading | Missing>])[] {
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
async function realFields(): Promise<Pick<Results, 'judged' | 'verdicts'>> {
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
