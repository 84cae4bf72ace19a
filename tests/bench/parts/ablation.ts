import { pageText } from '../../../domain/index.ts';
import { type CleanStep, cleanPage } from '../../../ocr/cleanup/index.ts';
import { createEnginePool } from '../../../ocr/engine/index.ts';
import { createPageCleaner } from '../../../ocr/page-cleaner.ts';
import { recognizerOf } from '../../../ocr/recognize-page.ts';
import { scoreWords, sumScores, type WordScore, wordError } from '../metrics.ts';
import { corpusPapers, realPapers } from '../papers.ts';
import { type Goal, markdownTable, mean, type Part, type PartOptions } from './part.ts';
import { firstPicture } from './posture.ts';

/** In the order of `cleanPage`. Looking for codes changes no pixel, so it is only timed. */
const STEPS = [
	'ink',
	'graySeal',
	'despeckle',
	'border',
	'turn',
	'deskew',
	'height',
	'flatten',
	'rules',
] as const satisfies readonly CleanStep[];
const TIMED: readonly CleanStep[] = [...STEPS, 'codes'];

/** More words misread than this share of all on clean pages is harm: two or three words of the thousand that are read. */
const HARM = 0.0025;

type Sheet = { readonly file: string; readonly group: string; readonly text: string };

/** Word counts of each page, in the pages' order, with some steps left out. */
type Trial = { readonly without: readonly CleanStep[]; readonly scores: readonly WordScore[] };

/** What each step of the cleaning brings, and whether it harms clean pages. */
export const ablationPart: Part = {
	about: 'each cleaning step left out, and each alone on clean pages (--pages N: documents a class, 2)',
	async run(options) {
		const sheets = await sheetsFor(options);
		const clean = sheets.filter(({ group }) => group === 'clean');
		options.say(`${sheets.length} pages, ${clean.length} of them clean`);
		const took = await timeSteps(sheets);
		const read = (pages: readonly Sheet[], without: readonly CleanStep[]): Promise<Trial> =>
			trial(pages, without, options);
		const all = await read(sheets, []);
		const off = await inTurn(STEPS, (step) => read(sheets, [step]));
		const none = await read(sheets, [...STEPS]);
		const alone = await inTurn(STEPS, (step) =>
			read(
				clean,
				STEPS.filter((other) => other !== step),
			),
		);
		const results = { sheets, clean, took, all, off, none, alone };
		return { text: ablationText(results), goals: ablationGoals(results) };
	},
};

type Results = {
	readonly sheets: readonly Sheet[];
	readonly clean: readonly Sheet[];
	/** ms a page. */
	readonly took: ReadonlyMap<string, number>;
	readonly all: Trial;
	readonly off: readonly Trial[];
	readonly none: Trial;
	/** On the clean pages only. */
	readonly alone: readonly Trial[];
};

async function inTurn<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<readonly B[]> {
	const results: B[] = [];
	for (const item of items) results.push(await work(item));
	return results;
}

/** Clean pages are counted as one class and twice as many documents: harm is looked for there. */
async function sheetsFor({ seed, pages = 2 }: PartOptions): Promise<readonly Sheet[]> {
	const clean = await corpusPapers({ seed, docs: 2 * pages, classes: ['clean200', 'clean300'] });
	const degraded = (await corpusPapers({ seed, docs: pages })).filter(({ group }) => !group.startsWith('clean'));
	const real = realPapers(pages);
	return [...clean, ...degraded, ...real].flatMap((paper) => {
		const group = paper.split === 'real' ? 'real' : paper.group.startsWith('clean') ? 'clean' : paper.group;
		return paper.pages.map(({ file, text }) => ({ file, group, text }));
	});
}

async function timeSteps(sheets: readonly Sheet[]): Promise<ReadonlyMap<string, number>> {
	const engine = createEnginePool({ workers: 1 });
	const took = new Map<string, number[]>();
	try {
		for (const { file } of sheets) {
			await cleanPage(await firstPicture(file), {
				detectOrientation: (gray) => engine.detectOrientation(gray),
				onStep: (step, ms) => void took.set(step, [...(took.get(step) ?? []), ms]),
			});
		}
	} finally {
		await engine.close();
	}
	// Some steps run twice on a page, some not on every page: the sum over all pages counts.
	return new Map([...took].map(([step, times]) => [step, (mean(times) * times.length) / sheets.length]));
}

