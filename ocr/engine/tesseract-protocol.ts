type Bbox = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
type RawWord = { readonly text: string; readonly confidence: number; readonly bbox: Bbox };
type RawLine = { readonly words: readonly RawWord[]; readonly bbox: Bbox };
type RawParagraph = { readonly lines: readonly RawLine[] };
type RawBlock = { readonly paragraphs: readonly RawParagraph[]; readonly bbox: Bbox };

/** The `blocks` output, as far as it is used. Boxes: px, right and bottom edges exclusive. Confidence 0-100. */
export type RawPage = { readonly blocks: readonly RawBlock[] | null };

/** The `detect` output, as far as it is used; nulls when the page holds too little text. */
export type RawOrientation = {
	readonly orientation_degrees: number | null;
	readonly orientation_confidence: number | null;
};
