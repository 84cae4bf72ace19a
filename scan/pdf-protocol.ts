import type { Box, ExifOrientation, FaultRecord, LayerWord } from '../domain/index.ts';
import type { RawPixels } from './bmp.ts';

/** What the worker is started with. */
export type PdfWorkerData = {
	readonly compiled: WebAssembly.Module;
	readonly path: string;
	/** What the file must still be, or it has been changed since its hash was taken. */
	readonly size: number;
	readonly mtimeMs: number;
};

/** What can be asked of the worker; one request at a time. */
export type PdfRequest =
	/** Loads the document. */
	| { readonly kind: 'open' }
	/** Looks at what a page is made of, without decoding pictures. */
	| { readonly kind: 'survey'; readonly index: number }
	/** The picture that covers the page, taken out; nothing when the page is not just that. */
	| { readonly kind: 'takeOut'; readonly index: number; readonly maxPixels: number }
	/** Draws the page as displayed, to exactly this many px. */
	| { readonly kind: 'draw'; readonly index: number; readonly widthPx: number; readonly heightPx: number }
	/** The words that the text layer shows; boxes in px of a frame at `dpi`. */
	| { readonly kind: 'words'; readonly index: number; readonly dpi: number };

/** The answer to each kind of request. */
export type PdfAnswers = {
	readonly open: { readonly pageCount: number; readonly signed: boolean };
	readonly survey: PdfPageSurvey;
	readonly takeOut: TakenOut | undefined;
	readonly draw: RawPixels;
	readonly words: readonly LayerWord[];
};

export type PdfReply =
	| { readonly kind: 'answer'; readonly value: PdfAnswers[keyof PdfAnswers] }
	| { readonly kind: 'fault'; readonly record: FaultRecord }
	/** Something else was thrown: PDFium's heap is not to be trusted any more. */
	| { readonly kind: 'crash'; readonly message: string };

/** What a page is made of. Lengths in points (1/72 inch), shares 0-1 of the page as displayed. */
export type PdfPageSurvey = {
	/** As displayed, after /Rotate. */
	readonly widthPt: number;
	readonly heightPt: number;
	/** Letters and digits that the page shows as text (not hidden, not under a picture). */
	readonly visibleChars: number;
	/** Share of the page that pictures and annotations cover. */
	readonly pictureShare: number;
	/** Share of the page that pictures and annotations cover and no visible text. */
	readonly uncoveredShare: number;
	/** Nothing is on the page. */
	readonly empty: boolean;
	/** The finest resolution among pictures that take more than a twentieth of the page, dpi; 0 without any. */
	readonly pictureDpi: number;
	/** The topmost picture that covers the page, if there is one that lies straight. */
	readonly scan?: ScanPlacement;
	/** That picture is all there is to see. */
	readonly scanOnly: boolean;
};

/** How the one picture of a page lies on it. */
export type ScanPlacement = {
	readonly widthPx: number;
	readonly heightPx: number;
	/** How the stored rows and columns must be turned to be seen as the page shows them. */
	readonly orientation: ExifOrientation;
	/** Along the stored columns and rows. */
	readonly xDpi: number;
	readonly yDpi: number;
};

/** A page's picture, with a small drawing of the page to compare it with where the two might differ. */
export type TakenOut = {
	readonly placement: ScanPlacement;
	readonly content:
		| { readonly kind: 'jpeg'; readonly bytes: Uint8Array }
		| { readonly kind: 'raw'; readonly pixels: RawPixels };
	/** The page as displayed; absent when nothing in the file could make the picture look other than its samples. */
	readonly preview?: RawPixels;
};

/** A box in a page's own (unrotated) space, points, y upwards. */
export type PdfRect = { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number };

/** A shown character: its code unit(s) and its box in px of the frame. */
export type PlacedChar = { readonly text: string; readonly box: Box };
