import { Fault } from '../domain/index.ts';
import type { RawPixels } from './bmp.ts';
import type { PdfRect, TakenOut } from './pdf-protocol.ts';
import { isScanOnly, type OpenPage, scanPlacement } from './pdf-survey.ts';
import { type Frame, frameSize } from './pdf-words.ts';
import { heapView, type Pdfium, type Pointer, withBuffer } from './pdfium.ts';

/** Longest side of the small drawing that a taken-out picture is compared with, px. */
const PREVIEW_PX = 128;
const FORMAT = { gray: 1, bgr: 2, bgrx: 3, bgra: 4 } as const;
/** `FPDF_COLORSPACE_DEVICEGRAY`, `FPDF_COLORSPACE_DEVICERGB` */
const COLOUR_SPACE = { gray: 1, rgb: 2 } as const;
const DRAW_ANNOTATIONS = 1;
const WHITE = 0xffffffff;
/** As in `pixels.ts`: what rounding may make of equal channels. */
const GRAY_TOLERANCE = 2;

/**
 * The picture that covers the page and is all there is to see; `undefined` when the page is not just that, or it is too large.
 *
 * @param plainFile no picture in the file has an entry that changes how its samples look: then drawing the page to compare,
 * which costs as much as decoding the picture once more, is saved.
 */
export function takeOut(pdfium: Pdfium, page: OpenPage, maxPixels: number, plainFile: boolean): TakenOut | undefined {
	const placement = scanPlacement(pdfium, page);
	const picture = page.drawn.objects[page.covering]?.pointer;
	if (placement === undefined || picture === undefined || !isScanOnly(pdfium, page)) return undefined;
	if (placement.widthPx * placement.heightPx > maxPixels) return undefined;
	const jpeg = jpegStream(pdfium, picture);
	const content = jpeg === undefined ? rawContent(pdfium, picture) : ({ kind: 'jpeg', bytes: jpeg } as const);
	if (content === undefined) return undefined;
	if (plainFile && isPlain(pdfium, page.pointer, picture)) return { placement, content };
	const [wide, high] = previewSize(page.rect, page.rotation);
	return { placement, content, preview: drawPage(pdfium, page, wide, high) };
}

/** Whether the samples are gray or RGB of 1 or 8 bits, and nothing clips them. */
function isPlain(pdfium: Pdfium, page: Pointer, picture: Pointer): boolean {
	const clip = pdfium._FPDFPageObj_GetClipPath(picture);
	if (clip !== 0 && pdfium._FPDFClipPath_CountPaths(clip) > 0) return false;
	// FPDF_IMAGEOBJ_METADATA: width, height, two resolutions, bits a pixel, colour space, marked content.
	return withBuffer(pdfium, 28, (at) => {
		if (pdfium._FPDFImageObj_GetImageMetadata(picture, page, at) === 0) return false;
		const view = heapView(pdfium);
		const bits = view.getUint32(at + 16, true);
		const space = view.getInt32(at + 20, true);
		return (space === COLOUR_SPACE.gray && (bits === 1 || bits === 8)) || (space === COLOUR_SPACE.rgb && bits === 24);
	});
}

/**
 * Draws a page as displayed on white, with its annotations, to exactly this size.
 *
 * @throws {Fault} `imageTooLarge` when PDFium's heap has no room for it.
 */
export function drawPage(pdfium: Pdfium, page: OpenPage, widthPx: number, heightPx: number): RawPixels {
	const bitmap = pdfium._FPDFBitmap_CreateEx(widthPx, heightPx, FORMAT.bgrx, 0, 0);
	if (bitmap === 0) throw new Fault('imageTooLarge', { pixels: widthPx * heightPx });
	try {
		pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, WHITE);
		pdfium._FPDF_RenderPageBitmap(bitmap, page.pointer, 0, 0, widthPx, heightPx, 0, DRAW_ANNOTATIONS);
		return copyBitmap(pdfium, bitmap);
	} finally {
		pdfium._FPDFBitmap_Destroy(bitmap);
	}
}

