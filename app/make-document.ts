import { Fault, type ScannedDocument, type Sha256 } from '../domain/index.ts';
import { createPdfWriter, type Recognizer } from '../ocr/index.ts';
import { type DocumentRead, recognizeDocument } from './recognize-document.ts';
import { PRODUCER_VERSION } from './version.ts';

export type MakeDocumentOptions = {
	/** Where the PDF/A goes; nothing is written for a document that keeps its bytes. */
	readonly path: string;
	readonly createdAt: Date;
	readonly recognizer: Recognizer;
	readonly signal?: AbortSignal | undefined;
	/** Called after each page. */
	readonly onPage: (done: number, all: number) => void;
};

/** A document read; `sha256` is that of the document's bytes: the PDF/A made at `path`, or the kept original. */
export type MadeDocument = { readonly read: DocumentRead; readonly sha256: Sha256 };

/**
 * Reads a document and makes its searchable PDF/A page by page, unless it keeps its bytes. Leaves nothing at `path` when it fails.
 *
 * @throws {Fault} of the `scan`, `ocr` and output families; `cancelled`.
 */
export async function makeDocument(document: ScannedDocument, options: MakeDocumentOptions): Promise<MadeDocument> {
	const { path, createdAt, recognizer, signal } = options;
	const reading = { recognizer, width: recognizer.pagesAtOnce, ...(signal && { signal }) };
	const report = (index: number) => options.onPage(index + 1, document.pageCount);
	if (document.conformance === 'originalKept') {
		const read = await recognizeDocument(document, { ...reading, onPage: async (page) => report(page.index) });
		return { read, sha256: document.sha256 };
	}
	const info = { createdAt, producerVersion: PRODUCER_VERSION, sourceSha256: document.sha256 };
	const writer = await createPdfWriter(path, info);
	try {
		const read = await recognizeDocument(document, {
			...reading,
			onPage: async (page, picture) => {
				// A made document without one of its pages would be an altered document.
				if (picture === undefined) throw new Fault('unexpected', { error: 'pageWithoutPicture' });
				await writer.addPage(picture, page);
				report(page.index);
			},
		});
		return { read, sha256: (await writer.finish()).sha256 };
	} catch (error) {
		await writer.abort();
		throw error;
	}
}
