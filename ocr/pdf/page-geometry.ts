import { type Affine, invertAffine, thenAffine } from '../../domain/geometry.ts';
import type { PagePicture, RecognizedPage } from '../../domain/page.ts';

/** Smallest and greatest side of a page, pt (ISO 32000-1 annex C.2, ISO 19005-2 6.1.13). */
const MIN_SIDE_PT = 3;
const MAX_SIDE_PT = 14_400;
const PT_PER_INCH = 72;

/** A page's size in pt, and the way from frame px (top-left origin) to page pt (bottom-left origin). */
export type PageGeometry = { readonly widthPt: number; readonly heightPt: number; readonly frameToPage: Affine };

/**
 * The page is the frame at its real size: 1 inch of paper is 72 pt. Only a side beyond what a PDF can hold is made to fit:
 * too large a page shrinks as a whole, a side that is too small is stretched.
 */
export function pageGeometry(page: Pick<RecognizedPage, 'widthPx' | 'heightPx' | 'dpi'>): PageGeometry {
	const scale = PT_PER_INCH / page.dpi;
	const shrink = Math.min(1, MAX_SIDE_PT / (scale * Math.max(page.widthPx, page.heightPx)));
	const widthPt = Math.max(MIN_SIDE_PT, page.widthPx * scale * shrink);
	const heightPt = Math.max(MIN_SIDE_PT, page.heightPx * scale * shrink);
	return {
		widthPt,
		heightPt,
		frameToPage: [widthPt / page.widthPx, 0, 0, -heightPt / page.heightPx, 0, heightPt],
	};
}

/** From the unit square that a PDF draws a picture in (bottom-left origin) to page pt: EXIF orientation, turn and deskew in one. */
export function picturePlacement(
	picture: Pick<PagePicture, 'widthPx' | 'heightPx'>,
	page: Pick<RecognizedPage, 'toOriginal'>,
	geometry: PageGeometry,
): Affine {
	const unitToStored: Affine = [picture.widthPx, 0, 0, -picture.heightPx, 0, picture.heightPx];
	const storedToFrame = invertAffine(page.toOriginal);
	return thenAffine(thenAffine(unitToStored, storedToFrame), geometry.frameToPage);
}

/** A number as PDF writes it: no exponent, at most `digits` decimals, no trailing zeros. */
export function pdfNumber(value: number, digits = 4): string {
	const text = value.toFixed(digits).replace(/\.?0+$/, '');
	return text === '-0' || text === '' ? '0' : text;
}

/** The six numbers of a transform, as the `cm` and `Tm` operators take them. */
export function pdfMatrix(matrix: Affine): string {
	return matrix.map((value) => pdfNumber(value, 5)).join(' ');
}