function previewSize(rect: PdfRect, rotation: number): readonly [number, number] {
	const longest = Math.max(rect.right - rect.left, rect.top - rect.bottom);
	const frame: Frame = { page: rect, rotation, dpi: (PREVIEW_PX * 72) / longest };
	return frameSize(frame);
}

/** The scanner's own JPEG stream, when the last filter is DCTDecode. */
function jpegStream(pdfium: Pdfium, picture: Pointer): Uint8Array | undefined {
	const count = pdfium._FPDFImageObj_GetImageFilterCount(picture);
	if (count < 1 || filterName(pdfium, picture, count - 1) !== 'DCTDecode') return undefined;
	// With other filters around it, PDFium's "decoded" data has these undone and stops at the picture's own coding.
	const read = (at: Pointer, length: number): number =>
		count === 1
			? pdfium._FPDFImageObj_GetImageDataRaw(picture, at, length)
			: pdfium._FPDFImageObj_GetImageDataDecoded(picture, at, length);
	const length = read(0, 0);
	if (length === 0) return undefined;
	return withBuffer(pdfium, length, (at) => {
		read(at, length);
		return pdfium.HEAPU8.slice(at, at + length);
	});
}

function rawContent(pdfium: Pdfium, picture: Pointer): TakenOut['content'] | undefined {
	const bitmap = pdfium._FPDFImageObj_GetBitmap(picture);
	if (bitmap === 0) return undefined;
	try {
		// With an alpha channel the look depends on what lies below: the page is drawn instead.
		if (pdfium._FPDFBitmap_GetFormat(bitmap) === FORMAT.bgra) return undefined;
		return { kind: 'raw', pixels: copyBitmap(pdfium, bitmap) };
	} finally {
		pdfium._FPDFBitmap_Destroy(bitmap);
	}
}

function filterName(pdfium: Pdfium, picture: Pointer, index: number): string {
	return withBuffer(pdfium, 64, (at) => {
		const length = pdfium._FPDFImageObj_GetImageFilter(picture, index, at, 64);
		return Buffer.from(pdfium.HEAPU8.subarray(at, at + Math.max(0, Math.min(64, length) - 1))).toString('latin1');
	});
}

/** A bitmap out of the heap: gray when no pixel has a colour, else RGB; rows without padding. */
function copyBitmap(pdfium: Pdfium, bitmap: Pointer): RawPixels {
	const widthPx = pdfium._FPDFBitmap_GetWidth(bitmap);
	const heightPx = pdfium._FPDFBitmap_GetHeight(bitmap);
	const stride = pdfium._FPDFBitmap_GetStride(bitmap);
	const at = pdfium._FPDFBitmap_GetBuffer(bitmap);
	const format = pdfium._FPDFBitmap_GetFormat(bitmap);
	const heap = pdfium.HEAPU8.subarray(at, at + stride * heightPx);
	const step = format === FORMAT.gray ? 1 : format === FORMAT.bgr ? 3 : 4;
	const gray = step === 1 || isGray(heap, widthPx, heightPx, stride, step);
	const channels = gray ? 1 : 3;
	const data = new Uint8Array(widthPx * heightPx * channels);
	let to = 0;
	for (let y = 0; y < heightPx; y++) {
		let from = y * stride;
		for (let x = 0; x < widthPx; x++, from += step) {
			if (gray) {
				data[to++] = heap[step === 1 ? from : from + 1] ?? 0;
			} else {
				data[to++] = heap[from + 2] ?? 0;
				data[to++] = heap[from + 1] ?? 0;
				data[to++] = heap[from] ?? 0;
			}
		}
	}
	return { data, widthPx, heightPx, channels };
}

function isGray(heap: Uint8Array, widthPx: number, heightPx: number, stride: number, step: number): boolean {
	for (let y = 0; y < heightPx; y++) {
		for (let x = 0, at = y * stride; x < widthPx; x++, at += step) {
			const b = heap[at] ?? 0;
			const g = heap[at + 1] ?? 0;
			const r = heap[at + 2] ?? 0;
			if (Math.abs(r - g) > GRAY_TOLERANCE || Math.abs(b - g) > GRAY_TOLERANCE) return false;
		}
	}
	return true;
}
