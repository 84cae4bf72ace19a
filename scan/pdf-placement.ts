import type { Affine, ExifOrientation } from '../domain/index.ts';
import type { PageObject } from './pdf-objects.ts';
import type { PdfRect, ScanPlacement } from './pdf-protocol.ts';

/** A picture may miss the page's edge by this share of the side and still cover it: scanners round the page to points. */
const COVER_TOLERANCE = 0.02;
const POINTS_PER_INCH = 72;

/** Whether `rect` covers `page` to within 2 % of each side. */
function covers(rect: PdfRect, page: PdfRect): boolean {
	const dx = (page.right - page.left) * COVER_TOLERANCE;
	const dy = (page.top - page.bottom) * COVER_TOLERANCE;
	return (
		Math.abs(rect.left - page.left) <= dx &&
		Math.abs(rect.right - page.right) <= dx &&
		Math.abs(rect.bottom - page.bottom) <= dy &&
		Math.abs(rect.top - page.top) <= dy
	);
}

/** The topmost picture that covers the page, by its place in the drawing order; -1 without one. */
export function coveringPicture(objects: readonly PageObject[], page: PdfRect): number {
	return objects.findLastIndex((object) => object.kind === 'image' && covers(object.rect, page));
}

/**
 * How a picture's stored rows and columns lie on the page as displayed.
 *
 * @param matrix from the unit square to page space (the picture's first row is at y = 1).
 * @param rotation the page's /Rotate in quarter turns clockwise.
 * @returns `undefined` when the picture is slanted, sheared or flattened.
 */
export function placementOf(
	matrix: Affine,
	rotation: number,
	widthPx: number,
	heightPx: number,
): ScanPlacement | undefined {
	const right = turned([matrix[0], matrix[1]], rotation);
	const up = turned([matrix[2], matrix[3]], rotation);
	const orientation = orientationOf(right, up);
	const wide = Math.hypot(...right);
	const high = Math.hypot(...up);
	if (orientation === undefined || widthPx < 1 || heightPx < 1) return undefined;
	return {
		widthPx,
		heightPx,
		orientation,
		xDpi: (widthPx * POINTS_PER_INCH) / wide,
		yDpi: (heightPx * POINTS_PER_INCH) / high,
	};
}

/** Quarter turns clockwise of a direction, y upwards. */
function turned([x, y]: readonly [number, number], quarters: number): readonly [number, number] {
	switch (((quarters % 4) + 4) % 4) {
		case 1:
			return [y, -x];
		case 2:
			return [-x, -y];
		case 3:
			return [-y, x];
		default:
			return [x, y];
	}
}

/** The EXIF orientation of a picture whose stored right and up point these ways as displayed (CIPA DC-008, tag 0x0112). */
function orientationOf(right: readonly [number, number], up: readonly [number, number]): ExifOrientation | undefined {
	const r = compass(right);
	const u = compass(up);
	const table: Readonly<Record<string, ExifOrientation>> = {
		'E N': 1,
		'W N': 2,
		'W S': 3,
		'E S': 4,
		'S W': 5,
		'S E': 6,
		'N E': 7,
		'N W': 8,
	};
	return table[`${r} ${u}`];
}

/** The nearest of four directions, if the vector is within about a tenth of a degree of it. */
function compass([x, y]: readonly [number, number]): string {
	const long = Math.max(Math.abs(x), Math.abs(y));
	if (!(long > 0) || Math.min(Math.abs(x), Math.abs(y)) > long * 0.002) return '';
	if (Math.abs(x) > Math.abs(y)) return x > 0 ? 'E' : 'W';
	return y > 0 ? 'N' : 'S';
}
