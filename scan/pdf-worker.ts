import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Fault, isFault, toFaultRecord } from '../domain/fault.ts';
import { drawPage, takeOut } from './pdf-picture.ts';
import type { PdfAnswers, PdfReply, PdfRequest, PdfWorkerData } from './pdf-protocol.ts';
import { surveyPage, withPage } from './pdf-survey.ts';
import { readWords } from './pdf-words.ts';
import { type Pdfium, type Pointer, startPdfium } from './pdfium.ts';

/*
 * The thread that holds one PDF open in one PDFium. It may be killed at any moment: it owns nothing but memory.
 * It is an entry point, so it works when loaded; nothing imports it.
 */

type OpenDocument = {
	readonly pdfium: Pdfium;
	readonly document: Pointer;
	readonly bytes: Pointer;
	/** No picture can look other than its samples. */
	readonly plain: boolean;
};

/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h. */
const PASSWORD_ERRORS = [4, 5];
const READ_CHUNK = 16 * 1024 * 1024;

const data: PdfWorkerData = workerData;
let open: OpenDocument | undefined;

parentPort?.on('message', async (request: PdfRequest) => {
	const reply = await answerOrFault(request);
	parentPort?.postMessage(reply, transferables(reply));
});

async function answerOrFault(request: PdfRequest): Promise<PdfReply> {
	try {
		return { kind: 'answer', value: await answer(request) };
	} catch (error) {
		if (isFault(error)) return { kind: 'fault', record: toFaultRecord(error) };
		return { kind: 'crash', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
	}
}

async function answer(request: PdfRequest): Promise<PdfAnswers[keyof PdfAnswers]> {
	if (request.kind === 'open') {
		const opened = await openDocument();
		open = opened;
		const pageCount = opened.pdfium._FPDF_GetPageCount(opened.document);
		return { pageCount, signed: isSigned(opened) };
	}
	if (open === undefined) throw new Error('The document is not open');
	const { pdfium, document, plain } = open;
	return withPage<PdfAnswers[keyof PdfAnswers]>(pdfium, document, request.index, (page) => {
		switch (request.kind) {
			case 'survey':
				return surveyPage(pdfium, page);
			case 'takeOut':
				return takeOut(pdfium, page, request.maxPixels, plain);
			case 'draw':
				return drawPage(pdfium, page, request.widthPx, request.heightPx);
			case 'words': {
				const frame = { page: page.rect, rotation: page.rotation, dpi: request.dpi };
				return readWords(pdfium, page.pointer, frame, page.isHidden);
			}
		}
	});
}

async function openDocument(): Promise<OpenDocument> {
	const pdfium = await startPdfium(data.compiled);
	const bytes = pdfium._malloc(data.size);
	if (bytes === 0) throw new Fault('fileTooLarge', { bytes: data.size });
	readInto(pdfium, bytes);
	const document = pdfium._FPDF_LoadMemDocument(bytes, data.size, 0);
	if (document !== 0) return { pdfium, document, bytes, plain: hasPlainPictures(pdfium, bytes) };
	const encrypted = PASSWORD_ERRORS.includes(pdfium._FPDF_GetLastError());
	throw new Fault(encrypted ? 'pdfEncrypted' : 'pdfDamaged');
}

/** Reads the file straight into PDFium's heap, where it stays: there is no second copy. */
function readInto(pdfium: Pdfium, at: Pointer): void {
	const descriptor = openSync(data.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const stats = fstatSync(descriptor);
		if (!stats.isFile() || stats.size !== data.size || stats.mtimeMs !== data.mtimeMs) {
			throw new Fault('fileUnreadable', { reason: 'changed' });
		}
		for (let done = 0; done < data.size; ) {
			const read = readSync(descriptor, pdfium.HEAPU8, at + done, Math.min(READ_CHUNK, data.size - done), done);
			if (read === 0) throw new Fault('fileUnreadable', { reason: 'changed' });
			done += read;
		}
	} finally {
		closeSync(descriptor);
	}
}

/**
 * Whether the PDF holds a signature: a signature field with a value that has a /ByteRange, or such a dictionary anywhere
 * in the file (it cannot hide in a compressed stream, for the range is counted in the file's own bytes). An empty field is none.
 */
function isSigned({ pdfium, document, bytes }: OpenDocument): boolean {
	const count = Math.max(0, pdfium._FPDF_GetSignatureCount(document));
	for (let i = 0; i < count; i++) {
		const signature = pdfium._FPDF_GetSignatureObject(document, i);
		if (signature !== 0 && pdfium._FPDFSignatureObj_GetByteRange(signature, 0, 0) >= 4) return true;
	}
	return hasByteRange(Buffer.from(pdfium.HEAPU8.buffer, bytes, data.size));
}

function hasByteRange(file: Buffer): boolean {
	for (let at = file.indexOf('/ByteRange'); at >= 0; at = file.indexOf('/ByteRange', at + 1)) {
		const after = file.toString('latin1', at + '/ByteRange'.length, at + 200);
		if (/^\s*\[\s*\d+\s+\d+\s+\d+\s+\d+\s*\]/.test(after)) return true;
	}
	return false;
}

/** Entries that make a picture look other than its samples: masks, inversion, a colour transform of its own. */
const CHANGING_ENTRIES = ['SMask', 'Mask', 'ImageMask', 'Decode', 'ColorTransform'];

/**
 * Whether no picture of the file has a changing entry. A picture is a stream, and the entries of a stream stand in the file
 * as they are (never in a compressed object stream), so looking at the bytes is enough.
 */
function hasPlainPictures(pdfium: Pdfium, bytes: Pointer): boolean {
	const file = Buffer.from(pdfium.HEAPU8.buffer, bytes, data.size);
	const plainly = CHANGING_ENTRIES.some((name) => {
		for (let at = file.indexOf(`/${name}`); at >= 0; at = file.indexOf(`/${name}`, at + 1)) {
			if (nameAt(file, at) === name) return true;
		}
		return false;
	});
	return !plainly && !hasEscapedEntry(file);
}

/** The same entries written with `#` escapes, as in `/S#4Dask`. */
function hasEscapedEntry(file: Buffer): boolean {
	for (let at = file.indexOf('#'); at >= 0; at = file.indexOf('#', at + 1)) {
		const slash = file.subarray(Math.max(0, at - 40), at).lastIndexOf('/');
		if (slash >= 0 && CHANGING_ENTRIES.includes(nameAt(file, Math.max(0, at - 40) + slash))) return true;
	}
	return false;
}

/** The name that begins with the slash at `at`, escapes undone (ISO 32000-1, 7.3.5). */
function nameAt(file: Buffer, at: number): string {
	const raw = /^\/((?:[A-Za-z]|#[0-9A-Fa-f]{2})*)/.exec(file.toString('latin1', at, at + 48))?.[1] ?? '';
	return raw.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Pixels and pictures are handed over, not copied. */
function transferables(reply: PdfReply): ArrayBuffer[] {
	if (reply.kind !== 'answer' || reply.value === undefined || Array.isArray(reply.value)) return [];
	const value = reply.value;
	if ('data' in value) return [own(value.data)];
	if (!('content' in value)) return [];
	return [own(value.content.kind === 'jpeg' ? value.content.bytes : value.content.pixels.data)];
}

function own(bytes: Uint8Array): ArrayBuffer {
	if (bytes.buffer instanceof ArrayBuffer) return bytes.buffer;
	throw new TypeError('Shared memory cannot be handed over');
}
