import { boundsAfter } from '../domain/geometry.ts';
import { Fault } from '../domain/index.ts';
import { annotationRects, listObjects, type PageObject, type PageObjects, pageRect } from './pdf-objects.ts';
import { coveringPicture, placementOf } from './pdf-placement.ts';
import type { PdfPageSurvey, PdfRect, ScanPlacement } from './pdf-protocol.ts';
import { type Frame, frameSize, readWords, toFrame } from './pdf-words.ts';
import { heapView, type Pdfium, type Pointer, withBuffer } from './pdfium.ts';

/** A page that is open, with what it draws. */
export type OpenPage = {
	readonly pointer: Pointer;
	readonly rect: PdfRect;
	/** Quarter turns clockwise. */
	readonly rotation: number;
	readonly drawn: PageObjects;
	readonly annotations: readonly PdfRect[];
	/** Place of the picture that covers the page, in the drawing order; -1 without one. */
	readonly covering: number;
	/** Whether a text object cannot be seen: drawn without ink, or under the covering picture. */
	readonly isHidden: (textObject: Pointer) => boolean;
};

/** Pictures smaller than this share of the page (stamps, emblems) do not decide how finely it is drawn. */
const SMALL_PICTURE = 0.05;
/** Cells a side of the grid that coverage is counted on: 3.5 × 5 mm on A4. */
const GRID = 60;
const POINTS_PER_INCH = 72;

/**
 * Opens a page, runs `work` on it and closes it.
 *
 * @throws {Fault} `pdfDamaged` when the page cannot be loaded or has no area.
 */
export function withPage<T>(pdfium: Pdfium, document: Pointer, index: number, work: (page: OpenPage) => T): T {
	const pointer = pdfium._FPDF_LoadPage(document, index);
	if (pointer === 0) throw new Fault('pdfDamaged', { page: index });
	try {
		const rect = pageRect(pdfium, pointer);
		if (rect === undefined) throw new Fault('pdfDamaged', { page: index });
		const drawn = listObjects(pdfium, pointer);
		const covering = opaqueCovering(pdfium, document, pointer, drawn.objects, rect);
		return work({
			pointer,
			rect,
			rotation: pdfium._FPDFPage_GetRotation(pointer),
			drawn,
			annotations: annotationRects(pdfium, pointer),
			covering,
			isHidden: hiddenTexts(drawn.objects, covering),
		});
	} finally {
		pdfium._FPDF_ClosePage(pointer);
	}
}

/** What a page is made of; no picture is decoded, except to see whether one that lies over text is opaque. */
export function surveyPage(pdfium: Pdfium, page: OpenPage): PdfPageSurvey {
	const frame: Frame = { page: page.rect, rotation: page.rotation, dpi: POINTS_PER_INCH };
	const { objects } = page.drawn;
	const showsText = objects.some((o) => o.kind === 'text' && !page.isHidden(o.pointer));
	const words = showsText ? readWords(pdfium, page.pointer, frame, page.isHidden) : [];
	const [widthPt, heightPt] = frameSize(frame);
	const pictures = objects.filter((object) => object.kind === 'image');
	const grid = new Uint8Array(GRID * GRID);
	const mark = (box: readonly [number, number, number, number], bit: number): void =>
		markCells(grid, box, widthPt, heightPt, bit);
	for (const picture of pictures) mark(toFrame(picture.rect, frame), 1);
	for (const rect of page.annotations) mark(toFrame(rect, frame), 1);
	// Half a line's height around each word: the space between lines is no picture.
	for (const { box } of words)
		mark(boundsAfter([1, 0, 0, 1, -box[3] / 2, -box[3] / 2], [box[0], box[1], box[2] + box[3], box[3] * 2]), 2);
	const scan = scanPlacement(pdfium, page);
	return {
		widthPt: page.rotation % 2 === 0 ? page.rect.right - page.rect.left : page.rect.top - page.rect.bottom,
		heightPt: page.rotation % 2 === 0 ? page.rect.top - page.rect.bottom : page.rect.right - page.rect.left,
		visibleChars: words.reduce((sum, word) => sum + word.text.length, 0),
		pictureShare: grid.filter((cell) => (cell & 1) !== 0).length / grid.length,
		uncoveredShare: grid.filter((cell) => cell === 1).length / grid.length,
		empty: objects.every((object) => page.isHidden(object.pointer)) && page.annotations.length === 0,
		pictureDpi: Math.max(0, ...pictures.map((picture) => dpiOf(pdfium, picture, page))),
		...(scan === undefined ? {} : { scan }),
		scanOnly: scan !== undefined && isScanOnly(pdfium, page),
	};
}

