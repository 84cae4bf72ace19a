import { Fault, type PageWarning, type ScannedDocument } from '../domain/index.ts';
import { detectKind, kindOfName } from './file-kind.ts';
import { openImage } from './image-document.ts';
import { limitsOf, type OpenOptions } from './limits.ts';
import { openPdf } from './pdf-document.ts';
import { hashFile, openSourceFile, refuseCancelled } from './source-file.ts';

/**
 * Opens a picture file or a PDF. The kind is told by the bytes; a name that promises another kind only earns the warning
 * `extensionMismatch`. The file is read, never written, moved or locked.
 *
 * @returns pages are fetched one at a time from the file; `close()` when done (a PDF holds a worker thread until then).
 * @throws {Fault} of the `scan` family, or `cancelled`. Faults of single pages are thrown by `page()`, except when no page is good.
 */
export async function openSource(path: string, options?: OpenOptions): Promise<ScannedDocument> {
	const limits = limitsOf(options);
	refuseCancelled(options?.signal);
	const file = await openSourceFile(path, limits.maxFileBytes);
	try {
		const kind = await detectKind(file);
		if (kind === undefined) throw new Fault('fileKindUnknown');
		const promised = kindOfName(path);
		const warnings: PageWarning[] =
			promised === undefined || promised === kind ? [] : [{ code: 'extensionMismatch', data: { kind } }];
		if (kind === 'pdf' && file.size > limits.maxPdfBytes) {
			throw new Fault('fileTooLarge', { bytes: file.size, limit: limits.maxPdfBytes });
		}
		const sha256 = await hashFile(file, options?.signal);
		const facts = { file, sha256, warnings };
		if (kind === 'pdf') return await openPdf(facts, limits, options?.signal);
		return await openImage(facts, kind, limits);
	} finally {
		await file.close();
	}
}
