import { type Affine, IDENTITY, thenAffine } from '../../domain/geometry.ts';
import type { ExifOrientation } from '../../domain/page.ts';
import type { QuarterTurn } from './types.ts';

/** A size in px. */
export type Size = { readonly width: number; readonly height: number };

/** A transform and the size of the picture that it leads to. Points are on pixel edges: pixel 0 spans 0 to 1. */
export type Placed = { readonly transform: Affine; readonly size: Size };

/** Stored px → px as the EXIF orientation shows them. */
function exifTransform(orientation: ExifOrientation, stored: Size): Placed {
	const { width: w, height: h } = stored;
	const turned = { width: h, height: w };
	switch (orientation) {
		case 1:
			return { transform: IDENTITY, size: stored };
		case 2:
			return { transform: [-1, 0, 0, 1, w, 0], size: stored };
		case 3:
			return { transform: [-1, 0, 0, -1, w, h], size: stored };
		case 4:
			return { transform: [1, 0, 0, -1, 0, h], size: stored };
		case 5:
			return { transform: [0, 1, 1, 0, 0, 0], size: turned };
		case 6:
			return { transform: [0, 1, -1, 0, h, 0], size: turned };
		case 7:
			return { transform: [0, -1, -1, 0, h, w], size: turned };
		case 8:
			return { transform: [0, -1, 1, 0, 0, w], size: turned };
	}
}

/** A clockwise quarter turn of a picture of that size. */
export function turnTransform(turn: QuarterTurn, size: Size): Placed {
	switch (turn) {
		case 0:
			return exifTransform(1, size);
		case 90:
			return exifTransform(6, size);
		case 180:
			return exifTransform(3, size);
		case 270:
			return exifTransform(8, size);
	}
}

/** A turn about the middle of a picture of that size, degrees, positive = clockwise on screen. */
function rotateAboutMiddle(degrees: number, size: Size): Affine {
	if (degrees === 0) return IDENTITY;
	const rad = (degrees * Math.PI) / 180;
	const cos = Math.cos(rad);
	const sin = Math.sin(rad);
	const cx = size.width / 2;
	const cy = size.height / 2;
	return [cos, sin, -sin, cos, cx - cos * cx + sin * cy, cy - sin * cx - cos * cy];
}

/** What {@link frameOf} needs: the picture as stored, and what was found out about how the paper lies in it. */
export type Lie = {
	readonly stored: Size;
	readonly orientation: ExifOrientation;
	/** Dots per inch of the stored columns and rows. */
	readonly xDpi: number;
	readonly yDpi: number;
	readonly turn: QuarterTurn;
	readonly skewDeg: number;
};

/**
 * The frame and the transform that leads to it from the stored px: EXIF orientation, pixels made square (at the finer
 * of the two resolutions), the quarter turn, then the skew undone about the middle.
 */
export function frameOf(lie: Lie): Placed & { readonly dpi: number } {
	const dpi = Math.max(lie.xDpi, lie.yDpi);
	const square: Size = {
		width: Math.round((lie.stored.width * dpi) / lie.xDpi),
		height: Math.round((lie.stored.height * dpi) / lie.yDpi),
	};
	const scale: Affine = [square.width / lie.stored.width, 0, 0, square.height / lie.stored.height, 0, 0];
	const shown = exifTransform(lie.orientation, square);
	const upright = turnTransform(lie.turn, shown.size);
	const straight = rotateAboutMiddle(-lie.skewDeg, upright.size);
	const transform = [shown.transform, upright.transform, straight].reduce(thenAffine, scale);
	return { transform, size: upright.size, dpi };
}
