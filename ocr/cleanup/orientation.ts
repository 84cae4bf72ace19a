import type { Components } from './components.ts';
import type { Size } from './frame.ts';
import { footEnergy } from './skew.ts';
import { MIN_LETTERS, type TextParts } from './text-parts.ts';
import type { Orientation, QuarterTurn } from './types.ts';

/** Below this the page is left as it lies and a warning says so. */
export const SURE = 0.5;

/** What a page's components say about its direction. */
export type DirectionEvidence = {
	/** Pile-up of the letters' edges into rows for each side that could be their feet: as it lies, turned by 90°, … */
	readonly energy: Readonly<Record<QuarterTurn, number>>;
	/** Marks above letters and below them, seen along the better of the two axes as it lies (or turned by 90°). */
	readonly above: number;
	readonly below: number;
};

/** Gathers the evidence, a few milliseconds a page. */
function weighDirections(parts: Components, text: TextParts, page: Size): DirectionEvidence {
	const energyOf = (turn: QuarterTurn) => footEnergy(turned(parts, turn, page), text);
	const energy = { 0: energyOf(0), 90: energyOf(90), 180: energyOf(180), 270: energyOf(270) };
	const across = energy[0] + energy[180] >= energy[90] + energy[270];
	return { energy, ...countMarks(across ? parts : turned(parts, 90, page), text) };
}

/**
 * The page's direction. Lines pile up along one axis (across or up and down); along it, Vietnamese carries far more
 * marks above its letters (tones, circumflexes, horns, dots of i) than below (dots), and letters' feet stand on a line
 * while their heads do not.
 */
export function findOrientation(parts: Components, text: TextParts, page: Size): Orientation {
	if (text.letters.length < MIN_LETTERS || text.xHeight === 0) return { rotationDeg: 0, confidence: 0 };
	const { energy, above, below } = weighDirections(parts, text, page);
	const lying = energy[0] + energy[180];
	const standing = energy[90] + energy[270];
	const across = lying >= standing;
	const axis = Math.min(1, Math.max(0, (Math.max(lying, standing) / Math.min(lying, standing) - 1) / 0.3));
	const marks = (above - below) / Math.sqrt(above + below + 4);
	const feet = Math.log(across ? energy[0] / energy[180] : energy[90] / energy[270]) / Math.LN2;
	const up = marks + 4 * feet;
	const side = Math.min(1, Math.abs(up) / 6);
	const rotationDeg = across ? (up >= 0 ? 0 : 180) : up >= 0 ? 90 : 270;
	return { rotationDeg, confidence: Math.min(axis, side) };
}

/** The components of the page turned clockwise. */
export function turned(parts: Components, turn: QuarterTurn, page: Size): Components {
	const flip = (list: Int32Array, size: number) => list.map((value) => size - value);
	const { left, top, right, bottom } = parts;
	switch (turn) {
		case 0:
			return parts;
		case 90:
			return { ...parts, left: flip(bottom, page.height), right: flip(top, page.height), top: left, bottom: right };
		case 180:
			return {
				...parts,
				left: flip(right, page.width),
				right: flip(left, page.width),
				top: flip(bottom, page.height),
				bottom: flip(top, page.height),
			};
		case 270:
			return { ...parts, left: top, right: bottom, top: flip(right, page.width), bottom: flip(left, page.width) };
	}
}

/** Marks that sit close above a letter, and close below one; of two letters the nearer counts. */
function countMarks(parts: Components, text: TextParts): { readonly above: number; readonly below: number } {
	const reach = 0.7 * text.xHeight;
	const cell = Math.max(8, Math.round(2 * text.xHeight));
	const grid = gridOf(parts, text.letters, cell);
	let above = 0;
	let below = 0;
	for (const m of text.marks) {
		const x = ((parts.left[m] as number) + (parts.right[m] as number)) / 2;
		const top = parts.top[m] as number;
		const bottom = parts.bottom[m] as number;
		let gapUnder = reach;
		let gapOver = reach;
		for (const i of near(grid, x, (top + bottom) / 2, cell)) {
			if (x < (parts.left[i] as number) - 1 || x > (parts.right[i] as number) + 1) continue;
			const under = (parts.top[i] as number) - bottom;
			const over = top - (parts.bottom[i] as number);
			if (under >= -1 && under < gapUnder) gapUnder = under;
			if (over >= -1 && over < gapOver) gapOver = over;
		}
		if (gapUnder < gapOver) above++;
		else if (gapOver < gapUnder) below++;
	}
	return { above, below };
}

type Grid = ReadonlyMap<number, readonly number[]>;

const GRID_STRIDE = 4096;

/** Letters by the cells that their boxes' tops and bottoms lie in. */
function gridOf(parts: Components, letters: readonly number[], cell: number): Grid {
	const grid = new Map<number, number[]>();
	for (const i of letters) {
		const fromX = Math.floor((parts.left[i] as number) / cell);
		const toX = Math.floor((parts.right[i] as number) / cell);
		for (let cx = fromX; cx <= toX; cx++) {
			for (const y of new Set([parts.top[i] as number, parts.bottom[i] as number].map((v) => Math.floor(v / cell)))) {
				const key = y * GRID_STRIDE + cx;
				const list = grid.get(key);
				if (list === undefined) grid.set(key, [i]);
				else list.push(i);
			}
		}
	}
	return grid;
}

function* near(grid: Grid, x: number, y: number, cell: number): Iterable<number> {
	const cx = Math.floor(x / cell);
	const cy = Math.floor(y / cell);
	for (let j = cy - 1; j <= cy + 1; j++) yield* grid.get(j * GRID_STRIDE + cx) ?? [];
}
