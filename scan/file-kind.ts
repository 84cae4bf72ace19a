import { extname } from 'node:path';
import { type ByteSource, latin1 } from './byte-source.ts';

/** The kinds of file that Sohoa reads. */
export type FileKind = 'jpeg' | 'png' | 'tiff' | 'webp' | 'bmp' | 'pdf';

/** A PDF's header may follow up to 1,024 bytes of something else (ISO 32000-1, annex H.3.4.1: what Acrobat accepts). */
const PDF_HEADER_WITHIN = 1024;

const KIND_OF_EXTENSION: Readonly<Record<string, FileKind>> = {
	'.jpg': 'jpeg',
	'.jpeg': 'jpeg',
	'.jpe': 'jpeg',
	'.jfif': 'jpeg',
	'.png': 'png',
	'.tif': 'tiff',
	'.tiff': 'tiff',
	'.webp': 'webp',
	'.bmp': 'bmp',
	'.dib': 'bmp',
	'.pdf': 'pdf',
};

/** The kind by the first bytes, whatever the name says; `undefined` for bytes of no kind that Sohoa reads. */
export async function detectKind(source: ByteSource): Promise<FileKind | undefined> {
	const head = latin1(await source.read(0, PDF_HEADER_WITHIN + 5));
	if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
	if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
	if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp';
	// The two reserved words of a BMP header are zero; without them every text that begins with "BM" would do.
	if (/^BM[\s\S]{4}\0{4}/.test(head)) return 'bmp';
	return head.includes('%PDF-') ? 'pdf' : undefined;
}

/** The kind that a name promises; `undefined` for an extension that promises none of ours. */
export function kindOfName(path: string): FileKind | undefined {
	return KIND_OF_EXTENSION[extname(path).toLowerCase()];
}
