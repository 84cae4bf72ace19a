import type { Gray } from './types.ts';

/** A rim cell is border when even its brighter quarter is darker than this share of the paper; shade seldom is. */
const DARK_SHARE = 0.33;

/** Beside the border, pixels darker than this share of the paper are its soft edge. */
const EDGE_SHARE = 0.65;

/** When more of the picture than this hangs together as border it is a dark picture, which is left alone. */
const MAX_SHARE = 0.5;

/** Every so many px are looked at. */
const STRIDE = 3;

/** Which cells of a coarse grid are border, 1 = border, and how bright the paper is. */
type BorderMap = {
	readonly cell: number;
	readonly columns: number;
	readonly rows: number;
	readonly mask: Uint8Array;
	readonly paper: number;
};

/**
 * `gray` with what is dark and hangs together with the rim painted in the paper's brightness: a scanner's open lid,
 * a neighbouring page. Nothing is cropped. `mm` is how many px a millimetre has.
 */
export function whitenBorders(gray: Gray, mm: number): Gray {
	const map = findBorder(gray, Math.max(6, Math.round(mm)));
	if (map === undefined) return gray;
	const out = gray.data.slice();
	for (let j = 0; j < map.rows; j++) {
		for (let i = 0; i < map.columns; i++) {
			if (map.mask[j * map.columns + i] === 1) paint(out, gray, map, i, j, 256);
			else if (besideBorder(map, i, j)) paint(out, gray, map, i, j, map.paper * EDGE_SHARE);
		}
	}
	return { data: out, width: gray.width, height: gray.height };
}

function findBorder(gray: Gray, cell: number): BorderMap | undefined {
	const columns = Math.ceil(gray.width / cell);
	const rows = Math.ceil(gray.height / cell);
	const level = (i: number, j: number) => upperQuartile(gray, i * cell, j * cell, cell);
	const paper = paperLevel(level, columns, rows);
	const mask = floodFromRim((i, j) => level(i, j) < paper * DARK_SHARE, columns, rows);
	const found = mask.reduce((sum, value) => sum + value, 0);
	return found === 0 || found > MAX_SHARE * mask.length ? undefined : { cell, columns, rows, mask, paper };
}

/** A bright cell's level, from one cell in 36. */
function paperLevel(level: (i: number, j: number) => number, columns: number, rows: number): number {
	const levels: number[] = [];
	for (let j = 0; j < rows; j += 6) for (let i = 0; i < columns; i += 6) levels.push(level(i, j));
	levels.sort((a, b) => a - b);
	return levels[Math.floor(levels.length * 0.85)] ?? 255;
}

function upperQuartile(gray: Gray, x0: number, y0: number, cell: number): number {
	const values: number[] = [];
	for (let y = y0; y < Math.min(gray.height, y0 + cell); y += STRIDE) {
		for (let x = x0; x < Math.min(gray.width, x0 + cell); x += STRIDE) {
			values.push(gray.data[y * gray.width + x] as number);
		}
	}
	values.sort((a, b) => b - a);
	return values[values.length >> 2] ?? 255;
}

/** Dark cells that can be reached from the rim through such cells; only those are looked at. */
function floodFromRim(isDark: (i: number, j: number) => boolean, columns: number, rows: number): Uint8Array {
	const mask = new Uint8Array(columns * rows);
	const open: number[] = [];
	const visit = (i: number, j: number) => {
		const at = j * columns + i;
		if (i < 0 || j < 0 || i >= columns || j >= rows || mask[at] === 1 || !isDark(i, j)) return;
		mask[at] = 1;
		open.push(at);
	};
	for (let i = 0; i < columns; i++) for (const j of [0, rows - 1]) visit(i, j);
	for (let j = 0; j < rows; j++) for (const i of [0, columns - 1]) visit(i, j);
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		const i = at % columns;
		const j = (at - i) / columns;
		visit(i - 1, j);
		visit(i + 1, j);
		visit(i, j - 1);
		visit(i, j + 1);
	}
	return mask;
}

function besideBorder(map: BorderMap, i: number, j: number): boolean {
	for (let b = Math.max(0, j - 1); b <= Math.min(map.rows - 1, j + 1); b++) {
		for (let a = Math.max(0, i - 1); a <= Math.min(map.columns - 1, i + 1); a++) {
			if (map.mask[b * map.columns + a] === 1) return true;
		}
	}
	return false;
}

/** Paints the pixels of a cell that are darker than `below`. */
function paint(out: Uint8Array, size: Gray, map: BorderMap, i: number, j: number, below: number): void {
	const x1 = Math.min(size.width, (i + 1) * map.cell);
	const y1 = Math.min(size.height, (j + 1) * map.cell);
	for (let y = j * map.cell; y < y1; y++) {
		for (let p = y * size.width + i * map.cell, end = y * size.width + x1; p < end; p++) {
			if ((out[p] as number) < below) out[p] = map.paper;
		}
	}
}
