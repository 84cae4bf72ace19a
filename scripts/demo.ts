// `npm run demo`: the samples go all the way, from the picture to the repository, in a data folder of their own.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp, type JournalPoint, type SohoaApp } from '../app/index.ts';
import { formatTable, shorten } from '../cli/table.ts';
import { createTerminal, faultText } from '../cli/terminal.ts';
import { type AccountActor, isFault } from '../domain/index.ts';
import { fill, languageOf, texts } from '../i18n/index.ts';
import { goTheWay, type Paper } from './demo/go-the-way.ts';
import { CLERK, gatherPeople } from './demo/people.ts';
import { readSamples, SAMPLES, type Sample } from './demo/samples.ts';

const { values: args } = parseArgs({
	options: { data: { type: 'string', default: 'demo-data' }, samples: { type: 'string' } },
});
const language = languageOf(process.env);
const words = texts(language);
const terminal = createTerminal({ language, json: false });
const killAt = process.env.SOHOA_DEMO_KILL_AT;

/** For the crash tests: the process dies at the n-th passing of a journal point, as if the plug had been pulled. */
function journalHook(): (point: JournalPoint) => void {
	const [wanted, count = '1'] = (killAt ?? '').split(':');
	let left = Number(count);
	return (point) => {
		if (point === wanted && --left === 0) process.kill(process.pid, 'SIGKILL');
	};
}

async function main(): Promise<number> {
	const samples = await readSamples(args.samples === undefined ? undefined : Number(args.samples));
	const dir = args.data;
	terminal.say(fill(words.cli.demo.title, { count: samples.length, dir }));
	const app = await createApp({ dataDir: dir, onJournalPoint: journalHook() });
	try {
		const people = await gatherPeople(app);
		const papers = await importSamples(app, people.clerk, samples);
		await goTheWay(app, people, papers);
		return await showResult(app, people.clerk, samples, papers);
	} finally {
		await app.close();
	}
}

type ReadPaper = Paper & { readonly seconds?: number };

/** The samples' outcomes; `seconds` only for those that were read now. */
async function importSamples(
	app: SohoaApp,
	clerk: AccountActor,
	samples: readonly Sample[],
): Promise<readonly ReadPaper[]> {
	const papers: ReadPaper[] = [];
	const byFile = new Map(samples.map((sample) => [join(SAMPLES, sample.file), sample]));
	let before = performance.now();
	const results = app.importAndRead(clerk, [...byFile.keys()], {
		onProgress: (progress) => terminal.progress(progress),
	});
	for await (const result of results) {
		const sample = byFile.get(result.source);
		const seconds = (performance.now() - before) / 1000;
		before = performance.now();
		if (result.kind === 'failed') terminal.say(faultText(result.fault, language, result.source));
		else if (sample !== undefined && result.kind === 'read') papers.push({ id: result.row.id, sample, seconds });
		else if (sample !== undefined && result.kind === 'known') papers.push({ id: result.outcomeId, sample });
	}
	terminal.endProgress();
	return papers;
}

async function showResult(
	app: SohoaApp,
	clerk: AccountActor,
	samples: readonly Sample[],
	papers: readonly ReadPaper[],
): Promise<number> {
	const { demo } = words.cli;
	let lost = 0;
	const rows: (readonly string[])[] = [];
	for (const sample of samples) {
		const paper = papers.find((known) => known.sample.file === sample.file);
		const { hits } = await app.searchOutcomes(clerk, { text: sample.search, limit: 5 });
		const found = paper !== undefined && hits.some(({ row }) => row.id === paper.id);
		if (!found) lost += 1;
		const seen = [sample.search, found ? demo.found : demo.lost];
		rows.push([
			sample.file,
			...(paper === undefined ? ['', '', '', '', '', ''] : await describe(app, clerk, paper)),
			...seen,
		]);
	}
	terminal.result(undefined, formatTable(demo.head, rows));
	terminal.say(demo.word);
	terminal.say(fill(demo.where, { dir: join(args.data, 'outcomes') }));
	terminal.say(fill(demo.repository, { dir: join(args.data, 'repository') }));
	terminal.say(lost === 0 ? fill(demo.allFound, { count: samples.length }) : fill(demo.someLost, { count: lost }));
	terminal.say(fill(demo.next, { dir: args.data, ...CLERK }));
	return lost === 0 ? 0 : 1;
}

/** Number, seconds, state, code, signatures, receipt. */
async function describe(app: SohoaApp, clerk: AccountActor, { id, seconds }: ReadPaper): Promise<readonly string[]> {
	const { demo } = words.cli;
	const { row, codes, receipts } = await app.showOutcome(clerk, id);
	const report = await app.showSignatures(clerk, id);
	const valid = report.findings.filter((finding) => finding.verdict === 'valid').length;
	const [receipt] = receipts;
	return [
		shorten(row.values.documentNumber ?? '', 20),
		seconds?.toFixed(1) ?? demo.again,
		words.state[row.state],
		codes?.docCode ?? '',
		fill(demo.signatures, { valid, all: report.findings.length }),
		receipt === undefined ? '' : receipt.documentSha256.slice(0, 12),
	];
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!isFault(error)) throw error;
	terminal.fault(error);
	process.exitCode = 1;
}
