import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumModule } from '@hyzyla/pdfium';

/** A handle into PDFium's heap; 0 is none. */
export type Pointer = number;

/** The part of PDFium's C interface (fpdfview.h, fpdf_edit.h, fpdf_text.h, fpdf_annot.h, fpdf_signature.h) that is used. */
export type Pdfium = {
	readonly HEAPU8: Uint8Array;
	_malloc(bytes: number): Pointer;
	_free(pointer: Pointer): void;
	_FPDF_InitLibrary(): void;
	_FPDF_LoadMemDocument(data: Pointer, bytes: number, password: Pointer): Pointer;
	_FPDF_GetLastError(): number;
	_FPDF_GetPageCount(document: Pointer): number;
	_FPDF_GetSignatureCount(document: Pointer): number;
	_FPDF_GetSignatureObject(document: Pointer, index: number): Pointer;
	_FPDFSignatureObj_GetByteRange(signature: Pointer, buffer: Pointer, length: number): number;
	_FPDF_LoadPage(document: Pointer, index: number): Pointer;
	_FPDF_ClosePage(page: Pointer): void;
	_FPDF_GetPageBoundingBox(page: Pointer, rect: Pointer): number;
	_FPDFPage_GetRotation(page: Pointer): number;
	_FPDFPage_CountObjects(page: Pointer): number;
	_FPDFPage_GetObject(page: Pointer, index: number): Pointer;
	_FPDFFormObj_CountObjects(form: Pointer): number;
	_FPDFFormObj_GetObject(form: Pointer, index: number): Pointer;
	_FPDFPageObj_GetType(object: Pointer): number;
	_FPDFPageObj_GetMatrix(object: Pointer, matrix: Pointer): number;
	_FPDFPageObj_GetBounds(object: Pointer, left: Pointer, bottom: Pointer, right: Pointer, top: Pointer): number;
	_FPDFPageObj_HasTransparency(object: Pointer): number;
	_FPDFPageObj_GetClipPath(object: Pointer): Pointer;
	_FPDFClipPath_CountPaths(clip: Pointer): number;
	_FPDFTextObj_GetTextRenderMode(object: Pointer): number;
	_FPDFImageObj_GetImagePixelSize(object: Pointer, width: Pointer, height: Pointer): number;
	_FPDFImageObj_GetImageMetadata(object: Pointer, page: Pointer, metadata: Pointer): number;
	_FPDFImageObj_GetImageFilterCount(object: Pointer): number;
	_FPDFImageObj_GetImageFilter(object: Pointer, index: number, buffer: Pointer, length: number): number;
	_FPDFImageObj_GetImageDataRaw(object: Pointer, buffer: Pointer, length: number): number;
	_FPDFImageObj_GetImageDataDecoded(object: Pointer, buffer: Pointer, length: number): number;
	_FPDFImageObj_GetBitmap(object: Pointer): Pointer;
	_FPDFImageObj_GetRenderedBitmap(document: Pointer, page: Pointer, object: Pointer): Pointer;
	_FPDFBitmap_CreateEx(width: number, height: number, format: number, first: Pointer, stride: number): Pointer;
	_FPDFBitmap_FillRect(bitmap: Pointer, x: number, y: number, width: number, height: number, argb: number): number;
	_FPDFBitmap_GetBuffer(bitmap: Pointer): Pointer;
	_FPDFBitmap_GetWidth(bitmap: Pointer): number;
	_FPDFBitmap_GetHeight(bitmap: Pointer): number;
	_FPDFBitmap_GetStride(bitmap: Pointer): number;
	_FPDFBitmap_GetFormat(bitmap: Pointer): number;
	_FPDFBitmap_Destroy(bitmap: Pointer): void;
	_FPDF_RenderPageBitmap(
		bitmap: Pointer,
		page: Pointer,
		x: number,
		y: number,
		width: number,
		height: number,
		rotate: number,
		flags: number,
	): void;
	_FPDFText_LoadPage(page: Pointer): Pointer;
	_FPDFText_ClosePage(text: Pointer): void;
	_FPDFText_CountChars(text: Pointer): number;
	_FPDFText_GetUnicode(text: Pointer, index: number): number;
	_FPDFText_IsGenerated(text: Pointer, index: number): number;
	_FPDFText_GetTextObject(text: Pointer, index: number): Pointer;
	_FPDFText_GetCharBox(
		text: Pointer,
		index: number,
		left: Pointer,
		right: Pointer,
		bottom: Pointer,
		top: Pointer,
	): number;
	_FPDFPage_GetAnnotCount(page: Pointer): number;
	_FPDFPage_GetAnnot(page: Pointer, index: number): Pointer;
	_FPDFPage_CloseAnnot(annotation: Pointer): void;
	_FPDFAnnot_GetSubtype(annotation: Pointer): number;
	_FPDFAnnot_GetFlags(annotation: Pointer): number;
	_FPDFAnnot_GetRect(annotation: Pointer, rect: Pointer): number;
};

