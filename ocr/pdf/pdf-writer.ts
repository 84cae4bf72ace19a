import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { type PDFRef, PDFString } from 'pdf-lib';
import type { Sha256 } from '../../domain/ids.ts';
import type { PagePicture, RecognizedPage } from '../../domain/page.ts';
import { infoDictionary, languageOf, type PdfInfo, xmpPacket } from './metadata.ts';
import { type ObjectSink, startObjects } from './object-sink.ts';
import { type OutputFile, openOutputFile } from './output-file.ts';
import { pageGeometry, pdfMatrix, pdfNumber, picturePlacement } from './page-geometry.ts';
import { encodePicture } from './picture/encode-picture.ts';
import { createPictureObjects } from './picture/write-picture.ts';
import { srgbProfile } from './srgb-profile.ts';
import { createTextCodes } from './text/text-codes.ts';
import { textLayer } from './text/text-layer.ts';
import { writeFont } from './text/write-font.ts';

/** Writes one searchable PDF, page by page. Of pages already written it keeps a few numbers only. */
export type PdfWriter = {
	/**
	 * Adds a page: the picture put straight by a matrix, the words as invisible text over it. Calls are served one after another.
	 *
	 * @throws {Fault} `imageDamaged`, `imageTooLarge` (nothing was written: the writer goes on); `diskFull`, `outputUnwritable`
	 *   (the writer is of no more use: `abort` it).
	 */
	addPage(picture: PagePicture, page: RecognizedPage): Promise<void>;
	/**
	 * Completes the file and gives it its name.
	 *
	 * @throws {Fault} `outputExists`, `diskFull`, `outputUnwritable`; then nothing is left behind.
	 */
	finish(): Promise<{ readonly sha256: Sha256; readonly byteLength: number }>;
	/** Removes what was written. Does nothing after a successful `finish`. */
	abort(): Promise<void>;
};

const deflateAsync = promisify(deflate);
const FONT = 'F0';
const PICTURE = 'Im0';

/**
 * Starts a PDF/A-2u beside `path`, under a temporary name (`.sohoa-….part`) until `finish`.
 *
 * @throws {Fault} `outputExists` when something has that name, `diskFull`, `outputUnwritable`.
 */
export async function createPdfWriter(path: string, info: PdfInfo): Promise<PdfWriter> {
	const file = await openOutputFile(path);
	try {
		return writerOn(file, await startObjects(file), info);
	} catch (error) {
		await file.discard().catch(() => undefined);
		throw error;
	}
}

function writerOn(file: OutputFile, sink: ObjectSink, info: PdfInfo): PdfWriter {
	const pages: PDFRef[] = [];
	const tree = sink.reserve();
	const font = sink.reserve();
	const codes = createTextCodes();
	const pictures = createPictureObjects(sink);
	let queue: Promise<unknown> = Promise.resolve();
	let state: 'open' | 'broken' | 'ended' = 'open';

	/** One call after another; a failed one does not stop the next. */
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const turn = queue.then(() => {
			if (state !== 'open') throw new Error(`The PDF writer is ${state}`);
			return work();
		});
		queue = turn.catch(() => undefined);
		return turn;
	}

	async function addPage(picture: PagePicture, page: RecognizedPage): Promise<void> {
		const encoded = await encodePicture(picture);
		const geometry = pageGeometry(page);
		const content = [
			`q 0 0 ${pdfNumber(geometry.widthPt)} ${pdfNumber(geometry.heightPt)} re W n`,
			`${pdfMatrix(picturePlacement(picture, page, geometry))} cm /${PICTURE} Do Q`,
			textLayer(page, geometry, codes, FONT),
		].join('\n');
		const compressed = await deflateAsync(content, { level: 9 });
		state = 'broken'; // until all of the page is on disk
		const image = await pictures.write(encoded);
		const contents = await sink.writeStream({ Filter: 'FlateDecode' }, compressed);
		const dictionary = sink.context.obj({
			Type: 'Page',
			Parent: tree,
			MediaBox: [0, 0, Number(pdfNumber(geometry.widthPt)), Number(pdfNumber(geometry.heightPt))],
			Resources: { XObject: { [PICTURE]: image }, Font: { [FONT]: font } },
			Contents: contents,
		});
		pages.push(await sink.write(dictionary));
		state = 'open';
	}

	async function complete(): Promise<{ readonly sha256: Sha256; readonly byteLength: number }> {
		if (pages.length === 0) throw new Error('A PDF needs a page');
		await writeFont(sink, font, codes);
		await sink.write(sink.context.obj({ Type: 'Pages', Kids: pages, Count: pages.length }), tree);
		const root = await writeCatalog(sink, tree, info);
		await sink.finish(root, await sink.write(infoDictionary(info, sink.context)));
		await file.commit();
		return { sha256: file.sha256(), byteLength: file.byteLength };
	}

	return {
		addPage: (picture, page) => inTurn(() => addPage(picture, page)),
		finish: () =>
			inTurn(async () => {
				state = 'ended';
				try {
					return await complete();
				} catch (error) {
					// The first fault is the one to tell; a disk that fails now may refuse the removal as well.
					await file.discard().catch(() => undefined);
					throw error;
				}
			}),
		async abort() {
			await queue;
			state = 'ended';
			await file.discard();
		},
	};
}

/** Catalog, XMP and the sRGB output intent (ISO 19005-2, 6.2.3, 6.6.2, 6.7.4). */
async function writeCatalog(sink: ObjectSink, tree: PDFRef, info: PdfInfo): Promise<PDFRef> {
	const { context } = sink;
	const metadata = await sink.writeStream({ Type: 'Metadata', Subtype: 'XML' }, xmpPacket(info));
	const profile = await sink.writeStream({ N: 3, Filter: 'FlateDecode' }, await deflateAsync(srgbProfile()));
	const name = PDFString.of('sRGB IEC61966-2.1');
	const intent = await sink.write(
		context.obj({
			Type: 'OutputIntent',
			S: 'GTS_PDFA1',
			OutputConditionIdentifier: name,
			Info: name,
			DestOutputProfile: profile,
		}),
	);
	return await sink.write(
		context.obj({
			Type: 'Catalog',
			Version: '1.7',
			Pages: tree,
			Lang: PDFString.of(languageOf(info)),
			Metadata: metadata,
			OutputIntents: [intent],
			...(info.title === undefined ? {} : { ViewerPreferences: { DisplayDocTitle: true } }),
		}),
	);
}
