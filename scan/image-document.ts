import {
	type ExifOrientation,
	Fault,
	type PagePicture,
	type PageWarning,
	type PictureEncoding,
	type ScannedDocument,
	type Sha256,
} from '../domain/index.ts';
import { decodeBmp, readBmpHeader } from './bmp.ts';
import type { ByteSource } from './byte-source.ts';
import type { FileKind } from './file-kind.ts';
import { type ImageHeader, readJpegHeader, readPngHeader, readWebpHeader } from './image-header.ts';
import type { ScanLimits } from './limits.ts';
import { checkJpeg, encodeLossless, inspectPixels, toRgbPng } from './pixels.ts';
import { type ResolutionClaim, type SettledResolution, settleResolution } from './resolution.ts';
import { readWhole, refuseCancelled, reopenSourceFile, type SourceFile } from './source-file.ts';
import { readTiff } from './tiff-directory.ts';
import { extractTiffPage, pageDirectories, readTiffPageHeader } from './tiff-page.ts';

/** What opening has found out about one page: its warnings, and how to fetch it (or why it cannot be). */
type PreparedPage = {
	readonly warnings: readonly Pick<PageWarning, 'code' | 'data'>[];
	readonly fault?: Fault;
	load(source: ByteSource): Promise<PagePicture>;
};

/** Facts about the file that every kind of document reports. */
export type FileFacts = {
	readonly file: SourceFile;
	readonly sha256: Sha256;
	readonly warnings: readonly PageWarning[];
};

/**
 * Opens a picture file. Headers are read now, pixels when a page is asked for.
 *
 * A file of one page throws its fault at once. In a TIFF of several, a bad page throws from `page()` and the others go on;
 * when none is good, opening throws the first page's fault. A truncation is found by `page()`, which decodes everything.
 *
 * @throws {Fault} `imageDamaged`, `imageTooLarge`, `tooManyPages`, `fileTooLarge`, `fileKindUnknown` (a BMP compression).
 */
export async function openImage(
	facts: FileFacts,
	kind: Exclude<FileKind, 'pdf'>,
	limits: ScanLimits,
): Promise<ScannedDocument> {
	const pages = await preparePages(facts.file, kind, limits);
	const firstFault = pages[0]?.fault;
	if (firstFault !== undefined && pages.every((page) => page.fault !== undefined)) throw firstFault;
	return {
		source: facts.file.path,
		sha256: facts.sha256,
		byteLength: facts.file.size,
		conformance: 'made',
		pageCount: pages.length,
		warnings: [
			...facts.warnings,
			...pages.flatMap((page, index) => page.warnings.map((warning) => ({ ...warning, page: index }))),
		],
		async page(index, signal) {
			refuseCancelled(signal);
			const page = pages[index];
			if (page === undefined) throw new RangeError(`No page ${index} of ${pages.length}`);
			if (page.fault !== undefined) throw page.fault;
			const file = await reopenSourceFile(facts.file, limits.maxFileBytes);
			try {
				const picture = await page.load(file);
				refuseCancelled(signal);
				return { kind: 'picture', index, picture };
			} finally {
				await file.close();
			}
		},
		close: async () => {},
	};
}

async function preparePages(
	source: ByteSource,
	kind: Exclude<FileKind, 'pdf'>,
	limits: ScanLimits,
): Promise<readonly PreparedPage[]> {
	switch (kind) {
		case 'jpeg':
			return [prepareJpeg(await readJpegHeader(source), limits)];
		case 'png':
			return [preparePassed('png', await readPngHeader(source), limits)];
		case 'webp':
			return [preparePassed('webp', await readWebpHeader(await readWhole(source, limits.maxImageBytes)), limits)];
		case 'bmp':
			return [await prepareBmp(source, limits)];
		case 'tiff':
			return prepareTiff(source, limits);
	}
}

