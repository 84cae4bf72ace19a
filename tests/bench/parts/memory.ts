import { spawn } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { corpusPapers, type Paper } from '../papers.ts';
import { type Goal, markdownTable, mean, type Part, type PartOptions } from './part.ts';
import { type TreeMemory, treeMemory } from './tree-memory.ts';

/** Issue 6: flat after so many pages, and never above this with two workers. */
const SETTLED_AFTER = 50;
const MOST_BYTES = 1.2e9;

/** A rise over all pages after the first fifty that is no larger than this share of the limit counts as flat. */
const FLAT_SHARE = 0.05;

const JOBS = 2;
const SAMPLE_MS = 1000;

/** How much memory was held when so many pages were done. */
export type MemorySample = TreeMemory & { readonly pages: number };

type Batch = {
	readonly samples: readonly MemorySample[];
	readonly pages: number;
	readonly failed: readonly string[];
	readonly wallMs: number;
};

/** A line of the command's answer, as far as it is looked at. */
type Said = { readonly pages?: readonly unknown[]; readonly fault?: { readonly code: string } };

/** A long batch through the real command line, its memory watched. */
export const memoryPart: Part = {
	about: 'memory over a batch of 1,000 pages (--pages N: another number)',
	async run(options) {
		const wanted = options.pages ?? 1000;
		const batch = await runBatch(await batchFolder(wanted, options), options);
		writeFileSync('.cache/bench/memory.json', JSON.stringify(batch));
		return { text: memoryText(batch), goals: memoryGoals(batch) };
	},
};

/** A folder of at least `pages` pages: the papers of the corpus again and again, each time under another name. */
async function batchFolder(pages: number, { work, seed }: PartOptions): Promise<string> {
	const papers = await corpusPapers({ seed, docs: 2 });
	const folder = join(work, 'batch');
	mkdirSync(folder);
	let held = 0;
	for (let i = 0; held < pages; i += 1) {
		const paper = papers[i % papers.length] as Paper;
		const name = join(folder, `${String(i).padStart(4, '0')}-${basename(paper.file)}`);
		try {
			linkSync(paper.file, name);
		} catch {
			symlinkSync(paper.file, name);
		}
		held += paper.pages.length;
	}
	return folder;
}

function runBatch(folder: string, { work, say }: PartOptions): Promise<Batch> {
	const started = performance.now();
	const args = [
		'scripts/run.mjs',
		'cli/main.ts',
		'digitize',
		folder,
		'--out',
		join(work, 'out'),
		'--json',
		'--jobs',
		String(JOBS),
	];
	const child = spawn('node_modules/.bin/node', args, { stdio: ['ignore', 'pipe', 'ignore'] });
	const samples: MemorySample[] = [];
	let pages = 0;
	const failed: string[] = [];
	const timer = setInterval(() => {
		const now = child.pid === undefined ? { pss: 0, rss: 0 } : treeMemory(child.pid);
		if (now.pss > 0) samples.push({ ...now, pages });
	}, SAMPLE_MS);
	createInterface({ input: child.stdout }).on('line', (line) => {
		const said = JSON.parse(line) as Said;
		const before = pages;
		pages += said.pages?.length ?? 0;
		if (said.pages === undefined) failed.push(said.fault?.code ?? 'no reason given');
		if (Math.floor(pages / 50) > Math.floor(before / 50))
			say(`${pages} pages, ${((samples.at(-1)?.pss ?? 0) / 1e6).toFixed(0)} MB`);
	});
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', () => {
			clearInterval(timer);
			resolve({ samples, pages, failed, wallMs: performance.now() - started });
		});
	});
}

/** Bytes a page by which memory rises once it has settled, by least squares. */
export function risePerPage(samples: readonly MemorySample[]): number {
	const settled = samples.filter((sample) => sample.pages >= SETTLED_AFTER);
	const middle = mean(settled.map((sample) => sample.pages));
	const level = mean(settled.map((sample) => sample.pss));
	const spread = settled.reduce((sum, { pages }) => sum + (pages - middle) ** 2, 0);
	return spread === 0 ? 0 : settled.reduce((sum, { pages, pss }) => sum + (pages - middle) * (pss - level), 0) / spread;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** Flatness after page 50, and the peak. */
export function memoryGoals({ samples, pages }: Pick<Batch, 'samples' | 'pages'>): readonly Goal[] {
	const rise = risePerPage(samples) * Math.max(0, pages - SETTLED_AFTER);
	const peak = samples.reduce((most, { pss }) => Math.max(most, pss), 0);
	const settled = samples.some((sample) => sample.pages >= SETTLED_AFTER);
	return [
		{
			what: `memory over a batch of ${pages} pages`,
			goal: 'flat after page 50',
			figure: settled ? `${megabytes(rise)} MB more at the end, by the fitted line` : 'too few pages to say',
			held: settled && rise <= FLAT_SHARE * MOST_BYTES,
		},
		{
			what: 'memory at most, two workers',
			goal: '≤ 1,200 MB',
			figure: `${megabytes(peak)} MB`,
			held: peak > 0 && peak <= MOST_BYTES,
		},
	];
}

function memoryText({ samples, pages, failed, wallMs }: Batch): string {
	const bounds = [
		0,
		SETTLED_AFTER,
		...[0.25, 0.5, 0.75, 1].map((share) => Math.round(SETTLED_AFTER + share * (pages - SETTLED_AFTER))),
	];
	const rows = bounds.slice(1).map((to, i) => {
		const from = bounds[i] as number;
		const last = i === bounds.length - 2;
		const within = samples.filter((s) => s.pages >= from && (s.pages < to || last));
		const most = (pick: (s: MemorySample) => number): string => megabytes(Math.max(0, ...within.map(pick)));
		return [`${from}-${to}`, megabytes(mean(within.map((s) => s.pss))), most((s) => s.pss), most((s) => s.rss)];
	});
	return [
		`\`sohoa digitize FOLDER --jobs ${JOBS}\` on ${pages} pages of generated papers of all classes, ${((pages * 60000) / wallMs).toFixed(0)} pages a minute, ${failed.length === 0 ? 'no document' : `${failed.length} documents (${[...new Set(failed)].join(', ')})`} failed. Memory of all its processes, looked at every second; PSS counts a page that several share once in all, RSS in each.`,
		markdownTable(['Pages done', 'PSS, mean, MB', 'PSS, most, MB', 'RSS, most, MB'], rows),
		`After page ${SETTLED_AFTER} it changes by ${(risePerPage(samples) / 1e3).toFixed(1)} kB a page (fitted line; flat means no more than ${megabytes(FLAT_SHARE * MOST_BYTES)} MB over the batch).`,
	].join('\n\n');
}
