import { createLanes } from '../lanes.ts';
import { timeLimitMs } from '../time-limit.ts';
import type { Engine, EngineWorker } from './engine.ts';
import { loadModel } from './load-model.ts';
import { type Model, ORIENTATION, VIETNAMESE } from './models.ts';
import { poolSize } from './pool-size.ts';
import { startTesseract } from './tesseract.ts';

/** The pool: an {@link Engine} over tesseract.js workers. */
export type EnginePool = Engine;

/** How a pool is made; all have defaults. */
export type EnginePoolOptions = {
	/** Workers; by default what cores and memory allow ({@link poolSize}). */
	readonly workers?: number | undefined;
	/** Absolute folder with `vie.traineddata(.gz)` and `osd.traineddata(.gz)`; by default the model shipped in ocr/model and the npm package of OSD. */
	readonly modelDir?: string | undefined;
	/** Which model reads; by default Sohoa's own ({@link VIETNAMESE}). */
	readonly model?: Model | undefined;
	/** Milliseconds that an image of that size, px, may take; by default {@link timeLimitMs}. */
	readonly timeLimitMs?: ((width: number, height: number) => number) | undefined;
	/** Worker script instead of tesseract.js'; for tests that break it on purpose. */
	readonly entry?: URL | undefined;
};

/** A worker gives its memory back after so many pages. */
const RECYCLE_AFTER = 500;
/** The orientation worker holds some 150 MB and is needed rarely. */
const ORIENTATION_IDLE_MS = 10_000;

/**
 * Tesseract's parameters. Page segmentation 3: letterheads have two halves, tables have columns. Learning is off, so that
 * a page reads the same whatever came before it. `thresholding_method` stays 0: 1 ruins pages.
 */
const READING: Readonly<Record<string, string>> = {
	tessedit_pageseg_mode: '3',
	textord_min_linesize: '1.6',
	tessedit_do_invert: '0',
	classify_enable_learning: '0',
	tessedit_enable_doc_dict: '0',
};

/** Makes the pool. Nothing is read or started before the first image. */
export function createEnginePool(options: EnginePoolOptions = {}): EnginePool {
	const size = options.workers ?? poolSize();
	const limit = options.timeLimitMs ?? timeLimitMs;
	const recycleAfter = RECYCLE_AFTER;
	const readers = createLanes({ size, recycleAfter, start: starter(options.model ?? VIETNAMESE, 1, READING, options) });
	const orienters = createLanes({
		size: 1,
		recycleAfter,
		start: starter(ORIENTATION, 0, {}, options),
		idleMs: ORIENTATION_IDLE_MS,
	});
	return {
		size,
		read: (image, how) =>
			readers.run({ ...how, timeLimitMs: limit(image.width, image.height), work: (worker) => worker.read(image) }),
		detectOrientation: (image, how) =>
			orienters.run({
				...how,
				timeLimitMs: limit(image.width, image.height),
				work: (worker) => worker.detectOrientation(image),
			}),
		async close() {
			await Promise.all([readers.close(), orienters.close()]);
		},
	};
}

function starter(
	model: Model,
	engineMode: 0 | 1,
	parameters: Readonly<Record<string, string>>,
	{ modelDir, entry }: EnginePoolOptions,
): (signal: AbortSignal) => Promise<EngineWorker> {
	return async (signal) => {
		const bytes = await loadModel(model, modelDir);
		return startTesseract({ language: model.language, model: bytes, engineMode, parameters, entry, signal });
	};
}
