import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Fault, isFault, type PagePicture, type ScannedDocument, type Sha256 } from '../domain/index.ts';
import { detectKind } from './file-kind.ts';
import { limitsOf, type OpenOptions, type ScanLimits } from './limits.ts';
import { openSource } from './open-source.ts';
import { createPdfClient } from './pdf-client.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';
import { readTiff } from './tiff-directory.ts';
import { extractTiffPage, pageDirectories } from './tiff-page.ts';

/**
 * How a page became a file of its own. `copied`: with the very streams, strips or tiles of its picture. `drawn`: its picture as the
 * machine sees it, without loss of a pixel, where the file does not let its parts be copied (encrypted, damaged).
 */
export type ExtractedHow = 'copied' | 'drawn';

/** A page that is a file of its own. `page`: from 0, in the file that it was taken from. */
export type ExtractedPage = { readonly page: number; readonly path: string; readonly how: ExtractedHow };

type Options = OpenOptions & {
	/** An existing folder for the files; each is named by its page's number. */
	readonly folder: string;
	/** What the file must be. */
	readonly sha256: Sha256;
};

/**
 * Takes single pages out of a PDF or a TIFF of several: each becomes a file that shows that page and holds nothing of the others. Each is
 * opened again and compared with the page that it was taken from before it counts.
 *
 * @throws {Fault} `fileLost` when the file is another than it should be; `invalidInput` for a page that is not there; `diskFull`-like
 * system errors as they are; of the `scan` family.
 */
export async function extractPages(
	path: string,
	pages: readonly number[],
	options: Options,
): Promise<readonly ExtractedPage[]> {
	const limits = limitsOf(options);
	const open = { ...options, asPictures: true };
	const document = await openSource(path, open);
	try {
		if (document.sha256 !== options.sha256) throw new Fault('fileLost', { reason: 'changed' });
		const file = await openSourceFile(path, limits.maxFileBytes);
		const copier = await copierOf(file, limits, options.signal);
		try {
			const made: ExtractedPage[] = [];
			for (const page of pages) {
				if (page >= document.pageCount) throw new Fault('invalidInput', { paths: 'page' });
				made.push(await extractOne(document, page, copier, open));
			}
			return made;
		} finally {
			await copier.close();
			await file.close();
		}
	} finally {
		await document.close();
	}
}

/** Copies pages out of one file; `undefined` for one that it does not let be copied. */
type Copier = {
	readonly ending: 'pdf' | 'tif';
	copy(page: number): Promise<Uint8Array | undefined>;
	close(): Promise<void>;
};

async function copierOf(file: SourceFile, limits: ScanLimits, signal: AbortSignal | undefined): Promise<Copier> {
	if ((await detectKind(file)) === 'pdf') {
		const client = createPdfClient(file, limits);
		return {
			ending: 'pdf',
			// The first page waits for the whole file to be read.
			copy: async (index) => (await client.ask({ kind: 'copyPage', index }, limits.pdfSurveyMs, signal))?.bytes,
			close: () => client.close(),
		};
	}
	const tiff = await readTiff(file, limits.maxPages);
	const directories = await pageDirectories(tiff);
	return {
		ending: 'tif',
		async copy(page) {
			const directory = directories[page];
			return directory && extractTiffPage(tiff, directory, limits.maxImageBytes);
		},
		close: async () => {},
	};
}

async function extractOne(
	document: ScannedDocument,
	page: number,
	copier: Copier,
	options: Options & { readonly asPictures: boolean },
): Promise<ExtractedPage> {
	const { folder, signal } = options;
	const name = `page-${String(page + 1).padStart(4, '0')}`;
	const picture = await pictureOf(document, page, signal);
	const copied = await copyOrNot(copier, page);
	if (copied !== undefined) {
		const path = join(folder, `${name}.${copier.ending}`);
		await writeFile(path, copied, { mode: 0o600 });
		if (await showsThe(picture, path, options)) return { page, path, how: 'copied' };
	}
	const path = join(folder, `${name}-drawn.tif`);
	await writeFile(path, await asTiff(picture), { mode: 0o600 });
	return { page, path, how: 'drawn' };
}

/** What stops a person's work is thrown on; what only says that this file can't be copied from is not. */
async function copyOrNot(copier: Copier, page: number): Promise<Uint8Array | undefined> {
	try {
		return await copier.copy(page);
	} catch (error) {
		if (isFault(error) && error.code !== 'cancelled') return undefined;
		throw error;
	}
}

/** Whether a file has one page, and that is seen with the same pixels, as large and as it lay. */
async function showsThe(picture: PagePicture, path: string, options: OpenOptions): Promise<boolean> {
	let document: ScannedDocument | undefined;
	try {
		document = await openSource(path, options);
		if (document.pageCount !== 1) return false;
		const copy = await pictureOf(document, 0, options.signal);
		const { resolution, orientation, bytes } = copy;
		const samePlace =
			orientation === picture.orientation &&
			Math.abs(resolution.xDpi - picture.resolution.xDpi) < 1 &&
			Math.abs(resolution.yDpi - picture.resolution.yDpi) < 1;
		return samePlace && Buffer.compare(bytes, picture.bytes) === 0;
	} catch (error) {
		if (isFault(error) && error.code !== 'cancelled') return false;
		throw error;
	} finally {
		await document?.close();
	}
}

async function pictureOf(document: ScannedDocument, index: number, signal?: AbortSignal): Promise<PagePicture> {
	const page = await document.page(index, signal);
	if (page.kind !== 'picture') throw new Error('It was opened as pictures');
	return page.picture;
}

const MM_PER_INCH = 25.4;

/** A picture as a TIFF that says how large it is and how it lies. */
async function asTiff({ bytes, orientation, resolution, colour }: PagePicture): Promise<Uint8Array> {
	const { xDpi, yDpi } = resolution;
	const place = { xres: xDpi / MM_PER_INCH, yres: yDpi / MM_PER_INCH, resolutionUnit: 'inch' } as const;
	const packing =
		colour === 'bilevel' ? ({ compression: 'ccittfax4', bitdepth: 1 } as const) : ({ compression: 'deflate' } as const);
	return sharp(bytes, { limitInputPixels: false })
		.withMetadata({ orientation })
		.tiff({ ...place, ...packing })
		.toBuffer();
}
