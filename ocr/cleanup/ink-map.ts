import type { Rgb } from './types.ts';

/** Below this spread of the channels a pixel counts as neutral: JPEG's chroma noise on black print reaches about 25. */
const NEUTRAL_SPREAD = 28;

/** Cells in which coloured ink is to be paled, 1 = pale. */
export type InkMap = {
	readonly cell: number;
	readonly columns: number;
	readonly rows: number;
	readonly pale: Uint8Array;
};

/** How far a pixel's channels lie apart, beyond what counts as neutral; above 0 = coloured. `p` is its first byte. */
export function spreadOver(data: Uint8Array, p: number): number {
	const r = data[p] as number;
	const g = data[p + 1] as number;
	const b = data[p + 2] as number;
	const max = r > g ? Math.max(r, b) : Math.max(g, b);
	const min = r < g ? Math.min(r, b) : Math.min(g, b);
	return max - min - NEUTRAL_SPREAD;
}

/** Share of a cell's looked-at pixels that makes it coloured, or dark. */
const CELL_SHARE = 0.05;

/** Every so many px are looked at. */
const STRIDE = 2;

const COLOURED = 1;
const DARK = 2;

/** Coloured blobs that get in the way of print; `undefined` when there are none. `mm`: px a millimetre. */
export function findPaleCells(rgb: Rgb, cell: number, mm: number): InkMap | undefined {
	const columns = Math.ceil(rgb.width / cell);
	const rows = Math.ceil(rgb.height / cell);
	const kinds = new Uint8Array(columns * rows);
	let coloured = 0;
	for (let j = 0; j < rows; j++) {
		for (let i = 0; i < columns; i++) {
			const kind = kindOf(rgb, i * cell, j * cell, cell);
			kinds[j * columns + i] = kind;
			coloured += kind & COLOURED;
		}
	}
	if (coloured === 0) return undefined;
	const pale = new Uint8Array(kinds.length);
	const seen = new Uint8Array(kinds.length);
	let found = false;
	for (let at = 0; at < kinds.length; at++) {
		if (seen[at] === 1 || ((kinds[at] as number) & COLOURED) === 0) continue;
		const blob = collect(kinds, seen, at, columns, rows);
		if (!isInTheWay(blob, kinds, columns, cell / mm)) continue;
		found = true;
		for (const member of blob) mark(pale, member, columns, rows);
	}
	return found ? { cell, columns, rows, pale } : undefined;
}

function kindOf(rgb: Rgb, x0: number, y0: number, cell: number): number {
	const x1 = Math.min(rgb.width, x0 + cell);
	const y1 = Math.min(rgb.height, y0 + cell);
	let coloured = 0;
	let dark = 0;
	let count = 0;
	for (let y = y0; y < y1; y += STRIDE) {
		for (let x = x0; x < x1; x += STRIDE) {
			const p = (y * rgb.width + x) * 3;
			count++;
			if (spreadOver(rgb.data, p) > 16) coloured++;
			else if ((rgb.data[p + 1] as number) < 105) dark++;
		}
	}
	return (coloured > CELL_SHARE * count ? COLOURED : 0) | (dark > CELL_SHARE * count ? DARK : 0);
}

/** The coloured cells that hang together with `start`, corners included. */
function collect(kinds: Uint8Array, seen: Uint8Array, start: number, columns: number, rows: number): readonly number[] {
	const blob = [start];
	seen[start] = 1;
	for (let n = 0; n < blob.length; n++) {
		for (const next of around(blob[n] as number, columns, rows)) {
			if (seen[next] === 1 || ((kinds[next] as number) & COLOURED) === 0) continue;
			seen[next] = 1;
			blob.push(next);
		}
	}
	return blob;
}

function around(at: number, columns: number, rows: number): readonly number[] {
	const i = at % columns;
	const j = (at - i) / columns;
	const cells: number[] = [];
	for (let b = Math.max(0, j - 1); b <= Math.min(rows - 1, j + 1); b++) {
		for (let a = Math.max(0, i - 1); a <= Math.min(columns - 1, i + 1); a++) cells.push(b * columns + a);
	}
	return cells;
}

/** Coloured print and handwriting on the number line are flatter than this, millimetres. */
const FLAT_MM = 10;

/** Seals of agencies measure 30 to 42 mm across; personal and notary ones from 20. */
const SEAL_MM = [20, 50] as const;

/** Whether a blob lies over black print, or is a seal by its shape. `cellMm`: millimetres a cell. */
function isInTheWay(blob: readonly number[], kinds: Uint8Array, columns: number, cellMm: number): boolean {
	const xs = blob.map((at) => at % columns);
	const ys = blob.map((at) => Math.floor(at / columns));
	const span = (list: readonly number[]) =>
		list.reduce((m, v) => Math.max(m, v), 0) - list.reduce((m, v) => Math.min(m, v), 1e9) + 1;
	const width = span(xs) * cellMm;
	const height = span(ys) * cellMm;
	if (Math.min(width, height) < FLAT_MM) return false;
	const overPrint = blob.filter((at) => ((kinds[at] as number) & DARK) !== 0).length;
	const sealLike = Math.min(width, height) >= SEAL_MM[0] && Math.max(width, height) <= SEAL_MM[1];
	return overPrint >= 3 || sealLike;
}

/** Marks a cell and its neighbours, whose pixels may be the blob's faint edge. */
function mark(pale: Uint8Array, at: number, columns: number, rows: number): void {
	for (const cell of around(at, columns, rows)) pale[cell] = 1;
}
