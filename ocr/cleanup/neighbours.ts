import type { Components } from './components.ts';
import type { TextParts } from './text-parts.ts';

/**
 * Of the letters that have another one close by, the share (0-1) whose nearest stands beside them, not above or below, as
 * the page lies; 0.5 where no letter has any. Letters of a word stand closer than lines do, whether they are in rows or in
 * columns of a table.
 */
export function besideShare(parts: Components, { letters, xHeight }: TextParts): number {
	const cell = Math.max(8, Math.round(2.5 * xHeight));
	const grid = gridOf(parts, letters, cell);
	let beside = 0;
	let over = 0;
	for (const i of letters) {
		const [across, down] = nearestGaps(parts, i, grid, cell);
		if (across < down) beside++;
		else if (down < across) over++;
	}
	return beside + over === 0 ? 0.5 : beside / (beside + over);
}

type Grid = ReadonlyMap<number, readonly number[]>;

const GRID_STRIDE = 4096;

/** Letters by the cell that their middle lies in. */
function gridOf(parts: Components, letters: readonly number[], cell: number): Grid {
	const grid = new Map<number, number[]>();
	for (const i of letters) {
		const key = cellOf(parts, i, cell);
		const list = grid.get(key);
		if (list === undefined) grid.set(key, [i]);
		else list.push(i);
	}
	return grid;
}

function cellOf({ left, right, top, bottom }: Components, i: number, cell: number): number {
	const x = Math.floor(((left[i] as number) + (right[i] as number)) / 2 / cell);
	const y = Math.floor(((top[i] as number) + (bottom[i] as number)) / 2 / cell);
	return y * GRID_STRIDE + x;
}

/** Gaps, px, to the nearest letter that shares half of its height with letter `i`, and to the nearest that shares half of its width. */
function nearestGaps(parts: Components, i: number, grid: Grid, cell: number): readonly [across: number, down: number] {
	const { left, right, top, bottom } = parts;
	const [l, r, t, b] = [left[i], right[i], top[i], bottom[i]] as [number, number, number, number];
	const at = cellOf(parts, i, cell);
	let across = Number.POSITIVE_INFINITY;
	let down = Number.POSITIVE_INFINITY;
	for (let dy = -GRID_STRIDE; dy <= GRID_STRIDE; dy += GRID_STRIDE) {
		for (let dx = -1; dx <= 1; dx++) {
			for (const j of grid.get(at + dy + dx) ?? []) {
				if (j === i) continue;
				const gapX = Math.max((left[j] as number) - r, l - (right[j] as number));
				const gapY = Math.max((top[j] as number) - b, t - (bottom[j] as number));
				if (-gapY * 2 >= Math.min(b - t, (bottom[j] as number) - (top[j] as number))) across = Math.min(across, gapX);
				if (-gapX * 2 >= Math.min(r - l, (right[j] as number) - (left[j] as number))) down = Math.min(down, gapY);
			}
		}
	}
	return [across, down];
}
