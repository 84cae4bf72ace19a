import {
	type Affine,
	type Box,
	type Conformance,
	type FaultRecord,
	type FieldName,
	type FieldReading,
	type FieldReadings,
	type KindReading,
	type OutcomeTimings,
	type PageWarning,
	pageText,
	type RecognizedPage,
	type Sha256,
} from '../../domain/index.ts';
import type { DocumentRead } from '../recognize-document.ts';

/** A page in the stable JSON of the command line (design.md §6). Boxes: px of the cleaned page image, top-left origin. */
export type DigitizedPage = {
	readonly index: number;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly dpi: number;
	readonly rotationDeg: number;
	readonly skewDeg: number;
	/** From the cleaned page's px to the original's stored px. */
	readonly toOriginal: Affine;
	readonly blank: boolean;
	readonly text: string;
	readonly words: readonly { readonly text: string; readonly box: Box; readonly confidence: number }[];
};

/** What `digitize` says of one outcome: the stable contract of the command line. */
export type Digitized = {
	readonly source: string;
	readonly sha256: Sha256;
	readonly conformance: Conformance;
	readonly outputs: { readonly pdf: string; readonly json: string };
	readonly pages: readonly DigitizedPage[];
	readonly text: string;
	readonly kind: KindReading;
	readonly fields: FieldReadings;
	readonly warnings: readonly PageWarning[];
	readonly timings: OutcomeTimings;
};

/** An input that could not be digitized; the others went on. */
export type DigitizeFailure = { readonly source: string; readonly fault: FaultRecord };

/** One page as JSON. Figures are rounded: boxes to 0.1 px, confidence to 0.001, angles to 0.01°. */
export function toDigitizedPage(page: RecognizedPage): DigitizedPage {
	return {
		index: page.index,
		widthPx: page.widthPx,
		heightPx: page.heightPx,
		dpi: page.dpi,
		rotationDeg: page.quality.rotationDeg,
		skewDeg: round(page.quality.skewDeg, 2),
		toOriginal: page.toOriginal.map((v) => round(v, 6)) as unknown as Affine,
		blank: page.blank,
		text: pageText(page),
		words: page.words.map((word) => ({
			text: word.text,
			box: roundBox(word.box),
			confidence: round(word.confidence, 3),
		})),
	};
}

/** The whole outcome as JSON. */
export function toDigitized(identity: Pick<Digitized, 'source' | 'sha256' | 'outputs'>, read: DocumentRead): Digitized {
	const pages = read.pages.map(toDigitizedPage);
	const fields = Object.fromEntries(
		(Object.entries(read.fields) as [FieldName, FieldReading][]).map(([name, reading]) => [
			name,
			{ ...reading, confidence: round(reading.confidence, 3), box: roundBox(reading.box) },
		]),
	) as FieldReadings;
	return {
		...identity,
		conformance: read.conformance,
		pages,
		text: pages.map((page) => page.text).join('\n\n'),
		kind: { value: read.kind.value, confidence: round(read.kind.confidence, 3) },
		fields,
		warnings: read.warnings,
		timings: Object.fromEntries(Object.entries(read.timings).map(([k, v]) => [k, round(v, 1)])) as OutcomeTimings,
	};
}

function round(value: number, digits: number): number {
	const factor = 10 ** digits;
	return Math.round(value * factor) / factor;
}

function roundBox(box: Box): Box {
	return [round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)];
}
