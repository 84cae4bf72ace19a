import { createHash } from 'node:crypto';
import { asSha256, type KindReading, type PageWarning, type RecognizedPage, type Sha256 } from '../../domain/index.ts';
import type { DocumentRead } from '../recognize-document.ts';

/** What is kept of a recognition, as JSON: pages with words and boxes, kind, warnings. Fields live in the database. */
export type RecognitionFile = {
	readonly version: 1;
	readonly kind: KindReading;
	readonly pages: readonly RecognizedPage[];
	readonly warnings: readonly PageWarning[];
};

/** The bytes to keep, and their hash. */
export function encodeRecognition(read: DocumentRead): { readonly bytes: Uint8Array; readonly sha256: Sha256 } {
	const file: RecognitionFile = { version: 1, kind: read.kind, pages: read.pages, warnings: read.warnings };
	const bytes = Buffer.from(JSON.stringify(file), 'utf8');
	return { bytes, sha256: asSha256(createHash('sha256').update(bytes).digest('hex')) };
}

/** @throws {Error} when the bytes, whose hash the vault has checked, are not ours (a bug). */
export function decodeRecognition(bytes: Uint8Array): RecognitionFile {
	const file = JSON.parse(Buffer.from(bytes).toString('utf8')) as RecognitionFile;
	if (file.version !== 1) throw new Error('Unknown version of a recognition file');
	return file;
}
