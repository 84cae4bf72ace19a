import type { FieldName } from '../../domain/fields.ts';
import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import type { Random } from './random.ts';

/** `seen`: rules may be written with a look at them. `unseen`: nobody looks; they measure whether the rules carry over. */
export type Split = 'seen' | 'unseen';

/** The kinds of damage that a page is given. */
export const DEGRADATIONS = [
	'clean200',
	'clean300',
	'skewNoise',
	'unevenLight',
	'sealSignature',
	'bilevelSpeckle',
	'bleedThrough',
	'lowResolution150',
	'rotated',
] as const;
export type Degradation = (typeof DEGRADATIONS)[number];

export const CORPUS_FONTS = ['Tinos', 'Corpus Stack A', 'Corpus Stack B'] as const;
export type CorpusFont = (typeof CORPUS_FONTS)[number];

/** What a template yields: a paper's content, not yet laid out. */
export type Paper = {
	/** Blocks from the letterhead to the last line; fields are marked by `field()` of parts.ts. */
	readonly html: string;
	/** Fields whose reading is a matter of opinion on this paper, or that it may well show: they are not scored. */
	readonly unscored: readonly FieldName[];
	/** Text round the seal's ring: the outer body and the issuer. */
	readonly seal: { readonly ring: string; readonly centre: string };
	/** What a QR code in the top left corner says. */
	readonly qr?: string;
	/** Body size, pt. */
	readonly sizePt?: number;
};

export type Template = {
	readonly id: string;
	readonly kind: OutcomeKind;
	readonly split: Split;
	readonly font: CorpusFont;
	build(random: Random): Paper;
};

/** A field as it should be read. `also`: other values that are as right. */
export type TrueField = {
	readonly value: string;
	readonly printed: string;
	readonly page: number;
	readonly also?: readonly string[];
	/** Written by hand, wholly or in part. */
	readonly handwritten?: true;
};

/** What is known about a document. Paths are relative to the corpus folder. */
export type DocumentTruth = {
	readonly id: string;
	readonly template: string;
	readonly split: Split;
	readonly kind: OutcomeKind;
	readonly font: CorpusFont;
	readonly degradation: Degradation;
	/** Of the scan, both ways. */
	readonly dpi: number;
	readonly seed: number;
	/** The document as one file (JPEG, PNG, TIFF or image-only PDF). */
	readonly file: string;
	/** `turn`: clockwise degrees by which the page lies turned in its file; `skew`: degrees clockwise on top of it. */
	readonly pages: readonly {
		readonly text: string;
		readonly file: string;
		readonly turn: 0 | 90 | 180 | 270;
		readonly skew: number;
	}[];
	/** A value, or `null` where the paper has none and none may be given. A field that is missing here is not scored. */
	readonly fields: { readonly [F in FieldName]?: TrueField | null };
};

/** The contents of truth.json. */
export type CorpusTruth = {
	readonly seed: number;
	readonly documents: readonly DocumentTruth[];
};
