import type { RecognizedCode, RecognizedPage, RecognizedWord } from '../../../../domain/page.ts';
import { toRecognizedPage } from '../../../support/recognized-page.ts';

/** One line of a made-up paper: where it stands (fractions of A4's width and height) and how. `at`: x of its left end, middle or right end. */
export type Line = {
	readonly y: number;
	readonly at: number;
	readonly align?: 'left' | 'middle' | 'right';
	readonly text: string;
	readonly confidence?: number;
};

const WIDTH = 1654;
const HEIGHT = 2339;
/** px at 200 dpi of a 13 pt letter: width on average, height. */
const LETTER = 17;
const CAPITAL = 22;
const TALL = 34;

function widthOf(text: string): number {
	return [...text].reduce(
		(sum, letter) => sum + (letter === letter.toUpperCase() && letter !== letter.toLowerCase() ? CAPITAL : LETTER),
		0,
	);
}

/** Sets lines as words with boxes, as OCR would see an A4 page at 200 dpi. Lines that share a `y` and `merge` become one engine line. */
export function typeset(
	lines: readonly Line[],
	options: { merge?: boolean; index?: number; codes?: readonly RecognizedCode[] } = {},
): RecognizedPage {
	const words: RecognizedWord[] = [];
	const groups = new Map<string, number[]>();
	lines.forEach((line, i) => {
		const width = widthOf(line.text);
		const shift = line.align === 'right' ? width : line.align === 'middle' ? width / 2 : 0;
		let x = line.at * WIDTH - shift;
		const key = options.merge === true ? String(line.y) : String(i);
		const own = groups.get(key) ?? [];
		for (const text of line.text.split(' ')) {
			own.push(words.length);
			words.push({ text, box: [x, line.y * HEIGHT, widthOf(text), TALL], confidence: line.confidence ?? 0.96 });
			x += widthOf(text) + LETTER * 0.6;
		}
		groups.set(key, own);
	});
	return toRecognizedPage(words, [...groups.values()], {
		index: options.index ?? 0,
		widthPx: WIDTH,
		heightPx: HEIGHT,
		dpi: 200,
		...(options.codes === undefined ? {} : { codes: options.codes }),
	});
}

/** The head of a paper: letterhead, motto, number, place and date. */
export function letterhead(bodies: readonly string[], number: string, date: string): Line[] {
	return [
		...bodies.map((text, i): Line => ({ y: 0.075 + i * 0.018, at: 0.29, align: 'middle', text })),
		{ y: 0.075, at: 0.69, align: 'middle', text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' },
		{ y: 0.093, at: 0.69, align: 'middle', text: 'Độc lập - Tự do - Hạnh phúc' },
		...(number === '' ? [] : [{ y: 0.14, at: 0.29, align: 'middle', text: number } as const]),
		...(date === '' ? [] : [{ y: 0.14, at: 0.69, align: 'middle', text: date } as const]),
	];
}

/** Recipients on the left, position lines and the name on the right, from `y` down. */
export function signature(y: number, positions: readonly string[], name: string): Line[] {
	return [
		{ y, at: 0.12, text: 'Nơi nhận:' },
		{ y: y + 0.018, at: 0.12, text: '- Như Điều 3;' },
		{ y: y + 0.036, at: 0.12, text: '- Lưu: VT.' },
		...positions.map((text, i): Line => ({ y: y + i * 0.018, at: 0.72, align: 'middle', text })),
		{ y: y + 0.13, at: 0.72, align: 'middle', text: name },
	];
}

/** Body lines at the left margin, one under the other. */
export function body(y: number, texts: readonly string[]): Line[] {
	return texts.map((text, i) => ({ y: y + i * 0.02, at: 0.13, text }));
}

/** Centred lines, one under the other. */
export function centred(y: number, texts: readonly string[]): Line[] {
	return texts.map((text, i) => ({ y: y + i * 0.02, at: 0.5, align: 'middle', text }));
}
