import {
	type Affine,
	type Box,
	boundsAfter,
	type LayerWord,
	type RecognizedLine,
	type RecognizedWord,
} from '../domain/index.ts';
import { nfc } from '../domain/text/index.ts';
import type { EngineResult } from './engine/index.ts';
import {
	groupIntoLines,
	type LaidLine,
	lineOf,
	orderBlocks,
	splitHalves,
	withoutBorders,
	withoutNoise,
} from './layout/index.ts';
import { repairCase } from './repair-case.ts';

/** The size of a page's frame, px. */
export type Frame = { readonly widthPx: number; readonly heightPx: number };

/** A page's words and its lines in reading order, as `RecognizedPage` holds them. */
export type PageWords = { readonly words: readonly RecognizedWord[]; readonly lines: readonly RecognizedLine[] };

/**
 * What the engine read as lines of the page: boxes from OCR copy px to frame px, text in NFC, without noise.
 * Capitals that the engine took for small letters, or the other way round, are set right.
 *
 * @param toFrame OCR copy px → frame px.
 */
export function engineLines(result: EngineResult, toFrame: Affine, frame: Frame): readonly LaidLine[] {
	const lines = result.lines.map(({ words, block }) => ({
		block,
		words: words.map((word) => ({
			text: withoutBorders(nfc(word.text).trim()),
			box: within(frame, boundsAfter(toFrame, word.box)),
			confidence: word.confidence,
		})),
	}));
	const kept = new Set(withoutNoise(lines.flatMap((line) => line.words)));
	return lines.flatMap(({ words, block }) => {
		const real = words.filter((word) => kept.has(word));
		const texts = repairCase(real.map((word) => word.text));
		return (
			lineOf(
				real.map((word, i) => ({ ...word, text: texts[i] ?? word.text })),
				block,
			) ?? []
		);
	});
}

/** The words of a PDF's own text layer as lines; confidence 1, they are the document itself. */
export function layerLines(words: readonly LayerWord[], frame: Frame): readonly LaidLine[] {
	const clean = words.flatMap((word) => {
		const text = nfc(word.text).trim();
		return text === '' ? [] : [{ text, box: within(frame, word.box), confidence: 1 }];
	});
	return groupIntoLines(clean);
}

/** Lines of one frame in reading order: halves of letterhead and closing part apart, blocks sorted and numbered. */
export function layOut(lines: readonly LaidLine[], frame: Frame): readonly LaidLine[] {
	return orderBlocks(splitHalves(lines, frame.heightPx));
}

/** Lines moved into another frame. @param toFrame px of the lines → px of `frame`. */
export function moveLines(lines: readonly LaidLine[], toFrame: Affine, frame: Frame): readonly LaidLine[] {
	return lines.flatMap((line) => {
		const words = line.words.map((word) => ({ ...word, box: within(frame, boundsAfter(toFrame, word.box)) }));
		return lineOf(words, line.block) ?? [];
	});
}

/**
 * Lines in reading order as a page holds them: words in one list, lines point into it.
 *
 * @param strokeOf how thick a line's strokes are, px of the frame, where that is known.
 */
export function pageWords(
	ordered: readonly LaidLine[],
	strokeOf: (line: LaidLine) => number | undefined = () => undefined,
): PageWords {
	const words = ordered.flatMap((line) => line.words);
	let next = 0;
	const numbered = ordered.map((line): RecognizedLine => {
		const first = next;
		next += line.words.length;
		const strokePx = strokeOf(line);
		const { box, block } = line;
		const numbers = line.words.map((_, i) => first + i);
		return { box, words: numbers, block, ...(strokePx === undefined ? {} : { strokePx }) };
	});
	return { words, lines: numbered };
}

/** A box cut to the frame, rounded to tenths of a px. */
function within({ widthPx, heightPx }: Frame, [x, y, width, height]: Box): Box {
	const left = clamp(x, widthPx);
	const top = clamp(y, heightPx);
	return [left, top, tenths(clamp(x + width, widthPx) - left), tenths(clamp(y + height, heightPx) - top)];
}

function clamp(value: number, max: number): number {
	return tenths(Math.min(max, Math.max(0, value)));
}

function tenths(value: number): number {
	return Math.round(value * 10) / 10;
}
