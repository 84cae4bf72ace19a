import type { Box, RecognizedWord } from '../domain/index.ts';
import { type LaidLine, lineOf } from './layout/index.ts';

/** Share of a read word's box that the text layer may cover before the word counts as the layer's own. */
const COVERED = 0.3;

/**
 * Lines that the engine read where the text layer has no word.
 *
 * @param read lines that the engine read. @param layer lines of the text layer. Both px of the same frame.
 * @returns lines with block numbers above all of the layer's.
 */
export function uncoveredLines(read: readonly LaidLine[], layer: readonly LaidLine[]): readonly LaidLine[] {
	const boxes = layer.flatMap((line) => line.words.map((word) => word.box));
	const first = Math.max(-1, ...layer.map((line) => line.block)) + 1;
	return read.flatMap((line) => {
		const words = line.words.filter((word) => coverage(word, boxes) < COVERED);
		return lineOf(words, first + line.block) ?? [];
	});
}

function coverage({ box }: RecognizedWord, others: readonly Box[]): number {
	const area = Math.max(1, box[2] * box[3]);
	return others.reduce((sum, other) => sum + overlap(box, other), 0) / area;
}

function overlap(a: Box, b: Box): number {
	const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
	const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
	return width > 0 && height > 0 ? width * height : 0;
}
