import type { FieldReadings } from './fields.ts';
import type { Sha256 } from './ids.ts';
import type { KindReading } from './outcome-kinds.ts';
import type { Conformance, PageWarning, RecognizedPage } from './page.ts';

/** Wall time spent on an outcome, milliseconds (pages' times summed). */
export type OutcomeTimings = {
	readonly decodeMs: number;
	readonly cleanMs: number;
	readonly recognizeMs: number;
	readonly fieldsMs: number;
	readonly pdfMs: number;
	readonly totalMs: number;
};

/** What `ocr` yields: pages read, fields found, and the document as bytes on disk. */
export type RecognizedOutcome = {
	readonly source: string;
	/** Of the original. */
	readonly sha256: Sha256;
	readonly conformance: Conformance;
	readonly pages: readonly RecognizedPage[];
	readonly kind: KindReading;
	readonly fields: FieldReadings;
	readonly warnings: readonly PageWarning[];
	readonly timings: OutcomeTimings;
	/** The document: a PDF/A-2u we made, or the kept original. */
	readonly document: { readonly path: string; readonly sha256: Sha256; readonly byteLength: number };
};
