import type { PageView } from '../../contract/index.ts';

/** How far a view is turned, degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270;

export type Point = { readonly x: number; readonly y: number };

/** Where something is seen in the window, CSS px. */
type Seen = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/**
 * The point of the page's frame (px) under a point of the window (CSS px), whatever the zoom and turn.
 *
 */
export function pointOnPage(
	{ x, y }: Point,
	sheet: Seen,
	turn: Turn,
	page: Pick<PageView, 'widthPx' | 'heightPx'>,
): Point {
	const across = (x - sheet.left) / sheet.width;
	const down = (y - sheet.top) / sheet.height;
	const [u, v] = {
		0: [across, down],
		90: [down, 1 - across],
		180: [1 - across, 1 - down],
		270: [1 - down, across],
	}[turn] as [number, number];
	return { x: clamp(u) * page.widthPx, y: clamp(v) * page.heightPx };
}

function clamp(share: number): number {
	return Math.max(0, Math.min(1, share));
}
