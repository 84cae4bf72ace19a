import { type Affine, invertAffine, thenAffine } from '../../domain/geometry.ts';
import { flatten, mapPaper } from './background.ts';
import { type Components, findComponents } from './components.ts';
import { frameOf, type Lie } from './frame.ts';
import { reorient, shrink } from './raster.ts';
import { resample } from './resample.ts';
import { findTextParts, type TextParts } from './text-parts.ts';
import type { Gray, GrayImage } from './types.ts';

/** The longer side that the small picture aims at, px: about 150 dpi of an A4 page, where small letters are still 10 px high. */
const LONG_SIDE = 1_750;

/** On a flattened picture, darker than this is ink (paper is 255; bleed-through is seldom below 190). */
export const INK_BELOW = 165;

/** A small even copy of a page as EXIF shows it, and what lies on it: everything that is measured is measured here. */
export type Analysis = {
	readonly image: GrayImage;
	/** How many times smaller than the frame. */
	readonly shrunk: number;
	/** Stored px → px of `image`. */
	readonly fromStored: Affine;
	readonly parts: Components;
	readonly text: TextParts;
};

/** Makes the small copy and takes it apart. `gray` is as stored. */
export function analyse(gray: Gray, lie: Omit<Lie, 'turn' | 'skewDeg'>, even: boolean): Analysis {
	const frame = frameOf({ ...lie, turn: 0, skewDeg: 0 });
	const factor = Math.max(1, Math.round(Math.max(frame.size.width, frame.size.height) / LONG_SIDE));
	const fromStored = thenAffine(frame.transform, [1 / factor, 0, 0, 1 / factor, 0, 0]);
	const size = {
		width: Math.max(1, Math.floor(frame.size.width / factor)),
		height: Math.max(1, Math.floor(frame.size.height / factor)),
	};
	const small =
		lie.xDpi === lie.yDpi
			? reorient(shrink(gray, factor), lie.orientation)
			: resample(gray, invertAffine(fromStored), size);
	const dpi = frame.dpi / factor;
	const image = even ? flatten(small, mapPaper(small, paperCell(dpi))) : small;
	const parts = findComponents(image, INK_BELOW);
	return { image: { ...image, dpi }, shrunk: factor, fromStored, parts, text: findTextParts(parts, image, dpi) };
}

/** Cell of the paper map, px: 4 mm hold paper beside any letter. */
export function paperCell(dpi: number): number {
	return Math.max(8, Math.round((4 * dpi) / 25.4));
}
