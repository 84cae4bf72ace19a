import { applyAffine, type Box } from '../../../domain/geometry.ts';
import type { RecognizedPage } from '../../../domain/page.ts';
import { type PageGeometry, pdfNumber } from '../page-geometry.ts';
import { ASCENT, DESCENT, GLYPH_WIDTH } from './glyphless-font.ts';
import { type Band, bandsOf } from './line-bands.ts';
import { hexStrings, layerText, type TextCodes } from './text-codes.ts';

/** Least width of a word or gap, pt: a reader must be able to tell where it starts and ends. */
const MIN_ADVANCE_PT = 0.01;
/** Least font size, pt: a box without height still has to hold its word. */
const MIN_SIZE_PT = 0.5;
/**
 * Least gap between two words, font sizes. Poppler 22.12 joins words that touch in spite of the space between them; with this gap
 * it does not (measured 2026-11-23).
 */
const MIN_GAP = 0.2;
/** Width of the space that ends a line, font sizes. */
const END_SPACE = 0.25;

/** A word on the page: pt, bottom-left origin, `left` and `right` inside the page. */
type PlacedWord = { readonly text: string; readonly left: number; readonly right: number; readonly band: Band };

/**
 * The operators of a page's invisible text (rendering mode 3), in reading order; empty when there is no word.
 *
 * Every word is stretched to the width of its box and sits in its line's band. Between two words stands a real space, stretched
 * over the gap, and a short one ends every line, so that readers need not guess where words end.
 *
 * @param font name of the font resource, without the slash.
 */
export function textLayer(page: RecognizedPage, geometry: PageGeometry, codes: TextCodes, font: string): string {
	const operators: string[] = [];
	for (const line of linesOf(page)) {
		const words = placeLine(page, line, geometry);
		words.forEach((word, i) => {
			operators.push(...writeWord(word, words[i + 1], codes, font));
		});
	}
	return operators.length === 0 ? '' : ['BT', '3 Tr', ...operators, 'ET'].join('\n');
}

type TextLine = { readonly box: Box; readonly words: readonly number[] };

/** The page's lines, then each word that is in none as a line of its own: what was read is never lost. */
function linesOf(page: RecognizedPage): readonly TextLine[] {
	const inLine = new Set(page.lines.flatMap((line) => line.words));
	const alone = page.words.flatMap((word, i) => (inLine.has(i) ? [] : [{ box: word.box, words: [i] }]));
	return [...page.lines, ...alone];
}

function placeLine(page: RecognizedPage, line: TextLine, geometry: PageGeometry): readonly PlacedWord[] {
	const words = line.words.flatMap((i) => {
		const word = page.words[i];
		const text = word === undefined ? '' : layerText(word.text);
		return word === undefined || text === '' ? [] : [{ text, box: word.box }];
	});
	const boxes = words.map((word) => word.box);
	const bands = bandsOf(boxes);
	const placed = words.map(({ text, box }, i) => {
		const band = bands[i] ?? { top: box[1], bottom: box[1] + box[3] };
		const [x0, y0] = applyAffine(geometry.frameToPage, box[0], band.bottom);
		const [x1, y1] = applyAffine(geometry.frameToPage, box[0] + box[2], band.top);
		const left = within(x0, 0, geometry.widthPt - MIN_ADVANCE_PT);
		return {
			text,
			left,
			right: within(x1, left + MIN_ADVANCE_PT, geometry.widthPt),
			band: { bottom: within(y0, 0, geometry.heightPt), top: within(y1, 0, geometry.heightPt) },
		};
	});
	return apart(placed);
}

/**
 * Makes room between words whose boxes touch or overlap: the left one gives way, down to a third of its width, then the right one
 * moves. Poppler goes by the gap alone, and would join them in spite of the space.
 */
function apart(words: readonly PlacedWord[]): readonly PlacedWord[] {
	const result: PlacedWord[] = [];
	for (const word of words) {
		const before = result.at(-1);
		const gap = MIN_GAP * Math.max(heightOf(word), before === undefined ? 0 : heightOf(before));
		// A word far to the left starts anew (a line wrongly put together): there is nothing to keep apart.
		if (before === undefined || word.left - before.right >= gap || word.right <= before.left) {
			result.push(word);
			continue;
		}
		const right = Math.max(word.left - gap, before.left + (before.right - before.left) / 3);
		const left = Math.max(word.left, right + gap);
		result[result.length - 1] = { ...before, right };
		result.push({ ...word, left, right: Math.max(word.right, left + MIN_ADVANCE_PT) });
	}
	return result;
}

function heightOf({ band }: PlacedWord): number {
	return band.top - band.bottom;
}

function within(value: number, low: number, high: number): number {
	return Math.max(low, Math.min(high, value));
}

/** One word with the space after it. */
function writeWord(word: PlacedWord, next: PlacedWord | undefined, codes: TextCodes, font: string): readonly string[] {
	const size = Math.max(MIN_SIZE_PT, heightOf(word) / ((ASCENT - DESCENT) / 1000));
	const baseline = word.band.bottom - (size * DESCENT) / 1000;
	const stretch = (width: number, characters: number) =>
		pdfNumber((100 * width) / (characters * size * (GLYPH_WIDTH / 1000)));
	const gap = Math.max(MIN_ADVANCE_PT, next === undefined ? END_SPACE * size : next.left - word.right);
	const length = Array.from(word.text).length;
	return [
		`/${font} ${pdfNumber(size)} Tf`,
		`1 0 0 1 ${pdfNumber(word.left)} ${pdfNumber(baseline)} Tm`,
		`${stretch(word.right - word.left, length)} Tz`,
		...hexStrings(word.text, codes).map((string) => `${string} Tj`),
		`${stretch(gap, 1)} Tz`,
		`${hexStrings(' ', codes)[0]} Tj`,
	];
}
