import { isFault, type RecognizedPage, type ScannedPage } from '../domain/index.ts';
import { engineLines, layOut, pageWords } from './assemble-page.ts';
import { createEnginePool, type Engine, type GrayImage, type OrientationGuess } from './engine/index.ts';
import { createGate } from './gate.ts';
import { createPageCleaner } from './page-cleaner.ts';
import { holdsText, readCleaned, timingsOf, warningsOf } from './read-cleaned.ts';
import { readZone } from './read-zone.ts';
import { recognizeKept } from './recognize-kept.ts';
import type { RecognizeOptions, Recognizer, RecognizerParts } from './recognizer.ts';
import { strokeOf } from './stroke-width.ts';

/** How the recognizer is made; all have defaults. */
export type RecognizerOptions = {
	/** Engine workers; by default what cores and memory allow. */
	readonly workers?: number | undefined;
	/** Absolute folder of the models; by default the npm packages. */
	readonly modelDir?: string | undefined;
};

/** Cleaning a page takes about a quarter of the processor time that reading it does (measured 2026-11-23 on scans at 200 dpi). */
const READERS_PER_CLEANER = 4;

/** Makes the recognizer. Nothing starts before the first page. */
export function createRecognizer(options: RecognizerOptions = {}): Recognizer {
	const engine = createEnginePool(options);
	const cleaner = createPageCleaner({
		size: Math.ceil(engine.size / READERS_PER_CLEANER),
		detectOrientation: (gray) => opinionOn(gray, engine),
	});
	return recognizerOf({ engine, cleaner });
}

/** The engine's opinion on how a page lies; none when it fails on this page: then the page stays as it lies, with a warning. */
async function opinionOn(gray: GrayImage, engine: Engine): Promise<OrientationGuess> {
	try {
		return await engine.detectOrientation(gray);
	} catch (error) {
		if (isFault(error, 'engineStopped')) return { rotationDeg: 0, confidence: 0 };
		throw error;
	}
}

/** A recognizer over other parts: another engine, or ones that a test breaks on purpose. */
export function recognizerOf({ engine, cleaner }: RecognizerParts): Recognizer {
	// While the engine reads, the next pages are cleaned; one cleaned page a cleaner waits. No more, so that memory is bounded.
	const pagesAtOnce = engine.size + 2 * cleaner.size;
	const gate = createGate(pagesAtOnce);
	return {
		pagesAtOnce,
		async recognize(page, options = {}) {
			const leave = await gate.enter(options);
			try {
				return page.kind === 'picture'
					? await recognizePicture(page, { engine, cleaner }, options)
					: await recognizeKept(page, { engine, cleaner }, options);
			} finally {
				leave();
			}
		},
		readZone: (picture, zone, options = {}) => readZone(picture, zone, { engine, cleaner }, options),
		async close() {
			gate.close();
			await Promise.all([cleaner.close(), engine.close()]);
		},
	};
}

type PicturePage = Extract<ScannedPage, { kind: 'picture' }>;

async function recognizePicture(
	{ index, picture }: PicturePage,
	{ engine, cleaner }: RecognizerParts,
	options: RecognizeOptions,
): Promise<RecognizedPage> {
	const cleaned = await cleaner.clean(picture, options);
	const reading = await readCleaned(cleaned, engine, options);
	const lines = layOut(engineLines(reading.result, cleaned.ocrToFrame, cleaned), cleaned);
	const blank = cleaned.blank && !holdsText(lines);
	const { widthPx, heightPx, dpi, toOriginal, quality, codes } = cleaned;
	return {
		index,
		widthPx,
		heightPx,
		dpi,
		toOriginal,
		quality,
		blank,
		...pageWords(lines, (line) => strokeOf(line, cleaned)),
		codes,
		origin: 'ocr',
		warnings: warningsOf(index, cleaned, blank, reading),
		timings: timingsOf(cleaned, reading),
	};
}