/** How the topmost picture that covers the page lies on it; `undefined` without one that lies straight. */
export function scanPlacement(pdfium: Pdfium, page: OpenPage): ScanPlacement | undefined {
	const picture = page.drawn.objects[page.covering];
	if (picture === undefined) return undefined;
	return placementOf(picture.matrix, page.rotation, ...pixelSize(pdfium, picture.pointer));
}

/** Whether the covering picture is all there is to see: nothing but invisible text above it, no annotation, not see-through. */
export function isScanOnly(pdfium: Pdfium, page: OpenPage): boolean {
	const picture = page.drawn.objects[page.covering];
	if (picture === undefined || page.drawn.truncated || page.annotations.length > 0) return false;
	const above = page.drawn.objects.slice(page.covering + 1);
	return above.every((object) => object.invisible) && pdfium._FPDFPageObj_HasTransparency(picture.pointer) === 0;
}

/** A picture that covers the page hides what is under it only when it is opaque; that is looked at where text lies under it. */
function opaqueCovering(
	pdfium: Pdfium,
	document: Pointer,
	page: Pointer,
	objects: readonly PageObject[],
	rect: PdfRect,
): number {
	const covering = coveringPicture(objects, rect);
	const picture = objects[covering];
	if (picture === undefined) return -1;
	const textUnder = objects.slice(0, covering).some((object) => object.kind === 'text' && !object.invisible);
	return textUnder && !isOpaque(pdfium, document, page, picture.pointer) ? -1 : covering;
}

function isOpaque(pdfium: Pdfium, document: Pointer, page: Pointer, picture: Pointer): boolean {
	const bitmap = pdfium._FPDFImageObj_GetRenderedBitmap(document, page, picture);
	if (bitmap === 0) return false;
	try {
		const at = pdfium._FPDFBitmap_GetBuffer(bitmap);
		const length = pdfium._FPDFBitmap_GetStride(bitmap) * pdfium._FPDFBitmap_GetHeight(bitmap);
		const pixels = pdfium.HEAPU8.subarray(at, at + length);
		let opaque = 0;
		for (let i = 3; i < pixels.length; i += 4) if ((pixels[i] ?? 0) > 250) opaque++;
		// The outermost row and column are blended with what lies beside them.
		return opaque >= (pixels.length / 4) * 0.98;
	} finally {
		pdfium._FPDFBitmap_Destroy(bitmap);
	}
}

function hiddenTexts(objects: readonly PageObject[], covering: number): (pointer: Pointer) => boolean {
	const hidden = new Set<Pointer>();
	for (const [i, object] of objects.entries()) if (object.invisible || i < covering) hidden.add(object.pointer);
	return (pointer) => hidden.has(pointer);
}

function dpiOf(pdfium: Pdfium, picture: PageObject, page: OpenPage): number {
	const { rect } = page;
	const area = (rect.right - rect.left) * (rect.top - rect.bottom);
	const own = (picture.rect.right - picture.rect.left) * (picture.rect.top - picture.rect.bottom);
	if (own < area * SMALL_PICTURE) return 0;
	const placement = placementOf(picture.matrix, page.rotation, ...pixelSize(pdfium, picture.pointer));
	return placement === undefined ? 0 : Math.max(placement.xDpi, placement.yDpi);
}

function pixelSize(pdfium: Pdfium, picture: Pointer): readonly [number, number] {
	return withBuffer(pdfium, 8, (at) => {
		if (pdfium._FPDFImageObj_GetImagePixelSize(picture, at, at + 4) === 0) return [0, 0];
		const view = heapView(pdfium);
		return [view.getUint32(at, true), view.getUint32(at + 4, true)];
	});
}

function markCells(
	grid: Uint8Array,
	[x, y, w, h]: readonly [number, number, number, number],
	wide: number,
	high: number,
	bit: number,
): void {
	const cell = (value: number, size: number): number => Math.min(GRID, Math.max(0, Math.round((value / size) * GRID)));
	for (let row = cell(y, high); row < cell(y + h, high); row++) {
		for (let column = cell(x, wide); column < cell(x + w, wide); column++) {
			grid[row * GRID + column] = (grid[row * GRID + column] ?? 0) | bit;
		}
	}
}
