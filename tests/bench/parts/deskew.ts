import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { createEnginePool } from '../../../ocr/engine/index.ts';
import { type LeaningPage, leaningPages } from './leaning-pages.ts';
import { type Goal, markdownTable, mean, type Part, type PartOptions, quantile } from './part.ts';
import { firstPicture, measurePosture } from './posture.ts';

/** Issue 6. */
const WITHIN_DEG = 0.1;
const MEAN_MS = 30;

/** Angles that a tool found, in the order of the pages. */
type Angles = {
	readonly tool: string;
	readonly angles: readonly number[];
	readonly msAt300: number;
	readonly measuringMs?: number;
};

/** How well known angles are found. */
export const deskewPart: Part = {
	about: 'known angles over ±15° (--pages N: so many angles a kind of scan, 31)',
	async run(options) {
		const pages = await leaningPages(options);
		options.say(`${pages.length} pages`);
		const ours = await findOurs(pages, options);
		const peer = options.peers ? await findWithTesseract(pages) : undefined;
		const tools = peer === undefined ? [ours] : [ours, peer];
		const kept = pages.map((page, i) => ({ ...page, found: tools.map(({ angles }) => angles[i]) }));
		writeFileSync('.cache/bench/deskew.json', JSON.stringify(kept, null, '\t'));
		return { text: deskewText(pages, tools), goals: deskewGoals(pages, ours) };
	},
};

async function findOurs(pages: readonly LeaningPage[], { say }: PartOptions): Promise<Angles> {
	const engine = createEnginePool({ workers: 1 });
	const angles: number[] = [];
	const took: number[] = [];
	const measuring: number[] = [];
	try {
		for (const [i, { file, dpi }] of pages.entries()) {
			const found = await measurePosture(await firstPicture(file), engine);
			// A page turned upside down by mistake would lean the same way: directions have a bench of their own.
			angles.push(found.skewDeg);
			if (dpi === 300) {
				took.push(found.deskewMs);
				measuring.push(found.analyseMs);
			}
			if (i % 50 === 49) say(`${i + 1} pages`);
		}
	} finally {
		await engine.close();
	}
	return { tool: 'Sohoa', angles, msAt300: mean(took), measuringMs: mean(measuring) };
}

const run = promisify(execFile);

/** The angle that OCRmyPDF's `--deskew` turns by: it asks Tesseract in the same way. */
async function findWithTesseract(pages: readonly LeaningPage[]): Promise<Angles | undefined> {
	const angles: number[] = [];
	const took: number[] = [];
	for (const { file, dpi } of pages) {
		const started = performance.now();
		try {
			const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
			const { stdout, stderr } = await run('tesseract', [file, '-', '--psm', '2', '-l', 'vie'], { env });
			const radians = Number(/Deskew angle: (-?[\d.]+)/u.exec(stdout + stderr)?.[1] ?? 0);
			angles.push((radians * 180) / Math.PI);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
			angles.push(0);
		}
		if (dpi === 300) took.push(performance.now() - started);
	}
	return { tool: 'Tesseract `--psm 2`, which OCRmyPDF deskews by', angles, msAt300: mean(took) };
}

const errors = (
	pages: readonly LeaningPage[],
	angles: readonly number[],
	keep: (page: LeaningPage) => boolean,
): readonly number[] => pages.flatMap((page, i) => (keep(page) ? [Math.abs((angles[i] ?? 0) - page.angle)] : []));

/** Whether nearly every angle is found within a tenth of a degree, and how fast. */
function deskewGoals(pages: readonly LeaningPage[], { angles, msAt300 }: Angles): readonly Goal[] {
	const all = errors(pages, angles, () => true);
	const most = Math.max(...all);
	return [
		{
			what: 'deskew over ±15°',
			goal: 'within 0.1°',
			figure: `mean ${mean(all).toFixed(3)}°, most ${most.toFixed(3)}°, ${all.filter((e) => e > WITHIN_DEG).length} of ${all.length} pages beyond`,
			held: most <= WITHIN_DEG,
		},
		{
			what: 'deskew at 300 dpi, finding the angle',
			goal: 'mean ≤ 30 ms a page',
			figure: `${msAt300.toFixed(1)} ms`,
			held: msAt300 <= MEAN_MS,
		},
	];
}

function deskewText(pages: readonly LeaningPage[], tools: readonly Angles[]): string {
	const kinds = [...new Set(pages.map(({ scan, dpi }) => `${scan}, ${dpi} dpi`))];
	const cell = (all: readonly number[]): string =>
		`${mean(all).toFixed(3)} / ${quantile(all, 0.95).toFixed(3)} / ${Math.max(...all).toFixed(3)}`;
	const row = (name: string, keep: (page: LeaningPage) => boolean): readonly string[] => [
		name,
		String(pages.filter(keep).length),
		...tools.map(({ angles }) => cell(errors(pages, angles, keep))),
	];
	return [
		'Difference between the angle by which a page was leant and the angle that was found, degrees: mean / 95 % of pages are below / most.',
		markdownTable(
			['Pages', 'Number', ...tools.map(({ tool }) => tool)],
			[
				...kinds.map((kind) => row(kind, ({ scan, dpi }) => `${scan}, ${dpi} dpi` === kind)),
				row('leaning by less than 3°', ({ angle }) => Math.abs(angle) < 3),
				row('**all**', () => true),
				['ms a page at 300 dpi', '', ...tools.map(({ msAt300 }) => msAt300.toFixed(1))],
			],
		),
		`Ours: time of finding the angle alone; the page's small copy and its letters (${(tools[0]?.measuringMs ?? 0).toFixed(0)} ms) are made for direction, blankness and text height as well. Tesseract: a process a page.`,
	].join('\n\n');
}