function prepareJpeg(header: ImageHeader, limits: ScanLimits): PreparedPage {
	const settled = settle(header, header.claims);
	return prepared(header, settled, limits, async (source) => {
		const bytes = await readWhole(source, limits.maxImageBytes);
		// CMYK from a file has too many private conventions (inverted or not) to be handed on as it is.
		if (header.components === 4) return convertedPicture(bytes, header, settled);
		await checkJpeg(bytes, header.widthPx, header.heightPx);
		const colour = header.components === 1 ? 'gray' : 'colour';
		return { encoding: 'jpeg', bytes, colour, ...frameOf(header, settled) };
	});
}

function preparePassed(encoding: PictureEncoding, header: ImageHeader, limits: ScanLimits): PreparedPage {
	const settled = settle(header, header.claims);
	return prepared(header, settled, limits, async (source) => {
		const bytes = await readWhole(source, limits.maxImageBytes);
		const colour = await inspectPixels(bytes, header.widthPx, header.heightPx);
		return { encoding, bytes, colour, ...frameOf(header, settled) };
	});
}

async function prepareBmp(source: ByteSource, limits: ScanLimits): Promise<PreparedPage> {
	const header = await readBmpHeader(source);
	const frame = { widthPx: header.widthPx, heightPx: header.heightPx, orientation: 1 } as const;
	const settled = settle(frame, header.claim === undefined ? [] : [header.claim]);
	return prepared(frame, settled, limits, async (from) => {
		const raw = decodeBmp(await readWhole(from, limits.maxImageBytes), header);
		return { ...(await encodeLossless(raw)), ...frameOf(frame, settled) };
	});
}

async function prepareTiff(source: ByteSource, limits: ScanLimits): Promise<readonly PreparedPage[]> {
	// Thumbnails double the directories of some files, hence twice the page limit here.
	const file = await readTiff(source, limits.maxPages * 2);
	const directories = await pageDirectories(file);
	if (directories.length > limits.maxPages) throw new Fault('tooManyPages', { limit: limits.maxPages });
	const pages: PreparedPage[] = [];
	for (const directory of directories) {
		try {
			const header = await readTiffPageHeader(file, directory);
			const settled = settle(header, header.claim === undefined ? [] : [header.claim]);
			pages.push(
				prepared(header, settled, limits, async (from) => {
					const bytes = await extractTiffPage({ ...file, source: from }, directory, limits.maxImageBytes);
					if (!header.plain) return convertedPicture(bytes, header, settled);
					const colour = await inspectPixels(bytes, header.widthPx, header.heightPx);
					return { encoding: 'tiff', bytes, colour, ...frameOf(header, settled) };
				}),
			);
		} catch (error) {
			if (!(error instanceof Fault)) throw error;
			pages.push({ warnings: [], fault: error, load: () => Promise.reject(error) });
		}
	}
	return pages;
}

type Frame = { readonly widthPx: number; readonly heightPx: number; readonly orientation: ExifOrientation };

function settle(frame: Frame, claims: readonly ResolutionClaim[]): SettledResolution {
	return settleResolution(frame.widthPx, frame.heightPx, claims);
}

function prepared(
	frame: Frame,
	settled: SettledResolution,
	limits: ScanLimits,
	load: PreparedPage['load'],
): PreparedPage {
	const pixels = frame.widthPx * frame.heightPx;
	if (pixels <= limits.maxPixels) return { warnings: settled.warnings, load };
	const fault = new Fault('imageTooLarge', { pixels, limit: limits.maxPixels });
	return { warnings: [], fault, load: () => Promise.reject(fault) };
}

async function convertedPicture(bytes: Uint8Array, frame: Frame, settled: SettledResolution): Promise<PagePicture> {
	const png = await toRgbPng(bytes, frame.widthPx, frame.heightPx);
	const colour = await inspectPixels(png, frame.widthPx, frame.heightPx);
	return { encoding: 'png', bytes: png, colour, ...frameOf(frame, settled) };
}

function frameOf(
	frame: Frame,
	settled: SettledResolution,
): Pick<PagePicture, 'widthPx' | 'heightPx' | 'orientation' | 'resolution'> {
	return {
		widthPx: frame.widthPx,
		heightPx: frame.heightPx,
		orientation: frame.orientation,
		resolution: settled.resolution,
	};
}
