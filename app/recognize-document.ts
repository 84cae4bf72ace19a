import {
	type Conformance,
	Fault,
	type OutcomeTimings,
	type PagePicture,
	type PageWarning,
	type RecognizedPage,
	type ScannedDocument,
	type ScannedPage,
} from '../domain/index.ts';
import { type Recognizer, readFields } from '../ocr/index.ts';
import { windowed } from './windowed.ts';

/** A document read, without its file. */
export type DocumentRead = ReturnType<typeof readFields> & {
	readonly conformance: Conformance;
	readonly pages: readonly RecognizedPage[];
	readonly warnings: readonly PageWarning[];
	readonly timings: OutcomeTimings;
};

export type RecognizeDocumentOptions = {
	readonly recognizer: Recognizer;
	/** How many pages may be at work at once; memory grows with it. */
	readonly width: number;
	readonly signal?: AbortSignal;
	/** Called in page order. `picture` is there for pages of which a document is made. */
	readonly onPage?: (page: RecognizedPage, picture: PagePicture | undefined) => Promise<void>;
};

/**
 * Reads all pages of a document, `width` at a time, and then its fields.
 *
 * @throws {Fault} of the `scan` and `ocr` families; `cancelled`.
 */
export async function recognizeDocument(
	document: ScannedDocument,
	options: RecognizeDocumentOptions,
): Promise<DocumentRead> {
	const started = performance.now();
	const pages: RecognizedPage[] = [];
	let pdfMs = 0;
	const indices = Array.from({ length: document.pageCount }, (_, index) => index);
	const read = windowed(indices, options.width, (index) => readPage(document, index, options));
	for await (const { scanned, page } of read) {
		throwIfAborted(options.signal);
		const before = performance.now();
		await options.onPage?.(page, scanned.kind === 'picture' ? scanned.picture : undefined);
		pdfMs += performance.now() - before;
		pages.push(page);
	}
	const beforeFields = performance.now();
	const { kind, fields } = readFields(pages);
	const fieldsMs = performance.now() - beforeFields;
	return {
		conformance: document.conformance,
		pages,
		kind,
		fields,
		warnings: [...document.warnings, ...pages.flatMap((page) => page.warnings)],
		timings: { ...sumPages(pages), fieldsMs, pdfMs, totalMs: performance.now() - started },
	};
}

async function readPage(document: ScannedDocument, index: number, options: RecognizeDocumentOptions) {
	throwIfAborted(options.signal);
	const before = performance.now();
	const scanned: ScannedPage = await document.page(index, options.signal);
	const fetchMs = performance.now() - before;
	const page = await options.recognizer.recognize(scanned, options.signal ? { signal: options.signal } : {});
	return { scanned, page: { ...page, timings: { ...page.timings, decodeMs: page.timings.decodeMs + fetchMs } } };
}

function sumPages(pages: readonly RecognizedPage[]) {
	const sum = (pick: (page: RecognizedPage) => number) => pages.reduce((total, page) => total + pick(page), 0);
	return {
		decodeMs: sum((page) => page.timings.decodeMs),
		cleanMs: sum((page) => page.timings.cleanMs),
		recognizeMs: sum((page) => page.timings.recognizeMs),
	};
}

/** @throws {Fault} `cancelled` when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new Fault('cancelled');
}
