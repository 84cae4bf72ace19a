import type { Gray } from './types.ts';

/** The paper's brightness on a coarse grid: cell (i, j) speaks for `cell × cell` px. */
export type PaperMap = {
	readonly cell: number;
	readonly columns: number;
	readonly rows: number;
	readonly data: Uint8Array;
};

/** Share of a cell's pixels that are brighter than what is taken for paper. */
const PAPER_SHARE = 0.25;

/**
 * How bright the paper is across a picture: each cell's upper quartile, holes (pictures, seals, bold titles) filled
 * from brighter neighbours, then smoothed.
 */
export function mapPaper(gray: Gray, cell: number): PaperMap {
	const columns = Math.max(1, Math.ceil(gray.width / cell));
	const rows = Math.max(1, Math.ceil(gray.height / cell));
	const raw = new Uint8Array(columns * rows);
	for (let j = 0; j < rows; j++) {
		for (let i = 0; i < columns; i++) raw[j * columns + i] = cellPaper(gray, i * cell, j * cell, cell);
	}
	const filled = spread(raw, columns, rows, 2, Math.max);
	const held = spread(filled, columns, rows, 2, Math.min);
	return { cell, columns, rows, data: smooth(held, columns, rows) };
}

const histogram = new Uint16Array(64);

function cellPaper(gray: Gray, x0: number, y0: number, cell: number): number {
	const { data, width, height } = gray;
	const x1 = Math.min(width, x0 + cell);
	const y1 = Math.min(height, y0 + cell);
	histogram.fill(0);
	for (let y = y0; y < y1; y++) {
		for (let p = y * width + x0, end = y * width + x1; p < end; p++) {
			const bin = (data[p] as number) >> 2;
			histogram[bin] = (histogram[bin] as number) + 1;
		}
	}
	let left = (x1 - x0) * (y1 - y0) * PAPER_SHARE;
	for (let bin = 63; bin > 0; bin--) {
		left -= histogram[bin] as number;
		if (left <= 0) return (bin << 2) + 2;
	}
	return 2;
}

/** Each cell the greatest (or least) of its neighbours within `reach`. */
function spread(
	data: Uint8Array,
	columns: number,
	rows: number,
	reach: number,
	pick: (a: number, b: number) => number,
): Uint8Array {
	const across = new Uint8Array(data.length);
	const out = new Uint8Array(data.length);
	for (let j = 0; j < rows; j++) {
		for (let i = 0; i < columns; i++) {
			let best = data[j * columns + i] as number;
			for (let k = Math.max(0, i - reach); k <= Math.min(columns - 1, i + reach); k++) {
				best = pick(best, data[j * columns + k] as number);
			}
			across[j * columns + i] = best;
		}
	}
	for (let j = 0; j < rows; j++) {
		for (let i = 0; i < columns; i++) {
			let best = across[j * columns + i] as number;
			for (let k = Math.max(0, j - reach); k <= Math.min(rows - 1, j + reach); k++) {
				best = pick(best, across[k * columns + i] as number);
			}
			out[j * columns + i] = best;
		}
	}
	return out;
}

function smooth(data: Uint8Array, columns: number, rows: number): Uint8Array {
	const out = new Uint8Array(data.length);
	for (let j = 0; j < rows; j++) {
		for (let i = 0; i < columns; i++) {
			let sum = 0;
			let count = 0;
			for (let b = Math.max(0, j - 1); b <= Math.min(rows - 1, j + 1); b++) {
				for (let a = Math.max(0, i - 1); a <= Math.min(columns - 1, i + 1); a++) {
					sum += data[b * columns + a] as number;
					count++;
				}
			}
			out[j * columns + i] = sum / count;
		}
	}
	return out;
}

/** Brightness that paper gets; what is brighter than paper is clipped to white. */
const PAPER_WHITE = 255;

/** `gray` with its paper made evenly white: each pixel times white over the paper's brightness there. */
export function flatten(gray: Gray, paper: PaperMap): Gray {
	const { data, width, height } = gray;
	const out = new Uint8Array(data.length);
	const gains = new Float32Array(width);
	for (let y = 0; y < height; y++) {
		rowGains(paper, y, gains);
		for (let x = 0, p = y * width; x < width; x++, p++) {
			const v = (data[p] as number) * (gains[x] as number);
			out[p] = Math.min(v, 255);
		}
	}
	return { data: out, width, height };
}

/** Gains of a row of pixels, between the cells' middles in a straight line. */
function rowGains(paper: PaperMap, y: number, gains: Float32Array): void {
	const { cell, columns, rows, data } = paper;
	const v = Math.min(rows - 1, Math.max(0, (y + 0.5) / cell - 0.5));
	const j = Math.min(rows - 1, Math.floor(v));
	const k = Math.min(rows - 1, j + 1);
	const fv = v - j;
	let before = 0;
	let after = 0;
	let at = -1;
	for (let x = 0; x < gains.length; x++) {
		const u = Math.min(columns - 1, Math.max(0, (x + 0.5) / cell - 0.5));
		const i = Math.floor(u);
		if (i !== at) {
			at = i;
			const n = Math.min(columns - 1, i + 1);
			before = (data[j * columns + i] as number) * (1 - fv) + (data[k * columns + i] as number) * fv;
			after = (data[j * columns + n] as number) * (1 - fv) + (data[k * columns + n] as number) * fv;
		}
		gains[x] = PAPER_WHITE / Math.max(32, before + (after - before) * (u - i));
	}
}
