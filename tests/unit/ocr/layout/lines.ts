import type { RecognizedWord } from '../../../../domain/index.ts';
import { type LaidLine, lineOf } from '../../../../ocr/layout/index.ts';

/** Words of a text set from x on, 12 px a letter, 30 px high, a space of 12 px; `~` is a wide gap of 120 px. */
export function wordsAt(text: string, x: number, y: number): readonly RecognizedWord[] {
	let left = x;
	return text.split(' ').flatMap((part) => {
		if (part === '~') {
			left += 120;
			return [];
		}
		const width = 12 * part.length;
		const word: RecognizedWord = { text: part, box: [left, y, width, 30], confidence: 0.95 };
		left += width + 12;
		return [word];
	});
}

/** A line of such words. */
export function line(text: string, x: number, y: number, block = 0): LaidLine {
	const made = lineOf(wordsAt(text, x, y), block);
	if (made === undefined) throw new Error('A line needs words');
	return made;
}

/** The lines' texts. */
export function texts(lines: readonly LaidLine[]): readonly string[] {
	return lines.map(({ words }) => words.map((word) => word.text).join(' '));
}
