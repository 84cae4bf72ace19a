import type { Affine } from '../../domain/geometry.ts';
import type { PageQuality, PageWarning, RecognizedCode } from '../../domain/page.ts';

/** Eight-bit gray pixels, row by row from the top left, 0 = black, 255 = white; `data.length` = `width · height`. */
export type Gray = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** A gray picture with its resolution, dots per inch in both directions. */
export type GrayImage = Gray & { readonly dpi: number };

/** Interleaved red, green, blue, eight bits each; `data.length` = `3 · width · height`. */
export type Rgb = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Clockwise quarter turns in degrees. */
export type QuarterTurn = 0 | 90 | 180 | 270;

/** What a test of the page's direction says: the clockwise turn that makes it upright, and how sure that is (0-1). */
export type Orientation = { readonly rotationDeg: QuarterTurn; readonly confidence: number };

/** Steps that can be left out, to measure what each is worth. */
export type CleanStep =
	| 'ink'
	| 'despeckle'
	| 'turn'
	| 'deskew'
	| 'border'
	| 'flatten'
	| 'graySeal'
	| 'rules'
	| 'height'
	| 'codes';

export type CleanOptions = {
	/** A second opinion, asked only when the cheap test is unsure. Its picture is about 150 dpi and as it lies. */
	readonly detectOrientation?: (gray: GrayImage) => Promise<Orientation>;
	/** Steps to leave out; none by default. */
	readonly without?: readonly CleanStep[];
	/** Told how long each step took, ms; for benchmarks. */
	readonly onStep?: (step: string, ms: number) => void;
	readonly signal?: AbortSignal;
};

/** A page ready for the engine, and what was done to it. */
export type CleanedPage = {
	/** What the engine reads: upright, straight, even light, text at the height the engine likes. */
	readonly ocrCopy: GrayImage;
	/** The frame: the upright, straightened page at the original's resolution (the finer one, when x and y differ). */
	readonly widthPx: number;
	readonly heightPx: number;
	readonly dpi: number;
	/** Frame px → stored px. */
	readonly toOriginal: Affine;
	/** OCR copy px → frame px. */
	readonly ocrToFrame: Affine;
	readonly quality: PageQuality;
	readonly codes: readonly RecognizedCode[];
	/** Proposed, never acted on: nothing is removed. */
	readonly blank: boolean;
	/** Without page numbers: the caller knows which page this is. */
	readonly warnings: readonly PageWarning[];
	/** Wall time, ms. */
	readonly timings: { readonly decodeMs: number; readonly cleanMs: number };
};
