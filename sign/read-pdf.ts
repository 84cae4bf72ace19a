import { readFile, stat } from 'node:fs/promises';
import { Fault } from '../domain/fault.ts';
import { openPdf, type PdfDocument } from './pdf/document.ts';
import { recoverPdf } from './pdf/recover.ts';
import { PdfSyntaxError } from './pdf/values.ts';

/** The whole file is held in memory once; scans of offices have 0.3 to 20 MB. */
export const MAX_PDF_BYTES = 256 * 1024 * 1024;
/** Where `%PDF-` must stand (ISO 32000-1, Annex H). */
const HEADER_WITHIN = 1024;

function systemCode(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * The bytes of a PDF, from a path or as they are.
 *
 * @throws {Fault} `fileMissing`, `fileUnreadable`, `fileNotRegular`, `fileEmpty`, `fileTooLarge`, `fileKindUnknown`.
 */
export async function readPdfBytes(source: string | Uint8Array): Promise<Buffer> {
	const bytes =
		typeof source === 'string'
			? await readWhole(source)
			: Buffer.from(source.buffer, source.byteOffset, source.byteLength);
	if (bytes.length === 0) throw new Fault('fileEmpty');
	if (bytes.length > MAX_PDF_BYTES) throw new Fault('fileTooLarge', { bytes: bytes.length, limit: MAX_PDF_BYTES });
	if (!/%PDF-\d/.test(bytes.toString('latin1', 0, HEADER_WITHIN))) throw new Fault('fileKindUnknown');
	return bytes;
}

async function readWhole(path: string): Promise<Buffer> {
	try {
		const stats = await stat(path);
		if (!stats.isFile()) throw new Fault('fileNotRegular');
		if (stats.size > MAX_PDF_BYTES) throw new Fault('fileTooLarge', { bytes: stats.size, limit: MAX_PDF_BYTES });
		return await readFile(path);
	} catch (error) {
		if (error instanceof Fault) throw error;
		if (systemCode(error) === 'ENOENT') throw new Fault('fileMissing', {}, error);
		if (['EACCES', 'EPERM', 'EIO', 'ENOTDIR', 'EISDIR'].includes(systemCode(error)))
			throw new Fault('fileUnreadable', {}, error);
		throw error;
	}
}

/** Runs work on a PDF's syntax; what can't be read is the fault `pdfDamaged`. */
export function orDamaged<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		if (error instanceof PdfSyntaxError || error instanceof RangeError) throw new Fault('pdfDamaged', {}, error);
		throw error;
	}
}

function refuseEncrypted(pdf: PdfDocument): PdfDocument {
	const encrypted = [pdf.trailer, ...pdf.sections.map(({ trailer }) => trailer)].some(({ entries }) =>
		entries.has('Encrypt'),
	);
	if (encrypted) throw new Fault('pdfEncrypted');
	return pdf;
}

/** Opens a PDF by its own cross-references. @throws {Fault} `pdfDamaged`, `pdfEncrypted`. */
export function openStrictly(bytes: Buffer): PdfDocument {
	return refuseEncrypted(orDamaged(() => openPdf(bytes)));
}

/**
 * Opens a PDF, by looking for its objects where its cross-references are broken; nothing that is found so counts as signed.
 *
 * @throws {Fault} `pdfDamaged`, `pdfEncrypted`.
 */
export function openTolerantly(bytes: Buffer): PdfDocument {
	try {
		return openStrictly(bytes);
	} catch (error) {
		if (!(error instanceof Fault) || error.code !== 'pdfDamaged') throw error;
		return refuseEncrypted(orDamaged(() => recoverPdf(bytes)));
	}
}
