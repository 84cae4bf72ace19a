import { unionOf } from '../domain/geometry.ts';
import type { Box, LayerWord } from '../domain/index.ts';
import type { PdfRect, PlacedChar } from './pdf-protocol.ts';
import { heapView, type Pdfium, type Pointer, withBuffer } from './pdfium.ts';

/** Characters of one page; a page of dense 8-point text has some ten thousand. */
const MAX_CHARS = 200_000;
const POINTS_PER_INCH = 72;
/** PDFium's mark for a hyphen that it has found at the end of a line. */
const LINE_END_HYPHEN = 0x02;

/** The frame that boxes are given in: the page as displayed, at `dpi`. */
export type Frame = { readonly page: PdfRect; readonly rotation: number; readonly dpi: number };

/**
 * The words of a page's text layer, in the order of the file, NFC.
 *
 * @param isHidden tells by its text object whether a character cannot be seen.
 * @returns boxes in px of the frame, top-left origin, clipped to the frame; words quite outside it are left out.
 */
export function readWords(
	pdfium: Pdfium,
	page: Pointer,
	frame: Frame,
	isHidden: (textObject: Pointer) => boolean,
): readonly LayerWord[] {
	const words: LayerWord[] = [];
	let chars: PlacedChar[] = [];
	const finish = (): void => {
		const word = toWord(chars, frame);
		if (word !== undefined) words.push(word);
		chars = [];
	};
	const text = pdfium._FPDFText_LoadPage(page);
	if (text === 0) return [];
	try {
		const count = Math.min(pdfium._FPDFText_CountChars(text), MAX_CHARS);
		withBuffer(pdfium, 32, (at) => {
			for (let i = 0; i < count; i++) {
				const code = pdfium._FPDFText_GetUnicode(text, i);
				if (isSpace(code) || pdfium._FPDFText_IsGenerated(text, i) === 1) {
					finish();
					continue;
				}
				const box = charBox(pdfium, text, i, at, frame);
				if (box === undefined || isHidden(pdfium._FPDFText_GetTextObject(text, i))) continue;
				chars.push({ text: code === LINE_END_HYPHEN ? '-' : String.fromCodePoint(code), box });
			}
		});
		finish();
	} finally {
		pdfium._FPDFText_ClosePage(text);
	}
	return words;
}

/** A rectangle of page space in px of the frame. */
export function toFrame(rect: PdfRect, frame: Frame): Box {
	const { page } = frame;
	const scale = frame.dpi / POINTS_PER_INCH;
	const left = (rect.left - page.left) * scale;
	const right = (rect.right - page.left) * scale;
	const top = (page.top - rect.top) * scale;
	const bottom = (page.top - rect.bottom) * scale;
	const wide = (page.right - page.left) * scale;
	const high = (page.top - page.bottom) * scale;
	const size = [right - left, bottom - top] as const;
	switch (((frame.rotation % 4) + 4) % 4) {
		case 1:
			return [high - bottom, left, size[1], size[0]];
		case 2:
			return [wide - right, high - bottom, size[0], size[1]];
		case 3:
			return [top, wide - right, size[1], size[0]];
		default:
			return [left, top, size[0], size[1]];
	}
}

/** The frame's size, px: at least one each way. */
export function frameSize(frame: Frame): readonly [widthPx: number, heightPx: number] {
	const wide = Math.max(1, Math.round(((frame.page.right - frame.page.left) * frame.dpi) / POINTS_PER_INCH));
	const high = Math.max(1, Math.round(((frame.page.top - frame.page.bottom) * frame.dpi) / POINTS_PER_INCH));
	return frame.rotation % 2 === 0 ? [wide, high] : [high, wide];
}

function toWord(chars: readonly PlacedChar[], frame: Frame): LayerWord | undefined {
	const text = chars
		.map((char) => char.text)
		.join('')
		.normalize('NFC')
		.replaceAll(/\p{Cc}/gu, '');
	const box = unionOf(chars.map((char) => char.box));
	if (text === '' || box === undefined) return undefined;
	const [wide, high] = frameSize(frame);
	const left = Math.max(0, box[0]);
	const top = Math.max(0, box[1]);
	const right = Math.min(wide, box[0] + box[2]);
	const bottom = Math.min(high, box[1] + box[3]);
	return right > left && bottom > top ? { text, box: [left, top, right - left, bottom - top] } : undefined;
}

function charBox(pdfium: Pdfium, text: Pointer, index: number, at: Pointer, frame: Frame): Box | undefined {
	if (pdfium._FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24) === 0) return undefined;
	const view = heapView(pdfium);
	const [left, right, bottom, top] = [0, 8, 16, 24].map((offset) => view.getFloat64(at + offset, true));
	if (left === undefined || right === undefined || bottom === undefined || top === undefined) return undefined;
	return toFrame({ left, right, bottom, top }, frame);
}

/** White space, and what cannot be text: NUL, lone surrogates, U+FFFE/U+FFFF, beyond Unicode. */
function isSpace(code: number): boolean {
	if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || (code >= 0xfffe && code <= 0xffff))
		return true;
	return /\s/u.test(String.fromCodePoint(code));
}
