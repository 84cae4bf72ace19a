import { type Blob, collectBlobs, spanOf } from './cell-blobs.ts';
import { findComponents } from './components.ts';
import type { Gray, GrayImage } from './types.ts';

/** What is darker than this is print, or nearly so: the level of print is taken from it. */
const INK = 128;
/** Share of that ink which is darker than the level taken for print. */
const PRINT_SHARE = 0.2;
/** The core of a printed stroke is at most so much brighter than print; a stroke's edges are brighter still. */
const CORE_OVER = 30;
/** From this on a pixel is paper, or a smudge that the engine does not see. */
const PAPER = 200;
/** With less room than this between print and paper there is no place for a third level. */
const LEAST_ROOM = 100;
/** The edges of a stroke reach so far from its core, millimetres. */
const REACH_MM = 0.3;
/** The blurred edge of print is seldom darker than this at half that distance and beyond. */
const EDGE_UNDER = 190;
/** Share of a cell's looked-at pixels that makes it a cell of pale ink. */
const CELL_SHARE = 0.1;
/** Cells at most so far apart hang together: stamps print unevenly. */
const NEAR = 2;
/** A signature alone is 12 mm high or more, a seal measures 20 to 42 mm, and a signature on it reaches beyond. */
const BLOB_MM = { least: 12, widest: 75, highest: 55 } as const;
/** Share of the blob's box that is pale ink: seals 0.25 to 0.5, the thin rules of a table 0.05 to 0.15 (measured 2026-11-23 on the corpus). */
const LEAST_DENSITY = 0.2;
/** Rings and pen strokes hang together over more than this, letters of stamped or gray text do not, millimetres. */
const STROKE_MM = 5;
/** Share of a blob's ink that is darker than what is taken for its darkest level. */
const DARKEST_SHARE = 0.07;

/** The picture with its print told apart: `core` is the brightest level of a stroke's core; `reach`, `stride`, `cell` in px. */
type Levels = {
	readonly gray: Gray;
	readonly core: number;
	readonly reach: number;
	readonly stride: number;
	readonly cell: number;
};

/** px; `right` and `bottom` exclusive. */
type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/**
 * A picture on bright paper without the seals and signatures of gray scans. Red and blue ink scanned in gray (or photocopied) is a
 * third level between print and paper. Where it makes up a blob of a seal's size and strokes, whatever has no core as dark as print
 * beside it turns white; print under the seal stays. `image` itself where there is no such blob. Never for two-level pictures.
 */
export function withoutGraySeals(image: GrayImage): Gray {
	const core = coreLevel(image);
	if (core === undefined) return image;
	const mm = image.dpi / 25.4;
	const reach = Math.max(2, Math.round(REACH_MM * mm));
	const levels = { gray: image, core, reach, stride: reach, cell: Math.max(6, Math.round(1.2 * mm)) };
	const out = image.data.slice();
	let found = false;
	for (const blob of findBlobs(levels, mm)) {
		const area = areaOf(blob, levels);
		const pale = paleOnly(levels, area);
		if (!hasStroke(pale, STROKE_MM * mm)) continue;
		found = true;
		whiten(out, levels, area, darkestOf(pale));
	}
	return found ? { data: out, width: image.width, height: image.height } : image;
}

/** The brightest level that the core of a printed stroke may have; `undefined` where print is too pale for a third level. */
function coreLevel({ data }: Gray): number | undefined {
	const counts = new Uint32Array(256);
	for (let i = 0; i < data.length; i += 3) counts[data[i] as number] = (counts[data[i] as number] as number) + 1;
	const level = levelAt(counts, INK, PRINT_SHARE);
	return PAPER - level < LEAST_ROOM ? undefined : level + CORE_OVER;
}

/** The level under which `share` of what is darker than `below` lies. */
function levelAt(counts: Uint32Array, below: number, share: number): number {
	let left = share * counts.subarray(0, below).reduce((sum, count) => sum + count, 0);
	let level = 0;
	while (level < below && left > 0) left -= counts[level++] as number;
	return level;
}

