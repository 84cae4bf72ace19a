import type { ExifOrientation } from '../../domain/page.ts';
import type { Gray } from './types.ts';

/** `gray` made smaller by a whole factor, each pixel the mean of `factor²`; leftover rows and columns are dropped. */
export function shrink(gray: Gray, factor: number): Gray {
	if (factor <= 1) return gray;
	const width = Math.max(1, Math.floor(gray.width / factor));
	const height = Math.max(1, Math.floor(gray.height / factor));
	const stepX = Math.min(factor, gray.width);
	const stepY = Math.min(factor, gray.height);
	const out = new Uint8Array(width * height);
	const sums = new Uint32Array(width);
	const scale = 1 / (stepX * stepY);
	for (let y = 0; y < height; y++) {
		sums.fill(0);
		for (let dy = 0; dy < stepY; dy++) addRow(gray, y * factor + dy, stepX, sums);
		for (let x = 0, o = y * width; x < width; x++, o++) out[o] = (sums[x] as number) * scale + 0.5;
	}
	return { data: out, width, height };
}

function addRow(gray: Gray, row: number, step: number, sums: Uint32Array): void {
	const { data } = gray;
	let p = row * gray.width;
	if (step === 2) {
		for (let x = 0; x < sums.length; x++, p += 2) {
			sums[x] = (sums[x] as number) + (data[p] as number) + (data[p + 1] as number);
		}
		return;
	}
	for (let x = 0; x < sums.length; x++) {
		let sum = 0;
		for (let k = 0; k < step; k++, p++) sum += data[p] as number;
		sums[x] = (sums[x] as number) + sum;
	}
}

/** `gray` as an EXIF orientation wants it shown (1 = as it is, 6 = turned clockwise by 90°, 8 = by 270°, 3 = by 180°). */
export function reorient(gray: Gray, orientation: ExifOrientation): Gray {
	if (orientation === 1) return gray;
	const { data, width: w, height: h } = gray;
	const swap = orientation >= 5;
	const width = swap ? h : w;
	const height = swap ? w : h;
	const out = new Uint8Array(width * height);
	const [start, stepX, stepY] = walk(orientation, w, h);
	for (let y = 0, o = 0; y < height; y++) {
		let p = start + y * stepY;
		for (let x = 0; x < width; x++, o++, p += stepX) out[o] = data[p] as number;
	}
	return { data: out, width, height };
}

/** Where the shown picture's top-left pixel is stored, and the stored distance to its right and lower neighbours. */
function walk(orientation: ExifOrientation, w: number, h: number): readonly [number, number, number] {
	switch (orientation) {
		case 1:
			return [0, 1, w];
		case 2:
			return [w - 1, -1, w];
		case 3:
			return [w * h - 1, -1, -w];
		case 4:
			return [w * (h - 1), 1, -w];
		case 5:
			return [0, w, 1];
		case 6:
			return [w * (h - 1), -w, 1];
		case 7:
			return [w * h - 1, -w, -1];
		case 8:
			return [w - 1, w, -1];
	}
}
