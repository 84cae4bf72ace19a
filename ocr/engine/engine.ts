import type { Box } from '../../domain/index.ts';

/** A gray picture, one byte a pixel (0 black, 255 white), rows from the top, no padding between rows. */
export type GrayImage = {
	/** Exactly `width * height` bytes. */
	readonly data: Uint8Array;
	/** px */
	readonly width: number;
	/** px */
	readonly height: number;
	/** Dots per inch, both ways. */
	readonly dpi: number;
};

/** A word as the engine read it. Box: px of the image, top-left origin. Confidence 0-1. */
export type EngineWord = {
	readonly text: string;
	readonly box: Box;
	readonly confidence: number;
};

/** A line as the engine cut it. Box: px of the image, top-left origin. */
export type EngineLine = {
	readonly box: Box;
	readonly words: readonly EngineWord[];
	/** Index into the result's blocks. */
	readonly block: number;
};

/** A block of lines (column, paragraph, cell) in the engine's own reading order. Box: px of the image, top-left origin. */
export type EngineBlock = { readonly box: Box };

/** Everything that an engine read in one image. */
export type EngineResult = {
	/** In the engine's reading order. */
	readonly lines: readonly EngineLine[];
	readonly blocks: readonly EngineBlock[];
	/** Wall time of the reading itself, without waiting in the queue, milliseconds. */
	readonly readMs: number;
};

/** A second opinion on how a page lies. */
export type OrientationGuess = {
	/** Clockwise turn that would make the image upright, degrees. */
	readonly rotationDeg: 0 | 90 | 180 | 270;
	/** 0-1; 0 when the page holds too little text to tell. */
	readonly confidence: number;
};

/** How a reading stands in the queue. */
export type ReadOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Higher goes first; equal ones in order of arrival. A page on screen: 1, a batch: 0 (the default). */
	readonly priority?: number | undefined;
};

/** Any engine that can read a page; tesseract.js is one. Safe to call from several places at once. */
export type Engine = {
	/** How many images are read at the same time. */
	readonly size: number;
	/**
	 * Reads one image.
	 *
	 * @throws {Fault} `cancelled` when aborted or closed; `engineStopped` (data `reason`: `timedOut`, `crashed`, `notStarted`)
	 * when the engine failed, also in a fresh worker; `languageDataMissing`, `languageDataDamaged`.
	 */
	read(image: GrayImage, options?: ReadOptions): Promise<EngineResult>;
	/** How the image lies. The engine for it starts on the first call and goes when it has been idle. @throws {Fault} as `read`. */
	detectOrientation(image: GrayImage, options?: ReadOptions): Promise<OrientationGuess>;
	/** Ends all workers; what was waiting or under way is rejected with `cancelled`. */
	close(): Promise<void>;
};

/** One worker of an engine: reads one image at a time. */
export type EngineWorker = {
	/** @throws {WorkerStopped} when the worker dies meanwhile; the worker is of no use after any error. */
	read(image: GrayImage): Promise<EngineResult>;
	/** @throws {WorkerStopped} as `read`. */
	detectOrientation(image: GrayImage): Promise<OrientationGuess>;
	/** Kills the worker, whatever it is doing; what is under way is rejected. */
	stop(): Promise<void>;
};