/** Blobs of cells with pale ink that have the size and density of a seal or a signature. */
function findBlobs(levels: Levels, mm: number): readonly Blob[] {
	const { gray, cell } = levels;
	const columns = Math.ceil(gray.width / cell);
	const rows = Math.ceil(gray.height / cell);
	const marked = new Uint8Array(columns * rows);
	for (let at = 0; at < marked.length; at++) {
		if (isPaleCell(levels, (at % columns) * cell, Math.floor(at / columns) * cell)) marked[at] = 1;
	}
	return collectBlobs(marked, columns, rows, NEAR).filter((blob) => {
		const { width, height } = spanOf(blob);
		const [wide, high] = [(width * cell) / mm, (height * cell) / mm];
		const sized = Math.min(wide, high) >= BLOB_MM.least && wide <= BLOB_MM.widest && high <= BLOB_MM.highest;
		return sized && blob.cells > LEAST_DENSITY * width * height;
	});
}

function isPaleCell(levels: Levels, x0: number, y0: number): boolean {
	const { gray, stride, cell } = levels;
	const x1 = Math.min(gray.width, x0 + cell);
	const y1 = Math.min(gray.height, y0 + cell);
	let least = CELL_SHARE * Math.ceil((x1 - x0) / stride) * Math.ceil((y1 - y0) / stride);
	for (let y = y0; y < y1; y += stride) {
		for (let x = x0; x < x1; x += stride) {
			if (isPale(levels, x, y) && --least <= 0) return true;
		}
	}
	return false;
}

/** Whether a pixel is neither paper nor print nor the edge of print. */
function isPale(levels: Levels, x: number, y: number): boolean {
	const value = levels.gray.data[y * levels.gray.width + x] as number;
	return value > levels.core && value < PAPER && !besideCore(levels, x, y, levels.reach);
}

/** Whether a core of print lies within `reach` px. */
function besideCore({ gray, core }: Levels, x: number, y: number, reach: number): boolean {
	const { data, width, height } = gray;
	const right = Math.min(width - 1, x + reach);
	const bottom = Math.min(height - 1, y + reach);
	for (let b = Math.max(0, y - reach); b <= bottom; b++) {
		for (let p = b * width + Math.max(0, x - reach), end = b * width + right; p <= end; p++) {
			if ((data[p] as number) <= core) return true;
		}
	}
	return false;
}

/** The blob with a cell around it. */
function areaOf(blob: Blob, { gray, cell }: Levels): Area {
	return {
		left: Math.max(0, (blob.left - 1) * cell),
		top: Math.max(0, (blob.top - 1) * cell),
		right: Math.min(gray.width, (blob.right + 2) * cell),
		bottom: Math.min(gray.height, (blob.bottom + 2) * cell),
	};
}

/** The pale ink of an area alone, on white. */
function paleOnly(levels: Levels, area: Area): Gray {
	const width = area.right - area.left;
	const height = area.bottom - area.top;
	const data = new Uint8Array(width * height).fill(255);
	for (let y = area.top; y < area.bottom; y++) {
		for (let x = area.left; x < area.right; x++) {
			if (!isPale(levels, x, y)) continue;
			data[(y - area.top) * width + x - area.left] = levels.gray.data[y * levels.gray.width + x] as number;
		}
	}
	return { data, width, height };
}

function hasStroke(pale: Gray, least: number): boolean {
	const parts = findComponents(pale, PAPER);
	for (let i = 0; i < parts.count; i++) {
		const width = (parts.right[i] as number) - (parts.left[i] as number);
		const height = (parts.bottom[i] as number) - (parts.top[i] as number);
		if (Math.max(width, height) >= least) return true;
	}
	return false;
}

/** The level from which a pixel may be pale ink: signatures are darker than seals. */
function darkestOf({ data }: Gray): number {
	const counts = new Uint32Array(256);
	for (const value of data) counts[value] = (counts[value] as number) + 1;
	return Math.round(0.9 * levelAt(counts, PAPER, DARKEST_SHARE));
}

/** Turns white what has no core of print beside it; further than half the reach, also what is as dark as the pale ink from `ink` on. */
function whiten(out: Uint8Array, levels: Levels, area: Area, ink: number): void {
	const { gray, core, reach } = levels;
	for (let y = area.top; y < area.bottom; y++) {
		for (let x = area.left; x < area.right; x++) {
			const at = y * gray.width + x;
			const value = gray.data[at] as number;
			if (value <= core) continue;
			const stray = value >= ink && value < EDGE_UNDER;
			if (!besideCore(levels, x, y, stray ? reach >> 1 : reach)) out[at] = 255;
		}
	}
}
