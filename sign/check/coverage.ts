import { findStartXref } from '../pdf/cross-reference.ts';
import { openPdf, type PdfDocument } from '../pdf/document.ts';
import { PdfSyntaxError } from '../pdf/values.ts';
import { isBlank } from './added-bytes.ts';
import type { SignatureValue } from './signature-value.ts';

/** The file's first `end` bytes as a revision; `undefined` when they are none, or go on after its end. */
export function openRevision(bytes: Buffer, end: number): PdfDocument | undefined {
	try {
		const mark = findStartXref(bytes, end);
		return isBlank(bytes, mark.end, end) ? openPdf(bytes, end) : undefined;
	} catch (error) {
		if (error instanceof PdfSyntaxError) return undefined;
		throw error;
	}
}

/**
 * The revision of the file that a signature covers whole: its range begins at 0, leaves out exactly the string of its /Contents,
 * and ends where that revision ends, in which this very signature stands. `undefined` when one of that is not so.
 */
export function coveredRevision(bytes: Buffer, signature: SignatureValue): PdfDocument | undefined {
	const [first, length, second, rest] = signature.byteRange;
	const { contents } = signature;
	if (first !== 0 || length !== contents.start || second !== contents.end || contents.form !== 'hex') return undefined;
	const revision = openRevision(bytes, second + rest);
	if (revision === undefined) return undefined;
	return revision.object(signature.number)?.span?.start === signature.offset ? revision : undefined;
}
