import { type Box, type RecognizedWord, unionOf } from '../../domain/index.ts';

/** A line on its way to the page: its words in order, and the block that it belongs to (any number; renumbered at the end). */
export type LaidLine = {
	/** px of the frame; holds all words. */
	readonly box: Box;
	/** At least one. */
	readonly words: readonly RecognizedWord[];
	readonly block: number;
};

/** A line of these words; `undefined` for none. */
export function lineOf(words: readonly RecognizedWord[], block: number): LaidLine | undefined {
	const box = unionOf(words.map((word) => word.box));
	return box === undefined ? undefined : { box, words, block };
}

/** The line's words, by spaces. */
export function textOf(line: LaidLine): string {
	return line.words.map((word) => word.text).join(' ');
}

/** Right edge, px. */
export function rightOf(box: Box): number {
	return box[0] + box[2];
}

/** Lower edge, px. */
export function bottomOf(box: Box): number {
	return box[1] + box[3];
}

/** Vertical centre, px. */
export function middleOf(box: Box): number {
	return box[1] + box[3] / 2;
}
