import { type Affine, applyAffine, IDENTITY, thenAffine } from '../domain/geometry.ts';
import type { PdfRect } from './pdf-protocol.ts';
import { heapView, OBJECT, type Pdfium, type Pointer, readFloats, withBuffer } from './pdfium.ts';

/** Something that a page draws, in drawing order, with forms taken apart. */
export type PageObject = {
	readonly pointer: Pointer;
	readonly kind: 'text' | 'path' | 'image' | 'shading';
	/** Where it is drawn, in page space. */
	readonly rect: PdfRect;
	/** For images: from the unit square to page space. */
	readonly matrix: Affine;
	/** Text that is drawn with no ink (render mode 3 or 7: an OCR layer). */
	readonly invisible: boolean;
};

export type PageObjects = {
	readonly objects: readonly PageObject[];
	/** There was more than the limits let through: what is seen here is not the whole page. */
	readonly truncated: boolean;
};

/** Objects of one page; a dense cadastral drawing has some ten thousand. */
const MAX_OBJECTS = 50_000;
/** Forms within forms; writers nest two or three deep. */
const MAX_DEPTH = 8;

/** What a page draws, bottom first. */
export function listObjects(pdfium: Pdfium, page: Pointer): PageObjects {
	const objects: PageObject[] = [];
	let truncated = false;
	const visit = (pointer: Pointer, outer: Affine, depth: number): void => {
		if (pointer === 0) return;
		if (objects.length >= MAX_OBJECTS || depth > MAX_DEPTH) {
			truncated = true;
			return;
		}
		const type = pdfium._FPDFPageObj_GetType(pointer);
		if (type === OBJECT.form) {
			const inner = thenAffine(matrixOf(pdfium, pointer), outer);
			const count = Math.min(pdfium._FPDFFormObj_CountObjects(pointer), MAX_OBJECTS);
			for (let i = 0; i < count && !truncated; i++) visit(pdfium._FPDFFormObj_GetObject(pointer, i), inner, depth + 1);
			return;
		}
		const object = describe(pdfium, pointer, type, outer);
		if (object !== undefined) objects.push(object);
	};
	const count = pdfium._FPDFPage_CountObjects(page);
	for (let i = 0; i < count && !truncated; i++) visit(pdfium._FPDFPage_GetObject(page, i), IDENTITY, 0);
	return { objects, truncated };
}

/** Where the visible annotations of a page lie (stamps, signatures, notes), in page space; links and pop-ups show nothing. */
export function annotationRects(pdfium: Pdfium, page: Pointer): readonly PdfRect[] {
	const HIDDEN_OR_NO_VIEW = 2 | 32;
	const LINK = 2;
	const POPUP = 16;
	const rects: PdfRect[] = [];
	const count = Math.min(pdfium._FPDFPage_GetAnnotCount(page), MAX_OBJECTS);
	for (let i = 0; i < count; i++) {
		const annotation = pdfium._FPDFPage_GetAnnot(page, i);
		if (annotation === 0) continue;
		try {
			const subtype = pdfium._FPDFAnnot_GetSubtype(annotation);
			if (subtype === LINK || subtype === POPUP) continue;
			if ((pdfium._FPDFAnnot_GetFlags(annotation) & HIDDEN_OR_NO_VIEW) !== 0) continue;
			const rect = readRect(pdfium, (at) => pdfium._FPDFAnnot_GetRect(annotation, at));
			if (rect !== undefined && rect.right - rect.left > 1 && rect.top - rect.bottom > 1) rects.push(rect);
		} finally {
			pdfium._FPDFPage_CloseAnnot(annotation);
		}
	}
	return rects;
}

/** The page's visible area (CropBox within MediaBox), in page space; `undefined` when it has none. */
export function pageRect(pdfium: Pdfium, page: Pointer): PdfRect | undefined {
	const rect = readRect(pdfium, (at) => pdfium._FPDF_GetPageBoundingBox(page, at));
	return rect !== undefined && rect.right > rect.left && rect.top > rect.bottom ? rect : undefined;
}

function describe(pdfium: Pdfium, pointer: Pointer, type: number, outer: Affine): PageObject | undefined {
	const kinds = { 1: 'text', 2: 'path', 3: 'image', 4: 'shading' } as const;
	const kind = kinds[type as keyof typeof kinds];
	if (kind === undefined) return undefined;
	const inner = boundsOf(pdfium, pointer);
	if (inner === undefined) return undefined;
	const mode = kind === 'text' ? pdfium._FPDFTextObj_GetTextRenderMode(pointer) : 0;
	return {
		pointer,
		kind,
		rect: movedRect(inner, outer),
		matrix: kind === 'image' ? thenAffine(matrixOf(pdfium, pointer), outer) : IDENTITY,
		invisible: mode === 3 || mode === 7,
	};
}

function matrixOf(pdfium: Pdfium, pointer: Pointer): Affine {
	return withBuffer(pdfium, 24, (at) => {
		if (pdfium._FPDFPageObj_GetMatrix(pointer, at) === 0) return IDENTITY;
		const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = readFloats(pdfium, at, 6);
		return [a, b, c, d, e, f];
	});
}

function boundsOf(pdfium: Pdfium, pointer: Pointer): PdfRect | undefined {
	return withBuffer(pdfium, 16, (at) => {
		if (pdfium._FPDFPageObj_GetBounds(pointer, at, at + 4, at + 8, at + 12) === 0) return undefined;
		const [left = 0, bottom = 0, right = 0, top = 0] = readFloats(pdfium, at, 4);
		return { left, bottom, right, top };
	});
}

/** FS_RECTF lies in memory as left, top, right, bottom. */
function readRect(pdfium: Pdfium, read: (at: Pointer) => number): PdfRect | undefined {
	return withBuffer(pdfium, 16, (at) => {
		if (read(at) === 0) return undefined;
		const view = heapView(pdfium);
		const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => view.getFloat32(at + offset, true));
		if (left === undefined || top === undefined || right === undefined || bottom === undefined) return undefined;
		return {
			left: Math.min(left, right),
			bottom: Math.min(top, bottom),
			right: Math.max(left, right),
			top: Math.max(top, bottom),
		};
	});
}

function movedRect(rect: PdfRect, matrix: Affine): PdfRect {
	const corners = [
		applyAffine(matrix, rect.left, rect.bottom),
		applyAffine(matrix, rect.right, rect.bottom),
		applyAffine(matrix, rect.left, rect.top),
		applyAffine(matrix, rect.right, rect.top),
	];
	const xs = corners.map((corner) => corner[0]);
	const ys = corners.map((corner) => corner[1]);
	return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}
