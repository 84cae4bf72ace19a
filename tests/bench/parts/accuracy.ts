import { scoreCharacters, sumScores, wordError } from '../metrics.ts';
import type { Paper } from '../papers.ts';
import type { Reading } from '../readers.ts';
import { type Results, wordsOf } from '../report.ts';
import type { Goal } from './part.ts';
import type { EnginePoint } from './speed-error-plot.ts';

/** Issue 6: our share of the errors that the best peer makes, at most. */
const ERROR_SHARE = 1 / 3;
const FASTER_THAN_CLEANING = 3;

type Measured = Pick<Results, 'papers' | 'readings'>;

/** Word errors, speed: the goals that the bench's main run bears on. */
export function accuracyGoals({ papers, readings }: Measured): readonly Goal[] {
	const ours = readings.find(({ digitized }) => digitized !== undefined);
	const peers = readings.filter((reading) => reading !== ours);
	if (ours === undefined || peers.length === 0) return [];
	const groups = [...new Set(papers.map(({ group }) => group))];
	const errorGoals = groups.map((group) => {
		const native = group.startsWith('clean') ? peers.filter(({ tool }) => tool.startsWith('Tesseract')) : peers;
		const of = papers.filter((paper) => paper.group === group);
		return ratioGoal(`word errors, ${group}`, wordErrorOf(ours, of), native, (peer) => wordErrorOf(peer, of));
	});
	const degraded = papers.filter(({ group, split }) => split !== 'real' && !group.startsWith('clean'));
	const characterGoal =
		degraded.length === 0
			? []
			: [
					ratioGoal('characters, degraded pages, in reading order', characterErrorOf(ours, degraded), peers, (peer) =>
						characterErrorOf(peer, degraded),
					),
				];
	return [...errorGoals, ...characterGoal, ...speedGoals(ours, peers)];
}

function ratioGoal(what: string, own: number, peers: readonly Reading[], of: (peer: Reading) => number): Goal {
	const best = Math.min(...peers.map(of));
	const ratio = best === 0 ? (own === 0 ? 0 : Number.POSITIVE_INFINITY) : own / best;
	return {
		what,
		goal: "≤ a third of the best peer's",
		figure: `${ratio.toFixed(2)} (${(100 * own).toFixed(1)} to ${(100 * best).toFixed(1)} %)`,
		held: peers.length > 0 && ratio <= ERROR_SHARE,
	};
}

function wordErrorOf(reading: Reading, papers: readonly Paper[]): number {
	return wordError(sumScores(papers.map((paper) => wordsOf(reading, paper))));
}

function characterErrorOf(reading: Reading, papers: readonly Paper[]): number {
	const scores = papers.flatMap((paper) =>
		paper.pages.map((page, i) => scoreCharacters(page.text, reading.texts.get(paper.id)?.[i] ?? '')),
	);
	const truth = scores.reduce((sum, score) => sum + score.truth, 0);
	return scores.reduce((sum, score) => sum + score.edits, 0) / Math.max(1, truth);
}

function speedGoals(ours: Reading, peers: readonly Reading[]): readonly Goal[] {
	const against = (tool: string, share: number): readonly Goal[] =>
		peers
			.filter((peer) => peer.tool === tool)
			.map((peer) => ({
				what: `pages a minute beside ${tool}`,
				goal: `≥ ${share} ×`,
				figure: `${(peer.wallMs / ours.wallMs).toFixed(2)} ×`,
				held: peer.wallMs / ours.wallMs >= share,
			}));
	return [...against('OCRmyPDF (cleaning)', FASTER_THAN_CLEANING), ...against('OCRmyPDF (plain)', 1)];
}

/** Every tool of a run for the plot of speed against error. */
export function enginePoints({ papers, readings }: Measured): readonly EnginePoint[] {
	const pages = papers.reduce((sum, paper) => sum + paper.pages.length, 0);
	const upright = papers.filter(({ group, split }) => split !== 'real' && group !== 'rotated');
	const real = papers.filter(({ split }) => split === 'real');
	const percent = (share: number): number => Number((100 * share).toFixed(2));
	return readings.map((reading) => ({
		tool: reading.tool,
		pagesAMinute: Number(((pages * 60_000) / reading.wallMs).toFixed(1)),
		errors: {
			generated: percent(wordErrorOf(reading, upright)),
			real: real.length === 0 ? null : percent(wordErrorOf(reading, real)),
		},
	}));
}
