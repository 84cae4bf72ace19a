import type { Affine, Box } from './geometry.ts';
import type { Sha256 } from './ids.ts';

/** How a picture's bytes are encoded; each can be decoded on its own, as one page. */
export type PictureEncoding = 'jpeg' | 'png' | 'tiff' | 'webp';

/** EXIF orientation tag: 1 = as stored, 2-8 = mirrored and/or turned (CIPA DC-008, tag 0x0112). */
export type ExifOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Where a resolution comes from: the file said so, it was worked out from a paper size, or nothing better was known. */
export type ResolutionSource = 'file' | 'pdfPage' | 'paperSize' | 'assumed';

/** Dots per inch of a picture. x belongs to the stored columns, y to the stored rows. */
export type Resolution = {
	readonly xDpi: number;
	readonly yDpi: number;
	readonly source: ResolutionSource;
	/** What the file claimed, when that was overruled. */
	readonly claimedDpi?: number;
};

/** One page's picture exactly as the scanner (or the file) delivered it. */
export type PagePicture = {
	readonly encoding: PictureEncoding;
	/** The encoded bytes; for `jpeg` the scanner's own stream, fit to be put into a PDF untouched. */
	readonly bytes: Uint8Array;
	/** Stored columns and rows, px, before `orientation` is honoured. */
	readonly widthPx: number;
	readonly heightPx: number;
	readonly colour: 'bilevel' | 'gray' | 'colour';
	readonly orientation: ExifOrientation;
	/** A person has turned it: `orientation` is right, whatever the machine thinks. */
	readonly upright?: boolean;
	readonly resolution: Resolution;
};

/** A word that a PDF's own text layer holds. Box: px of the page's frame, top-left origin. */
export type LayerWord = { readonly text: string; readonly box: Box };

/** A page on its way from `scan` to `ocr`. */
export type ScannedPage =
	/** A picture, from which a document is made. */
	| { readonly kind: 'picture'; readonly index: number; readonly picture: PagePicture }
	/**
	 * A page of a PDF that keeps its bytes. Its frame is the page as displayed (after /Rotate), at `dpi`.
	 * `uncovered` is a rendering of that frame, given when the text layer does not cover what is seen.
	 */
	| {
			readonly kind: 'kept';
			readonly index: number;
			readonly widthPx: number;
			readonly heightPx: number;
			readonly dpi: number;
			readonly words: readonly LayerWord[];
			readonly uncovered?: PagePicture;
	  };

/** `made`: we make a PDF/A-2u. `originalKept`: a born-digital or signed PDF keeps its bytes. */
export type Conformance = 'made' | 'originalKept';

/** An input that has been opened: its pages are fetched one at a time, so that memory stays flat. */
export type ScannedDocument = {
	/** The file's path as given. */
	readonly source: string;
	/** Of the untouched original bytes. */
	readonly sha256: Sha256;
	readonly byteLength: number;
	readonly conformance: Conformance;
	/** Why a PDF keeps its bytes. */
	readonly keptBecause?: 'signed' | 'bornDigital';
	readonly pageCount: number;
	readonly warnings: readonly PageWarning[];
	/** Page `index` (from 0). @throws {Fault} of the `scan` family. */
	page(index: number, signal?: AbortSignal): Promise<ScannedPage>;
	close(): Promise<void>;
};

/** Something a person should know about a page or file, though work goes on. Texts live in i18n under `warning.<code>`. */
export type PageWarning = {
	readonly code: WarningCode;
	/** Page index from 0; absent when it concerns the whole file. */
	readonly page?: number;
	readonly data?: Readonly<Record<string, string | number | boolean>>;
};

/** Every warning there is. */
export const WARNING_CODES = [
	'dpiCorrected',
	'dpiAssumed',
	'lowResolution',
	'extensionMismatch',
	'orientationUncertain',
	'pageNotRead',
	'pageBlank',
	'alreadySigned',
	'bornDigitalKept',
	'linearized',
	'ocrTimedOut',
	'codeUnreadable',
	'textLayerPartial',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** A recognized word. Box: px of the page's frame, top-left origin. Confidence 0-1. */
export type RecognizedWord = {
	readonly text: string;
	readonly box: Box;
	readonly confidence: number;
};

/** A line of text in reading order. `words` are indices into the page's words. */
export type RecognizedLine = {
	readonly box: Box;
	readonly words: readonly number[];
	/** Number of the block (column, paragraph, letterhead half) that the line belongs to. */
	readonly block: number;
	/** How thick its upright strokes are, px of the frame; tells bold print from regular. Only on lines of capitals that OCR read. */
	readonly strokePx?: number;
};

/** A QR or bar code that was read. Box: px of the frame. `text` is capped at 4,096 characters. */
export type RecognizedCode = { readonly format: string; readonly text: string; readonly box: Box };

/** What cleaning saw and decided; kept so that a supervisor can sort pages by deviation. */
export type PageQuality = {
	/** Clockwise turn that made the page upright, degrees. */
	readonly rotationDeg: 0 | 90 | 180 | 270;
	/** 0-1; below 0.5 the page was left as it lay and a warning says so. */
	readonly rotationConfidence: number;
	/** Skew that was found and undone, degrees, positive = the paper leaned clockwise. */
	readonly skewDeg: number;
	/** 0-1: probability that nothing is on the page. */
	readonly blankProbability: number;
	/** 0-1: share of dark pixels in the OCR copy. */
	readonly inkShare: number;
	/** Variance of the Laplacian of the gray picture at 150 dpi, 0-255² (low = blurred). */
	readonly sharpness: number;
};

/**
 * A page after cleaning and reading.
 *
 * The *frame* is the upright, straightened page at the original's resolution, the same size as the upright
 * original, px, top-left origin. All boxes are in it. `toOriginal` leads from frame px to the stored px of the picture.
 */
export type RecognizedPage = {
	readonly index: number;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly dpi: number;
	readonly toOriginal: Affine;
	readonly quality: PageQuality;
	readonly blank: boolean;
	readonly words: readonly RecognizedWord[];
	/** In reading order. */
	readonly lines: readonly RecognizedLine[];
	readonly codes: readonly RecognizedCode[];
	/** Where the words come from. */
	readonly origin: 'ocr' | 'textLayer' | 'mixed';
	readonly warnings: readonly PageWarning[];
	readonly timings: PageTimings;
};

/** Wall time spent on a page, milliseconds. */
export type PageTimings = {
	readonly decodeMs: number;
	readonly cleanMs: number;
	readonly recognizeMs: number;
};

/** The page's text: words by spaces, lines by `\n`, in reading order, NFC. */
export function pageText(page: Pick<RecognizedPage, 'words' | 'lines'>): string {
	return page.lines.map((line) => lineText(page, line)).join('\n');
}

/** One line's words, by spaces. */
export function lineText(page: Pick<RecognizedPage, 'words'>, line: RecognizedLine): string {
	return line.words.map((i) => page.words[i]?.text ?? '').join(' ');
}
