import type { Gray } from './types.ts';

/**
 * The connected dark parts of a picture (8-connected), as parallel lists; boxes in px, top-left origin,
 * `right` and `bottom` exclusive.
 */
export type Components = {
	readonly count: number;
	readonly left: Int32Array;
	readonly top: Int32Array;
	readonly right: Int32Array;
	readonly bottom: Int32Array;
	/** Dark pixels. */
	readonly area: Int32Array;
};

/** Runs of dark pixels, and which run of the forest each belongs to. */
type Runs = {
	count: number;
	start: Int32Array;
	end: Int32Array;
	row: Int32Array;
	parent: Int32Array;
};

/** Dark parts of `gray`, where dark is below `threshold`. */
export function findComponents(gray: Gray, threshold: number): Components {
	const runs = collectRuns(gray, threshold);
	return gather(runs);
}

function collectRuns(gray: Gray, threshold: number): Runs {
	const { data, width, height } = gray;
	let runs = emptyRuns(1 << 16);
	let aboveFrom = 0;
	let aboveTo = 0;
	for (let y = 0; y < height; y++) {
		const from = runs.count;
		const base = y * width;
		let x = 0;
		while (x < width) {
			while (x < width && (data[base + x] as number) >= threshold) x++;
			if (x >= width) break;
			const start = x;
			while (x < width && (data[base + x] as number) < threshold) x++;
			if (runs.count === runs.start.length) runs = grown(runs);
			const id = runs.count++;
			runs.start[id] = start;
			runs.end[id] = x;
			runs.row[id] = y;
			runs.parent[id] = id;
		}
		joinRows(runs, aboveFrom, aboveTo, from);
		aboveFrom = from;
		aboveTo = runs.count;
	}
	return runs;
}

/** Unites runs from `from` on with the runs of the row above that touch them, corners included. */
function joinRows(runs: Runs, aboveFrom: number, aboveTo: number, from: number): void {
	let a = aboveFrom;
	for (let b = from; b < runs.count; b++) {
		const start = runs.start[b] as number;
		const end = runs.end[b] as number;
		while (a < aboveTo && (runs.end[a] as number) < start) a++;
		for (let k = a; k < aboveTo && (runs.start[k] as number) <= end; k++) unite(runs.parent, k, b);
	}
}

function root(parent: Int32Array, i: number): number {
	let r = i;
	while ((parent[r] as number) !== r) {
		parent[r] = parent[parent[r] as number] as number;
		r = parent[r] as number;
	}
	return r;
}

function unite(parent: Int32Array, a: number, b: number): void {
	const ra = root(parent, a);
	const rb = root(parent, b);
	if (ra < rb) parent[rb] = ra;
	else if (rb < ra) parent[ra] = rb;
}

function gather(runs: Runs): Components {
	const slot = new Int32Array(runs.count).fill(-1);
	let count = 0;
	for (let i = 0; i < runs.count; i++) if (root(runs.parent, i) === i) slot[i] = count++;
	const left = new Int32Array(count).fill(0x7fffffff);
	const top = new Int32Array(count).fill(0x7fffffff);
	const right = new Int32Array(count);
	const bottom = new Int32Array(count);
	const area = new Int32Array(count);
	for (let i = 0; i < runs.count; i++) {
		const c = slot[root(runs.parent, i)] as number;
		const s = runs.start[i] as number;
		const e = runs.end[i] as number;
		const y = runs.row[i] as number;
		if (s < (left[c] as number)) left[c] = s;
		if (e > (right[c] as number)) right[c] = e;
		if (y < (top[c] as number)) top[c] = y;
		if (y + 1 > (bottom[c] as number)) bottom[c] = y + 1;
		area[c] = (area[c] as number) + e - s;
	}
	return { count, left, top, right, bottom, area };
}

function emptyRuns(size: number): Runs {
	const list = () => new Int32Array(size);
	return { count: 0, start: list(), end: list(), row: list(), parent: list() };
}

function grown(runs: Runs): Runs {
	const more = (old: Int32Array) => {
		const list = new Int32Array(old.length * 2);
		list.set(old);
		return list;
	};
	return {
		count: runs.count,
		start: more(runs.start),
		end: more(runs.end),
		row: more(runs.row),
		parent: more(runs.parent),
	};
}
