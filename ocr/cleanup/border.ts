import type { Gray } from './types.ts';

/** Dark strips along a page's rims, px; 0 where there is none. */
export type Borders = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Strips deeper than this share of the page are no border but something on the page. */
const MAX_SHARE = 0.12;

/** A rim's row or column belongs to the border while this share of it is dark. */
const DARK_SHARE = 0.5;

/** Whitens what is dark and reaches in from the rim: a scanner's open lid, a neighbour's edge. The size stays. */
export function whitenBorders(gray: Gray, darkBelow: number): Gray {
	const borders = findBorders(gray, darkBelow);
	if (borders.left + borders.top + borders.right + borders.bottom === 0) return gray;
	const { width, height } = gray;
	const out = gray.data.slice();
	for (let y = 0; y < height; y++) {
		const base = y * width;
		if (y < borders.top || y >= height - borders.bottom) {
			out.fill(255, base, base + width);
			continue;
		}
		out.fill(255, base, base + borders.left);
		out.fill(255, base + width - borders.right, base + width);
	}
	return { data: out, width, height };
}

/** How deep dark strips reach in from each rim, with a few px to spare for their soft edge. */
export function findBorders(gray: Gray, darkBelow: number): Borders {
	const { width, height } = gray;
	const column = (x: number) => darkShare(gray, x, width, height, darkBelow);
	const row = (y: number) => darkShare(gray, y * width, 1, width, darkBelow);
	return {
		left: depth(width, (k) => column(k)),
		right: depth(width, (k) => column(width - 1 - k)),
		top: depth(height, (k) => row(k)),
		bottom: depth(height, (k) => row(height - 1 - k)),
	};
}

function depth(size: number, darkAt: (k: number) => number): number {
	const limit = Math.floor(size * MAX_SHARE);
	let last = -1;
	for (let k = 0; k < limit && k - last <= Math.max(3, size * 0.004); k++) if (darkAt(k) >= DARK_SHARE) last = k;
	return last < 0 || last >= limit - 1 ? 0 : last + 3;
}

function darkShare(gray: Gray, start: number, step: number, count: number, darkBelow: number): number {
	let dark = 0;
	for (let k = 0, p = start; k < count; k++, p += step) if ((gray.data[p] as number) < darkBelow) dark++;
	return dark / count;
}
