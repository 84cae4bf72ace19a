import type { Gray } from './types.ts';

/** Variance of the Laplacian, (gray levels)²: low when blurred. */
export function sharpnessOf(gray: Gray): number {
	const { data, width, height } = gray;
	let sum = 0;
	let squares = 0;
	let count = 0;
	for (let y = 1; y < height - 1; y += 2) {
		for (let p = y * width + 1, end = y * width + width - 1; p < end; p++) {
			const v =
				4 * (data[p] as number) -
				(data[p - 1] as number) -
				(data[p + 1] as number) -
				(data[p - width] as number) -
				(data[p + width] as number);
			sum += v;
			squares += v * v;
			count++;
		}
	}
	return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

/** Share of pixels darker than `threshold`, 0-1. */
export function inkShareOf(gray: Gray, threshold: number): number {
	let dark = 0;
	for (let i = 0; i < gray.data.length; i++) if ((gray.data[i] as number) < threshold) dark++;
	return dark / Math.max(1, gray.data.length);
}
