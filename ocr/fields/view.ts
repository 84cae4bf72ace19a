import type { FieldOrigin } from '../../domain/fields.ts';
import { type Box, unionOf } from '../../domain/geometry.ts';
import type { RecognizedCode, RecognizedPage } from '../../domain/page.ts';
import { foldAligned, nfc } from '../../domain/text/index.ts';
import { distance } from './match.ts';

/** A word as the rules see it. `folded` has the length of `text`. Box: px of the frame. Confidence 0-1, as the engine gave it. */
export type ViewWord = {
	readonly text: string;
	readonly folded: string;
	readonly box: Box;
	readonly confidence: number;
};

/** Words that stand together on one line: a line, or its part on one side of a wide gap (letterhead halves, columns). */
export type Segment = {
	readonly page: number;
	readonly words: readonly ViewWord[];
	/** Offset of each word in `text`. */
	readonly starts: readonly number[];
	/** Words by single spaces, NFC; `folded` has the same length. */
	readonly text: string;
	readonly folded: string;
	readonly box: Box;
	/** Fractions of the page's width and height, 0-1. */
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	/** How thick its upright strokes are, px; only where it was measured. */
	readonly strokePx?: number | undefined;
};

/** One page for the rules. Segments from top to bottom, left to right; `rows` holds them grouped by height. */
export type PageView = {
	readonly index: number;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly origin: FieldOrigin;
	readonly segments: readonly Segment[];
	readonly rows: readonly (readonly Segment[])[];
	readonly codes: readonly RecognizedCode[];
	/** Median height of the words, as a fraction of the page's height. */
	readonly textHeight: number;
};

/** Words taken of a page at most: the densest official pages here hold about 700; beyond this it is noise. */
const MAX_WORDS = 8000;
/** A gap this many text heights wide parts the letterhead's halves; justified body lines have gaps up to 1.5 (measured on vn-scans). */
const HEAD_GAP = 2;
const BODY_GAP = 3;
/** A word space is about 0.3 text heights; halves of a letterhead are never this near. */
const WORD_GAP = 0.6;
/** The letterhead ends above this fraction of the page (domain.md §4.1 plus wrapped agency names). */
const HEAD_ZONE = 0.32;

/** What starts the right half of a letterhead or signature block when OCR has run the two halves into one line. */
const RIGHT_HALVES = ['conghoa', 'doclap'];
const AUTHORITY = /^(?:tm|kt|tl|tuq|q)[.,]$/;

