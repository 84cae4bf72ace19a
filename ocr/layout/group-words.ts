import type { RecognizedWord } from '../../domain/index.ts';
import { bottomOf, type LaidLine, lineOf, rightOf } from './laid-line.ts';

/** Lines of a block: at most so many line heights apart. */
const BLOCK_GAP = 1.5;
/** A word's right neighbour: at most so many line heights away; further is another column. */
const COLUMN_GAP = 4;

/**
 * Words of a PDF's text layer as lines: the layer's own order is kept as long as words go on to the right at one height
 * (producers write in reading order); a step down, back or far to the right starts a line, a step away a block.
 *
 * @param words px of the frame, in the layer's order.
 */
export function groupIntoLines(words: readonly RecognizedWord[]): readonly LaidLine[] {
	const runs: RecognizedWord[][] = [];
	for (const word of words) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		if (run !== undefined && last !== undefined && followsOnLine(last, word)) run.push(word);
		else runs.push([word]);
	}
	const lines: LaidLine[] = [];
	let block = 0;
	for (const run of runs) {
		const previous = lines.at(-1);
		const line = lineOf(run, block);
		if (line === undefined) continue;
		if (previous !== undefined && !followsInBlock(previous, line)) block += 1;
		lines.push({ ...line, block });
	}
	return lines;
}

function followsOnLine(a: RecognizedWord, b: RecognizedWord): boolean {
	const height = Math.max(a.box[3], b.box[3]);
	const overlap = Math.min(bottomOf(a.box), bottomOf(b.box)) - Math.max(a.box[1], b.box[1]);
	const gap = b.box[0] - rightOf(a.box);
	return overlap > 0.4 * Math.min(a.box[3], b.box[3]) && gap > -0.5 * height && gap < COLUMN_GAP * height;
}

function followsInBlock(a: LaidLine, b: LaidLine): boolean {
	const height = Math.max(a.box[3], b.box[3]);
	const down = b.box[1] - bottomOf(a.box);
	const across = Math.min(rightOf(a.box), rightOf(b.box)) - Math.max(a.box[0], b.box[0]);
	return down > -0.5 * height && down < BLOCK_GAP * height && across > 0;
}
