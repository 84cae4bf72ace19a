import {
	Fault,
	isFault,
	type PagePicture,
	type PageWarning,
	type ScannedDocument,
	type ScannedPage,
} from '../domain/index.ts';
import { type ByteSource, latin1 } from './byte-source.ts';
import type { FileFacts } from './image-document.ts';
import type { ScanLimits } from './limits.ts';
import { createPdfClient, type PdfClient } from './pdf-client.ts';
import { drawingPlan, drawnPicture, keptFrame, takenPicture } from './pdf-page-picture.ts';
import type { PdfPageSurvey } from './pdf-protocol.ts';
import { type SettledResolution, settlePlaced } from './resolution.ts';
import { refuseCancelled } from './source-file.ts';

/** One page after the look at it: what it is made of, or why nothing can be known of it. */
type Surveyed = PdfPageSurvey | Fault;

/** From this share on, pictures that no text covers are read (an A4 page: 8 × 8 cm; a seal with a signature has half). */
const UNCOVERED_SHARE = 0.1;
/** A page that pictures cover this far, with less visible text than this, is a scan with something written on it. */
const SCAN_SHARE = 0.6;
const STAMP_CHARS = 300;
/** The linearization parameters stand within the first 1,024 bytes (ISO 32000-1, annex F.2). */
const LINEARIZED_WITHIN = 1024;

/**
 * Opens a PDF.
 *
 * What becomes of it is decided for the whole document:
 * - *signed* (a signature dictionary with a /ByteRange): it keeps its bytes, for they are what was signed;
 * - *born digital* (at least half of the pages that are not empty show text, which is no scan with a stamp on it): it keeps its
 *   bytes; its scanned pages come with `uncovered` and are read for the index. At a tie it is kept too, because that loses nothing;
 * - anything else is *made* anew: each page becomes a picture, taken out losslessly where one picture is the page, drawn otherwise.
 *   So a typed cover sheet in front of scans becomes a picture as well.
 *
 * A text layer that cannot be seen (an earlier OCR) is never believed, in kept documents neither.
 * A PDF that opens without a password is treated as any other, whatever its owner forbids: the original stays beside what is made.
 *
 * @throws {Fault} `pdfEncrypted`, `pdfDamaged`, `pdfTimedOut`, `tooManyPages`, `cancelled`; of one page only: from `page()`.
 */
export async function openPdf(facts: FileFacts, limits: ScanLimits, signal?: AbortSignal): Promise<ScannedDocument> {
	const client = createPdfClient(facts.file, limits);
	try {
		const { pageCount, signed } = await client.ask({ kind: 'open' }, limits.pdfOpenMs, signal);
		if (pageCount < 1) throw new Fault('pdfDamaged', { reason: 'noPages' });
		if (pageCount > limits.maxPages) throw new Fault('tooManyPages', { pages: pageCount, limit: limits.maxPages });
		const pages = await surveyAll(client, pageCount, limits, signal);
		const [first] = pages;
		if (first instanceof Fault && pages.every((page) => page instanceof Fault)) throw first;
		const keptBecause = signed ? 'signed' : isBornDigital(pages) ? 'bornDigital' : undefined;
		const common = {
			source: facts.file.path,
			sha256: facts.sha256,
			byteLength: facts.file.size,
			pageCount,
			close: () => client.close(),
		};
		const pageOf = (index: number): PdfPageSurvey => goodPage(pages, index);
		if (keptBecause === undefined) {
			return {
				...common,
				conformance: 'made',
				warnings: [...facts.warnings, ...resolutionWarnings(pages, limits)],
				page: async (index, stop) => makePage(client, pageOf(index), index, limits, stop),
			};
		}
		return {
			...common,
			conformance: 'originalKept',
			keptBecause,
			warnings: [...facts.warnings, ...keptWarnings(pages, keptBecause), ...(await linearizedWarning(facts.file))],
			page: async (index, stop) => keepPage(client, pageOf(index), index, limits, stop),
		};
	} catch (error) {
		await client.close();
		throw error;
	}
}

function goodPage(pages: readonly Surveyed[], index: number): PdfPageSurvey {
	const page = pages[index];
	if (page === undefined) throw new RangeError(`No page ${index} of ${pages.length}`);
	if (page instanceof Fault) throw page;
	return page;
}

/** Looks at every page; one that breaks or hangs PDFium is noted and the rest goes on in a fresh worker. */
async function surveyAll(
	client: PdfClient,
	pageCount: number,
	limits: ScanLimits,
	signal: AbortSignal | undefined,
): Promise<readonly Surveyed[]> {
	const deadline = performance.now() + limits.pdfSurveyMs;
	const pages: Surveyed[] = [];
	for (let index = 0; index < pageCount; index++) {
		const left = deadline - performance.now();
		if (left <= 0) throw new Fault('pdfTimedOut', { ms: limits.pdfSurveyMs, page: index });
		try {
			const page = await client.ask({ kind: 'survey', index }, Math.min(limits.pdfPageMs, left), signal);
			// A page too large to be drawn is found now, so that it costs itself only.
			if (!canBeTakenOut(page, limits)) drawingPlan(page, limits.maxRenderedPixels);
			pages.push(page);
		} catch (error) {
			if (!isFault(error) || error.code === 'cancelled') throw error;
			pages.push(error);
		}
	}
	return pages;
}