/** `FPDF_PAGEOBJ_*` */
export const OBJECT = { text: 1, path: 2, image: 3, shading: 4, form: 5 } as const;

const WASM_PAGE_BYTES = 65_536;
const MEMORY_SECTION = 5;

/**
 * Compiles PDFium with its heap's ceiling lowered to `maxHeapBytes`, so that a PDF bomb ends in a failed allocation there
 * instead of taking the machine's memory. V8's own limits for a worker do not count WebAssembly memory.
 */
export async function compilePdfium(maxHeapBytes: number): Promise<WebAssembly.Module> {
	const path = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
	const bytes = new Uint8Array(readFileSync(path));
	limitMemory(bytes, Math.floor(maxHeapBytes / WASM_PAGE_BYTES));
	return WebAssembly.compile(bytes);
}

/** Starts PDFium from a compiled module. One instance is good for one document: it is thrown away with its worker. */
export async function startPdfium(compiled: WebAssembly.Module): Promise<Pdfium> {
	const module = await PDFiumModule({
		// Emscripten hands over an instance here, though the package's types call it a module.
		instantiateWasm(imports: WebAssembly.Imports, done: (instance: never) => void) {
			const instance = new WebAssembly.Instance(compiled, imports);
			done(instance as never);
			return instance.exports;
		},
	});
	const pdfium = module as unknown as Pdfium;
	pdfium._FPDF_InitLibrary();
	return pdfium;
}

/** A view of the heap as it is now; growth makes older views useless, so it is taken anew for each look. */
export function heapView(pdfium: Pdfium): DataView {
	return new DataView(pdfium.HEAPU8.buffer);
}

/** `count` 32-bit floats from the heap. */
export function readFloats(pdfium: Pdfium, at: Pointer, count: number): number[] {
	const view = heapView(pdfium);
	return Array.from({ length: count }, (_, i) => view.getFloat32(at + i * 4, true));
}

/** Runs `work` with some bytes of the heap, zeroed, and gives them back. */
export function withBuffer<T>(pdfium: Pdfium, bytes: number, work: (at: Pointer) => T): T {
	const at = pdfium._malloc(bytes);
	if (at === 0) throw new RangeError('PDFium is out of memory');
	try {
		pdfium.HEAPU8.fill(0, at, at + bytes);
		return work(at);
	} finally {
		pdfium._free(at);
	}
}

/** Rewrites the maximum of the module's memory in place; its LEB128 keeps its length. */
function limitMemory(wasm: Uint8Array, maxPages: number): void {
	let at = 8;
	while (at < wasm.length) {
		const id = wasm[at];
		const size = readLeb(wasm, at + 1);
		if (id !== MEMORY_SECTION) {
			at = size.next + size.value;
			continue;
		}
		const count = readLeb(wasm, size.next);
		const hasMaximum = wasm[count.next] === 1;
		const minimum = readLeb(wasm, count.next + 1);
		const maximum = readLeb(wasm, minimum.next);
		if (!hasMaximum || maxPages < minimum.value) break;
		writeLeb(wasm, minimum.next, maximum.next - minimum.next, Math.min(maxPages, maximum.value));
		return;
	}
	throw new Error('The PDFium module has no memory limit that could be lowered');
}

function readLeb(bytes: Uint8Array, from: number): { value: number; next: number } {
	let value = 0;
	let shift = 0;
	let at = from;
	for (;;) {
		const byte = bytes[at++] ?? 0;
		value |= (byte & 0x7f) << shift;
		shift += 7;
		if (byte < 0x80) return { value, next: at };
	}
}

function writeLeb(bytes: Uint8Array, at: number, length: number, value: number): void {
	for (let i = 0; i < length; i++) {
		bytes[at + i] = ((value >> (7 * i)) & 0x7f) | (i < length - 1 ? 0x80 : 0);
	}
}
