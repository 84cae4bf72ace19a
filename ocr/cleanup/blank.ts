import type { Components } from './components.ts';
import type { Size } from './frame.ts';

/** From this probability on a page is proposed as blank. */
export const BLANK_FROM = 0.5;

/**
 * The probability that nothing is on a page, 0-1, by the weight of its dark parts: print and pen of any size count
 * fully in the middle, less towards the rim; specks, punch holes and what touches the rim do not count. A page number
 * alone makes a page not blank.
 */
export function blankProbability(parts: Components, page: Size, dpi: number): number {
	const mm = dpi / 25.4;
	let weight = 0;
	for (let i = 0; i < parts.count; i++) {
		const left = parts.left[i] as number;
		const top = parts.top[i] as number;
		const right = parts.right[i] as number;
		const bottom = parts.bottom[i] as number;
		const w = right - left;
		const h = bottom - top;
		const area = parts.area[i] as number;
		if (Math.max(w, h) < 1.2 * mm || area < 0.25 * mm * mm) continue;
		const fromRim = Math.min(left, top, page.width - right, page.height - bottom);
		if (fromRim < 1.5 * mm) continue;
		const round = w > 3 * mm && h > 3 * mm && Math.abs(w - h) < 0.35 * Math.max(w, h) && area > 0.6 * w * h;
		if (round && fromRim < 20 * mm) continue;
		weight += Math.min(1, fromRim / (6 * mm));
	}
	return Math.exp(-1.4 * weight);
}
