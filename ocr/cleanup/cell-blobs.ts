/** Cells of a grid that hang together, as the box they span (columns and rows, all four inclusive) and their number. */
export type Blob = {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly cells: number;
};

/** Columns and rows that a blob spans. */
export function spanOf(blob: Blob): { readonly width: number; readonly height: number } {
	return { width: blob.right - blob.left + 1, height: blob.bottom - blob.top + 1 };
}

/** The blobs of marked cells (1): cells at most `near` columns and rows apart belong together. */
export function collectBlobs(marked: Uint8Array, columns: number, rows: number, near: number): readonly Blob[] {
	const seen = new Uint8Array(marked.length);
	const blobs: Blob[] = [];
	for (let start = 0; start < marked.length; start++) {
		if (marked[start] !== 1 || seen[start] === 1) continue;
		blobs.push(collect(marked, seen, start, columns, rows, near));
	}
	return blobs;
}

function collect(
	marked: Uint8Array,
	seen: Uint8Array,
	start: number,
	columns: number,
	rows: number,
	near: number,
): Blob {
	const open = [start];
	seen[start] = 1;
	let [left, top, right, bottom] = [columns, rows, 0, 0];
	for (let n = 0; n < open.length; n++) {
		const i = (open[n] as number) % columns;
		const j = Math.floor((open[n] as number) / columns);
		left = Math.min(left, i);
		right = Math.max(right, i);
		top = Math.min(top, j);
		bottom = Math.max(bottom, j);
		for (let b = Math.max(0, j - near); b <= Math.min(rows - 1, j + near); b++) {
			for (let a = Math.max(0, i - near); a <= Math.min(columns - 1, i + near); a++) {
				const at = b * columns + a;
				if (marked[at] !== 1 || seen[at] === 1) continue;
				seen[at] = 1;
				open.push(at);
			}
		}
	}
	return { left, top, right, bottom, cells: open.length };
}
