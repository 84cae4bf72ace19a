import { IDENTITY, unionOf } from '../../domain/geometry.ts';
import type { RecognizedCode, RecognizedLine, RecognizedPage, RecognizedWord } from '../../domain/page.ts';

/** A page made of words and lines, as if cleaning and OCR had run; boxes in px of a frame at `dpi`. */
export function toRecognizedPage(
	words: readonly RecognizedWord[],
	lines: readonly (readonly number[])[],
	frame: {
		index?: number;
		widthPx: number;
		heightPx: number;
		dpi: number;
		origin?: RecognizedPage['origin'];
		codes?: readonly RecognizedCode[];
	},
): RecognizedPage {
	return {
		index: frame.index ?? 0,
		widthPx: frame.widthPx,
		heightPx: frame.heightPx,
		dpi: frame.dpi,
		toOriginal: IDENTITY,
		quality: { rotationDeg: 0, rotationConfidence: 1, skewDeg: 0, blankProbability: 0, inkShare: 0.05, sharpness: 500 },
		blank: words.length === 0,
		words,
		lines: lines.map(
			(own, block): RecognizedLine => ({
				box: unionOf(own.flatMap((i) => (words[i] === undefined ? [] : [words[i].box]))) ?? [0, 0, 0, 0],
				words: own,
				block,
			}),
		),
		codes: frame.codes ?? [],
		origin: frame.origin ?? 'ocr',
		warnings: [],
		timings: { decodeMs: 0, cleanMs: 0, recognizeMs: 0 },
	};
}
