import { writeFileSync } from 'node:fs';
import { createEnginePool } from '../../../ocr/engine/index.ts';
import { wilson } from '../metrics.ts';
import { type Answer, type Answers, askOcrmypdf, askTesseract } from './orientation-peers.ts';
import { type Goal, markdownTable, mean, type Part, type PartOptions } from './part.ts';
import { firstPicture, measurePosture } from './posture.ts';
import { type TurnedPage, turnedPages } from './turned-pages.ts';

/** Issue 6. */
const RIGHT_FROM = 0.995;

/** Which way up pages lie, told for generated and real ones turned by quarters. */
export const orientationPart: Part = {
	about: 'which way up pages lie (--pages N: at most so many of each group)',
	async run(options) {
		const pages = await turnedPages(options);
		options.say(`${pages.length} pages`);
		const ours = await askOurs(pages, options);
		const peers = options.peers ? [await askTesseract(pages), await askOcrmypdf(pages, options.work)] : [];
		const tools = [ours, ...peers.filter((peer) => peer !== undefined)];
		keepWrong(pages, tools);
		return { text: orientationText(pages, tools), goals: orientationGoals(pages, ours) };
	},
};

async function askOurs(pages: readonly TurnedPage[], { say }: PartOptions): Promise<Answers> {
	const engine = createEnginePool({ workers: 1 });
	const answers: Answer[] = [];
	const took: number[] = [];
	try {
		for (const [i, page] of pages.entries()) {
			const { turn, flagged, turnMs } = await measurePosture(await firstPicture(page.file), engine);
			answers.push({ turn, flagged });
			took.push(turnMs);
			if (i % 100 === 99) say(`${i + 1} pages`);
		}
	} finally {
		await engine.close();
	}
	return { tool: 'Sohoa', answers, msAPage: mean(took) };
}

/** How many pages lie right afterwards, and how many of the others nobody is told of. */
export type Tally = {
	readonly count: number;
	readonly right: number;
	readonly flagged: number;
	readonly wrongUnflagged: number;
};

/** Counts a tool's answers on the pages that `keep` lets through. */
export function tally(
	pages: readonly TurnedPage[],
	answers: readonly Answer[],
	keep: (page: TurnedPage) => boolean = () => true,
): Tally {
	const judged = pages.flatMap((page, i) => {
		const answer = answers[i];
		return answer === undefined || !keep(page) ? [] : [{ right: answer.turn === page.needed, flagged: answer.flagged }];
	});
	return {
		count: judged.length,
		right: judged.filter(({ right }) => right).length,
		flagged: judged.filter(({ flagged }) => flagged).length,
		wrongUnflagged: judged.filter(({ right, flagged }) => !right && !flagged).length,
	};
}

function orientationGoals(pages: readonly TurnedPage[], ours: Answers): readonly Goal[] {
	const all = tally(pages, ours.answers);
	const uncertainTurned = ours.answers.filter(({ turn, flagged }) => flagged && turn !== 0).length;
	return [
		{
			what: 'orientation (0/90/180/270)',
			goal: '≥ 99.5 % right',
			figure: `${((100 * all.right) / all.count).toFixed(2)} % of ${all.count}`,
			held: all.right >= RIGHT_FROM * all.count,
		},
		{
			what: 'an uncertain answer is left alone and flagged',
			goal: 'always',
			figure: `${all.flagged} flagged, ${uncertainTurned} of them turned; ${all.wrongUnflagged} wrong without a flag`,
			held: uncertainTurned === 0 && all.wrongUnflagged <= (1 - RIGHT_FROM) * all.count,
		},
	];
}

function orientationText(pages: readonly TurnedPage[], tools: readonly Answers[]): string {
	const percent = (share: number): string => (100 * share).toFixed(1);
	const groups = [...new Set(pages.map(({ group }) => group))];
	const cell = (t: Tally): string => `${percent(t.right / Math.max(1, t.count))} / ${t.flagged} / ${t.wrongUnflagged}`;
	const rows = groups.map((group) => {
		const tallies = tools.map(({ answers }) => tally(pages, answers, (page) => page.group === group));
		return [group, String(tallies[0]?.count), ...tallies.map(cell)];
	});
	const sums = tools.map(({ answers }) => tally(pages, answers));
	const [low, high] = wilson(sums[0]?.right ?? 0, sums[0]?.count ?? 0);
	return [
		`Each page as it is and turned by 90°, 180° and 270°. A cell: % that lie right afterwards / pages of which the tool says that it can't tell / pages wrong without a word. OCRmyPDF asks Tesseract too, but leaves a page alone below a certainty of 14 (its default), and says nothing. 95 % interval of our whole share: ${percent(low)}-${percent(high)} %.`,
		markdownTable(
			['Pages', 'Number', ...tools.map(({ tool }) => tool)],
			[
				...rows,
				['**all**', String(pages.length), ...sums.map(cell)],
				['ms a page', '', ...tools.map(({ msAPage }) => msAPage.toFixed(0))],
			],
		),
		"Ours: time of this question alone, the page's small copy and its letters being there for other reasons. Tesseract: a process a page. OCRmyPDF: all that it does without recognizing text, two pages at a time.",
	].join('\n\n');
}

/** Leaves what went wrong for a closer look. */
function keepWrong(pages: readonly TurnedPage[], tools: readonly Answers[]): void {
	const wrong = tools.flatMap(({ tool, answers }) =>
		pages.flatMap(({ file, needed }, i) =>
			answers[i]?.turn === needed && !answers[i].flagged ? [] : [{ tool, file, needed, ...answers[i] }],
		),
	);
	writeFileSync('.cache/bench/orientation.json', JSON.stringify(wrong, null, '\t'));
}
