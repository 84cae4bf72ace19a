import sharp from 'sharp';
import { Fault, isFault, type PagePicture, type Resolution } from '../domain/index.ts';
import type { RawPixels } from './bmp.ts';
import { memorySource } from './byte-source.ts';
import { readJpegHeader } from './image-header.ts';
import type { ScanLimits } from './limits.ts';
import type { PdfPageSurvey, TakenOut } from './pdf-protocol.ts';
import { checkJpeg, encodeLossless, grayThumbnail } from './pixels.ts';
import { settlePlaced } from './resolution.ts';

/** How a page is drawn: the size, and the resolution that makes it. */
export type DrawingPlan = { readonly widthPx: number; readonly heightPx: number; readonly dpi: number };

/** CV 7197 (11/2025): at least 300 dpi. */
const DRAW_DPI = 300;
/** Finer pictures than this on a page are photographs or stamps; their grain is not text. */
const FINEST_DPI = 600;
/** A scan below 200 dpi (with some room for rounding) reads better when drawn larger. */
const COARSEST_SCAN_DPI = 195;
/** Below this nothing on a page of any size can be read. */
const COARSEST_DPI = 36;
/** The longest sheet that is believed, points (A0). A page beyond it has its size in px, not in points. */
const LONGEST_PT = 3_371;
const POINTS_PER_INCH = 72;

/**
 * How far a taken-out picture may differ from the page as PDFium draws it, mean of 0-255 on a thumbnail of 128 px.
 * The same picture differs by 0.2-5 (two ways of shrinking; measured 2026-11-23 on 43 pages of office scans); an inverted
 * page of text differs by more than 100.
 */
const LOOKS_SAME = 10;

/**
 * The picture taken out of a page, or `undefined` when it does not look like the page (an inverting /Decode, a mask, a clip,
 * a palette that got lost) or is damaged: then the page is drawn.
 */
export async function takenPicture(taken: TakenOut): Promise<PagePicture | undefined> {
	const { placement, content, preview } = taken;
	const { widthPx, heightPx, orientation } = placement;
	const { resolution } = settlePlaced(widthPx, heightPx, placement);
	const frame = { widthPx, heightPx, orientation, resolution };
	if (content.kind === 'raw') {
		const { pixels } = content;
		if (pixels.widthPx !== widthPx || pixels.heightPx !== heightPx) return undefined;
		const raw = { width: widthPx, height: heightPx, channels: pixels.channels };
		const image = sharp(pixels.data, { raw, limitInputPixels: false });
		const differs = preview !== undefined && !looksLike(await grayThumbnail(image, orientation, preview), preview);
		return differs ? undefined : { ...(await encodeLossless(pixels)), ...frame };
	}
	try {
		const header = await readJpegHeader(memorySource(content.bytes));
		const plain = header.components === 1 || header.components === 3;
		if (!plain || header.widthPx !== widthPx || header.heightPx !== heightPx) return undefined;
		if (preview === undefined) {
			await checkJpeg(content.bytes, widthPx, heightPx);
		} else {
			const image = sharp(content.bytes, { limitInputPixels: widthPx * heightPx, failOn: 'error' });
			if (!looksLike(await grayThumbnail(image, orientation, preview), preview)) return undefined;
		}
		const colour = header.components === 1 ? 'gray' : 'colour';
		return { encoding: 'jpeg', bytes: content.bytes, colour, ...frame };
	} catch (error) {
		if (isFault(error, 'imageDamaged')) return undefined;
		throw error;
	}
}

/** A drawn page as a picture: 1-bit, gray or colour as its pixels are, encoded without loss. */
export async function drawnPicture(pixels: RawPixels, resolution: Resolution): Promise<PagePicture> {
	const { widthPx, heightPx } = pixels;
	return { ...(await encodeLossless(pixels)), widthPx, heightPx, orientation: 1, resolution };
}

/**
 * The size to draw a page at: 300 dpi, or as finely as its own pictures up to 600 dpi, or as the pixel limit allows.
 *
 * @param wantedDpi overrules the choice, not the limit.
 * @throws {Fault} `imageTooLarge` when the limit would leave less than 36 dpi.
 */
export function drawingPlan(
	page: Pick<PdfPageSurvey, 'widthPt' | 'heightPt' | 'pictureDpi'>,
	maxPixels: number,
	wantedDpi?: number,
): DrawingPlan {
	const longest = Math.max(page.widthPt, page.heightPt);
	const finest = Math.min(FINEST_DPI, page.pictureDpi);
	const own = longest > LONGEST_PT && finest >= COARSEST_DPI ? finest : Math.max(DRAW_DPI, finest);
	const squareInches = (page.widthPt / POINTS_PER_INCH) * (page.heightPt / POINTS_PER_INCH);
	const allowed = Math.sqrt(maxPixels / squareInches);
	const dpi = Math.min(wantedDpi ?? own, Math.floor(allowed));
	if (dpi < COARSEST_DPI)
		throw new Fault('imageTooLarge', { pixels: squareInches * COARSEST_DPI ** 2, limit: maxPixels });
	return { widthPx: toPx(page.widthPt, dpi), heightPx: toPx(page.heightPt, dpi), dpi };
}

/** The frame of a page that keeps its bytes; `native` when it has the pixels of the scan that covers the page. */
export function keptFrame(
	page: PdfPageSurvey,
	limits: Pick<ScanLimits, 'maxRenderedPixels'>,
): DrawingPlan & { readonly native: boolean } {
	const { scan } = page;
	if (scan !== undefined) {
		const dpi = Math.sqrt(scan.xDpi * scan.yDpi);
		const square = Math.abs(scan.xDpi / scan.yDpi - 1) < 0.01;
		const fits = scan.widthPx * scan.heightPx <= limits.maxRenderedPixels;
		if (square && fits && dpi >= COARSEST_SCAN_DPI && dpi <= FINEST_DPI) {
			const turned = scan.orientation >= 5;
			return {
				widthPx: turned ? scan.heightPx : scan.widthPx,
				heightPx: turned ? scan.widthPx : scan.heightPx,
				dpi: Math.round(dpi * 10) / 10,
				native: true,
			};
		}
	}
	return { ...drawingPlan(page, limits.maxRenderedPixels, DRAW_DPI), native: false };
}

function looksLike(thumbnail: Uint8Array, preview: RawPixels): boolean {
	const { data, channels } = preview;
	let sum = 0;
	for (const [i, value] of thumbnail.entries()) {
		const at = i * channels;
		const expected =
			channels === 1
				? (data[at] ?? 0)
				: 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
		sum += Math.abs(value - expected);
	}
	return sum / thumbnail.length <= LOOKS_SAME;
}

function toPx(points: number, dpi: number): number {
	return Math.max(1, Math.round((points * dpi) / POINTS_PER_INCH));
}