async function trial(sheets: readonly Sheet[], without: readonly CleanStep[], { say }: PartOptions): Promise<Trial> {
	const engine = createEnginePool({ workers: 2 });
	const cleaner = createPageCleaner({ size: 1, detectOrientation: (gray) => engine.detectOrientation(gray) });
	const clean: typeof cleaner.clean = (picture, how) => cleaner.clean(picture, { ...how, without });
	const recognizer = recognizerOf({ engine, cleaner: { ...cleaner, clean } });
	try {
		const scores = await Promise.all(
			sheets.map(async ({ file, text }, index) => {
				const page = await recognizer.recognize({ kind: 'picture', index, picture: await firstPicture(file) });
				return scoreWords(text, pageText(page));
			}),
		);
		say(`without ${without.join(', ') || 'none'}: ${(100 * wordError(sumScores(scores))).toFixed(2)} %`);
		return { without, scores };
	} finally {
		await recognizer.close();
	}
}

function errorOf({ scores }: Trial, sheets: readonly Sheet[], group?: string): number {
	return wordError(sumScores(scores.filter((_, i) => group === undefined || sheets[i]?.group === group)));
}

/** What each step adds to the errors on clean pages, beside all others and on its own; negative where it helps. */
function harms({
	sheets,
	clean,
	all,
	off,
	none,
	alone,
}: Results): readonly { step: CleanStep; beside: number; own: number }[] {
	const [allClean, noneClean] = [errorOf(all, sheets, 'clean'), errorOf(none, sheets, 'clean')];
	return STEPS.map((step, i) => ({
		step,
		beside: allClean - errorOf(off[i] as Trial, sheets, 'clean'),
		own: errorOf(alone[i] as Trial, clean) - noneClean,
	}));
}

function ablationGoals(results: Results): readonly Goal[] {
	const harmful = harms(results).filter(({ beside, own }) => beside > HARM || own > HARM);
	return [
		{
			what: 'cleaning steps on clean pages',
			goal: 'none hurts',
			figure: harmful.length === 0 ? 'none' : harmful.map(({ step }) => step).join(', '),
			held: harmful.length === 0,
		},
	];
}

function ablationText(results: Results): string {
	const { sheets, took, all, off, none } = results;
	const groups = [...new Set(sheets.map(({ group }) => group))];
	const percent = (share: number): string => (100 * share).toFixed(1);
	const row = (name: string, run: Trial): readonly string[] => [
		name,
		...groups.map((group) => percent(errorOf(run, sheets, group))),
		percent(errorOf(run, sheets)),
	];
	const points = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(2)}`;
	const words = groups.map((group) => String(sumScores(all.scores.filter((_, i) => sheets[i]?.group === group)).truth));
	return [
		'Word errors in % (as above) with one step left out; a step brings what its row is above the first.',
		markdownTable(
			['Left out', ...groups, 'all pages'],
			[
				row('nothing', all),
				...STEPS.map((step, i) => row(step, off[i] as Trial)),
				row('every step', none),
				['words', ...words, ''],
			],
		),
		`What a step adds to the errors on clean pages, percentage points: beside all others, and on its own where nothing else is done. More than ${points(HARM)} counts as harm. Then its time, ms a page (mean over all pages, also those it has nothing to do on).`,
		markdownTable(
			['Step', 'Beside the others', 'On its own', 'ms a page'],
			[
				...harms(results).map(({ step, beside, own }) => [
					step,
					points(beside),
					points(own),
					(took.get(step) ?? 0).toFixed(0),
				]),
				['codes', '', '', (took.get('codes') ?? 0).toFixed(0)],
				...[...took]
					.filter(([step]) => !TIMED.includes(step as CleanStep))
					.map(([step, ms]) => [`(${step})`, '', '', ms.toFixed(0)]),
			],
		),
	].join('\n\n');
}
