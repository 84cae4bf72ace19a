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

/** The output of `tesseract … tsv` (one page) as a page: level 1 gives the frame, level 5 the words, confidence 0-100. */
export function recognizedPageFromTsv(tsv: string, index = 0, dpi = 200): RecognizedPage {
	const words: RecognizedWord[] = [];
	const lines = new Map<string, number[]>();
	let [widthPx, heightPx] = [0, 0];
	for (const row of tsv.split('\n').slice(1)) {
		const [level, , block, paragraph, line, , left, top, width, height, confidence, text = ''] = row.split('\t');
		if (level === '1') [widthPx, heightPx] = [Number(width), Number(height)];
		if (level !== '5' || text.trim() === '') continue;
		const key = `${block}.${paragraph}.${line}`;
		lines.set(key, [...(lines.get(key) ?? []), words.length]);
		words.push({
			text,
			box: [Number(left), Number(top), Number(width), Number(height)],
			confidence: Number(confidence) / 100,
		});
	}
	return toRecognizedPage(words, [...lines.values()], { index, widthPx, heightPx, dpi });
}

/** The output of `pdftotext -bbox-layout` as pages of a text layer, at 72 dpi (px = pt). */
export function recognizedPagesFromBbox(html: string): RecognizedPage[] {
	return html
		.split('<page ')
		.slice(1)
		.map((page, index) => {
			const size = /width="([\d.]+)" height="([\d.]+)"/.exec(page);
			const words: RecognizedWord[] = [];
			const lines = page
				.split('<line ')
				.slice(1)
				.map((line) => {
					const own: number[] = [];
					for (const m of line.matchAll(
						/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
					)) {
						const [left, top, right, bottom] = [m[1], m[2], m[3], m[4]].map(Number) as [number, number, number, number];
						own.push(words.length);
						words.push({
							text: withoutEntities(m[5] ?? ''),
							box: [left, top, right - left, bottom - top],
							confidence: 1,
						});
					}
					return own;
				});
			return toRecognizedPage(words, lines, {
				index,
				widthPx: Number(size?.[1]),
				heightPx: Number(size?.[2]),
				dpi: 72,
				origin: 'textLayer',
			});
		});
}

function withoutEntities(text: string): string {
	return text
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&amp;/g, '&');
}
