import {
	type Affine,
	boundsAfter,
	IDENTITY,
	type PagePicture,
	type PageQuality,
	type RecognizedPage,
	type ScannedPage,
	thenAffine,
} from '../domain/index.ts';
import { engineLines, layerLines, layOut, moveLines, pageWords } from './assemble-page.ts';
import { orderBlocks } from './layout/index.ts';
import { holdsText, readCleaned, timingsOf, warningsOf } from './read-cleaned.ts';
import type { RecognizeOptions, RecognizerParts } from './recognizer.ts';
import { uncoveredLines } from './uncovered-words.ts';

type KeptPage = Extract<ScannedPage, { kind: 'kept' }>;

/** Of a page that was never a scan: nothing to undo, as sharp and clean as can be. */
const AS_MADE: PageQuality = {
	rotationDeg: 0,
	rotationConfidence: 1,
	skewDeg: 0,
	blankProbability: 0,
	inkShare: 0,
	sharpness: 0,
};

/**
 * A page whose PDF keeps its bytes: its own words, and those that the engine finds where the text layer has none. Its frame
 * stays the page as displayed, also when the picture on it lies askew.
 *
 * @throws {Fault} as `Recognizer.recognize`.
 */
export async function recognizeKept(
	page: KeptPage,
	{ engine, cleaner }: RecognizerParts,
	options: RecognizeOptions,
): Promise<RecognizedPage> {
	const own = layOut(layerLines(page.words, page), page);
	const { index, widthPx, heightPx, dpi, uncovered } = page;
	const base = { index, widthPx, heightPx, dpi, toOriginal: IDENTITY };
	if (uncovered === undefined) {
		return {
			...base,
			quality: AS_MADE,
			blank: false,
			...pageWords(own),
			codes: [],
			origin: 'textLayer',
			warnings: [],
			timings: { decodeMs: 0, cleanMs: 0, recognizeMs: 0 },
		};
	}
	const cleaned = await cleaner.clean(uncovered, options);
	const reading = await readCleaned(cleaned, engine, options);
	const toPage = thenAffine(cleaned.toOriginal, fitting(uncovered, page));
	// Ordered in the straightened frame, where a column is a column; then moved.
	const read = moveLines(layOut(engineLines(reading.result, cleaned.ocrToFrame, cleaned), cleaned), toPage, page);
	const added = uncoveredLines(read, own);
	const blank = cleaned.blank && own.length === 0 && !holdsText(added);
	return {
		...base,
		quality: cleaned.quality,
		blank,
		...pageWords(own.length === 0 ? added : orderBlocks([...own, ...added])),
		codes: cleaned.codes.map((code) => ({ ...code, box: boundsAfter(toPage, code.box) })),
		origin: own.length === 0 ? 'ocr' : added.length === 0 ? 'textLayer' : 'mixed',
		warnings: warningsOf(index, cleaned, blank, reading),
		timings: timingsOf(cleaned, reading),
	};
}

/** Stored px of the rendering → px of the page's frame. */
function fitting(picture: PagePicture, page: KeptPage): Affine {
	return [page.widthPx / picture.widthPx, 0, 0, page.heightPx / picture.heightPx, 0, 0];
}