function toWord(word: RecognizedPage['words'][number] | undefined): ViewWord | undefined {
	if (word === undefined) return undefined;
	const text = nfc(word.text).trim().replace(/\s+/g, '');
	if (text === '' || !word.box.every(Number.isFinite)) return undefined;
	const confidence = Number.isFinite(word.confidence) ? Math.min(1, Math.max(0, word.confidence)) : 0;
	return { text, folded: foldAligned(text), box: word.box, confidence };
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Makes a segment of words that stand in order. */
export function toSegment(
	page: Pick<RecognizedPage, 'index' | 'widthPx' | 'heightPx'>,
	words: readonly ViewWord[],
	strokePx?: number,
): Segment {
	const starts: number[] = [];
	let text = '';
	for (const word of words) {
		if (text !== '') text += ' ';
		starts.push(text.length);
		text += word.text;
	}
	const box = unionOf(words.map((word) => word.box)) ?? [0, 0, 0, 0];
	return {
		page: page.index,
		words,
		starts,
		text,
		folded: words.map((word) => word.folded).join(' '),
		box,
		left: box[0] / page.widthPx,
		right: (box[0] + box[2]) / page.widthPx,
		top: box[1] / page.heightPx,
		bottom: (box[1] + box[3]) / page.heightPx,
		strokePx,
	};
}

function startsRightHalf(words: readonly ViewWord[], at: number, page: RecognizedPage): boolean {
	const word = words[at];
	const before = words[at - 1];
	if (word === undefined || before === undefined) return false;
	const x = word.box[0] / page.widthPx;
	const y = word.box[1] / page.heightPx;
	const gap = word.box[0] - (before.box[0] + before.box[2]);
	if (AUTHORITY.test(word.folded)) return x > 0.4 && gap > word.box[3];
	if (y > HEAD_ZONE || x < 0.3) return false;
	const pair = word.folded + (words[at + 1]?.folded ?? '');
	return RIGHT_HALVES.some((start) => distance(pair, start, 2) <= 2);
}

/** Parts a line where a wide gap, or the start of a right half, says that two columns were run together. */
function splitLine(words: readonly ViewWord[], page: RecognizedPage): ViewWord[][] {
	const height = median(words.map((word) => word.box[3]));
	const parts: ViewWord[][] = [];
	let part: ViewWord[] = [];
	words.forEach((word, i) => {
		const before = words[i - 1];
		const gap = before === undefined ? 0 : word.box[0] - (before.box[0] + before.box[2]);
		const limit = (word.box[1] / page.heightPx < HEAD_ZONE ? HEAD_GAP : BODY_GAP) * height;
		if (part.length > 0 && (gap > limit || startsRightHalf(words, i, page))) {
			parts.push(part);
			part = [];
		}
		part.push(word);
	});
	if (part.length > 0) parts.push(part);
	return parts;
}

function centreY(segment: Segment): number {
	return (segment.top + segment.bottom) / 2;
}

/** Groups segments whose middles are within half a text height into rows, each from left to right. */
function toRows(segments: readonly Segment[], textHeight: number): Segment[][] {
	const rows: Segment[][] = [];
	let at = Number.NEGATIVE_INFINITY;
	for (const segment of segments.toSorted((a, b) => centreY(a) - centreY(b))) {
		const row = rows.at(-1);
		if (row !== undefined && centreY(segment) - at <= textHeight / 2) row.push(segment);
		else {
			rows.push([segment]);
			at = centreY(segment);
		}
	}
	return rows.map((row) => row.sort((a, b) => a.left - b.left));
}

/** Puts together what the engine took for two lines though only a word space lies between. */
function mergeNeighbours(row: readonly Segment[], page: RecognizedPage): Segment[] {
	const merged: Segment[] = [];
	for (const segment of row) {
		const before = merged.at(-1);
		const gap = before === undefined ? Number.POSITIVE_INFINITY : segment.box[0] - (before.box[0] + before.box[2]);
		const height = median(segment.words.map((word) => word.box[3]));
		const joined = before === undefined ? [] : [...before.words, ...segment.words];
		const apart = before === undefined || gap < -height || gap > WORD_GAP * height;
		if (apart || startsRightHalf(joined, before.words.length, page)) merged.push(segment);
		else merged[merged.length - 1] = toSegment(page, joined, before.strokePx);
	}
	return merged;
}

/** Prepares a page for the rules. Takes any page, also an empty or broken one; n log n in its words. */
export function viewPage(page: RecognizedPage): PageView {
	const words = page.words.slice(0, MAX_WORDS).map(toWord);
	const usable = page.widthPx > 0 && page.heightPx > 0;
	const lines = usable ? page.lines : [];
	const segments = lines.flatMap((line) => {
		const own = line.words.map((i) => words[i]).filter((word) => word !== undefined);
		const ordered = own.toSorted((a, b) => a.box[0] - b.box[0]);
		return splitLine(ordered, page).map((part) => toSegment(page, part, line.strokePx));
	});
	const textHeight = usable
		? median(words.flatMap((word) => (word === undefined ? [] : [word.box[3]]))) / page.heightPx
		: 0;
	const rows = toRows(segments, textHeight).map((row) => mergeNeighbours(row, page));
	return {
		index: page.index,
		widthPx: page.widthPx,
		heightPx: page.heightPx,
		origin: page.origin === 'textLayer' ? 'textLayer' : 'ocr',
		segments: rows.flat(),
		rows,
		codes: page.codes,
		textHeight,
	};
}