function isBornDigital(pages: readonly Surveyed[]): boolean {
	const seen = pages.filter((page) => !(page instanceof Fault) && !page.empty) as readonly PdfPageSurvey[];
	const typed = seen.filter((page) => page.visibleChars > 0 && !isScan(page));
	return typed.length > 0 && typed.length * 2 >= seen.length;
}

function isScan(page: PdfPageSurvey): boolean {
	return page.pictureShare >= SCAN_SHARE && page.visibleChars < STAMP_CHARS;
}

function isUncovered(page: PdfPageSurvey): boolean {
	if (page.empty) return false;
	return page.visibleChars === 0 || isScan(page) || page.uncoveredShare >= UNCOVERED_SHARE;
}

function keptWarnings(pages: readonly Surveyed[], keptBecause: 'signed' | 'bornDigital'): readonly PageWarning[] {
	const partial = pages.flatMap((page, index): PageWarning[] =>
		!(page instanceof Fault) && isUncovered(page) ? [{ code: 'textLayerPartial', page: index }] : [],
	);
	return [{ code: keptBecause === 'signed' ? 'alreadySigned' : 'bornDigitalKept' }, ...partial];
}

/** Only of a file that is linearized still: once something was added to it, `/L` is no longer its length (ISO 32000-1, annex F.2). */
async function linearizedWarning(file: ByteSource): Promise<readonly PageWarning[]> {
	const head = latin1(await file.read(0, LINEARIZED_WITHIN));
	const length = /\/Linearized\b[^>]*?\/L\s+(\d+)/.exec(head)?.[1];
	return Number(length) === file.size ? [{ code: 'linearized' }] : [];
}

function resolutionWarnings(pages: readonly Surveyed[], limits: ScanLimits): readonly PageWarning[] {
	return pages.flatMap((page, index) =>
		page instanceof Fault ? [] : settledOf(page, limits).warnings.map((warning) => ({ ...warning, page: index })),
	);
}

function settledOf(page: PdfPageSurvey, limits: ScanLimits): SettledResolution {
	if (page.scan !== undefined && canBeTakenOut(page, limits)) {
		return settlePlaced(page.scan.widthPx, page.scan.heightPx, page.scan);
	}
	const plan = drawingPlan(page, limits.maxRenderedPixels);
	return settlePlaced(plan.widthPx, plan.heightPx, { xDpi: plan.dpi, yDpi: plan.dpi });
}

function canBeTakenOut(page: PdfPageSurvey, limits: ScanLimits): boolean {
	return page.scanOnly && page.scan !== undefined && page.scan.widthPx * page.scan.heightPx <= limits.maxPixels;
}

async function makePage(
	client: PdfClient,
	page: PdfPageSurvey,
	index: number,
	limits: ScanLimits,
	signal: AbortSignal | undefined,
): Promise<ScannedPage> {
	refuseCancelled(signal);
	const taken = await takeOut(client, page, index, limits, signal);
	if (taken !== undefined) return { kind: 'picture', index, picture: taken };
	const { widthPx, heightPx, dpi } = drawingPlan(page, limits.maxRenderedPixels);
	const { resolution } = settlePlaced(widthPx, heightPx, { xDpi: dpi, yDpi: dpi });
	const picture = await draw(client, { index, widthPx, heightPx }, resolution, limits, signal);
	return { kind: 'picture', index, picture };
}

/**
 * The frame of a kept page has the very pixels of the scan that covers it (200-600 dpi), so that nothing is lost or invented;
 * other pages are at 300 dpi, or lower where the pixel limit asks for it. A page that is nothing but a scan gives the scan itself.
 */
async function keepPage(
	client: PdfClient,
	page: PdfPageSurvey,
	index: number,
	limits: ScanLimits,
	signal: AbortSignal | undefined,
): Promise<ScannedPage> {
	refuseCancelled(signal);
	const { widthPx, heightPx, dpi, native } = keptFrame(page, limits);
	const words =
		page.visibleChars === 0 ? [] : await client.ask({ kind: 'words', index, dpi }, limits.pdfPageMs, signal);
	const kept = { kind: 'kept', index, widthPx, heightPx, dpi, words } as const;
	if (!isUncovered(page)) return kept;
	// What is handed on shows the frame itself: a scan that lies turned on its page is drawn upright, at its own pixels.
	const taken = native && page.scan?.orientation === 1 ? await takeOut(client, page, index, limits, signal) : undefined;
	const resolution = { xDpi: dpi, yDpi: dpi, source: 'pdfPage' } as const;
	return {
		...kept,
		uncovered: taken ?? (await draw(client, { index, widthPx, heightPx }, resolution, limits, signal)),
	};
}

async function takeOut(
	client: PdfClient,
	page: PdfPageSurvey,
	index: number,
	limits: ScanLimits,
	signal: AbortSignal | undefined,
): Promise<PagePicture | undefined> {
	if (!canBeTakenOut(page, limits)) return undefined;
	const taken = await client.ask({ kind: 'takeOut', index, maxPixels: limits.maxPixels }, limits.pdfPageMs, signal);
	return taken === undefined ? undefined : takenPicture(taken);
}

async function draw(
	client: PdfClient,
	what: { readonly index: number; readonly widthPx: number; readonly heightPx: number },
	resolution: PagePicture['resolution'],
	limits: ScanLimits,
	signal: AbortSignal | undefined,
): Promise<PagePicture> {
	return drawnPicture(await client.ask({ kind: 'draw', ...what }, limits.pdfPageMs, signal), resolution);
}
