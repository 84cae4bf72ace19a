import type { Affine } from '../../domain/geometry.ts';
import type { Size } from './frame.ts';
import type { Gray } from './types.ts';

/**
 * A new picture of `size` whose point p shows what `source` has at `toSource(p)`; outside of it is white.
 *
 * Each pixel is the mean of bilinear samples spread over its footprint, so that one pass turns and scales without
 * aliasing: one sample when scaling up, 2 × 2 down to a half, and so on.
 */
export function resample(source: Gray, toSource: Affine, size: Size): Gray {
	const [a, b, c, d, e, f] = toSource;
	const { width, height } = size;
	const out = new Uint8Array(width * height);
	const step = Math.max(Math.hypot(a, b), Math.hypot(c, d));
	const n = step <= 1.02 ? 1 : Math.min(MAX_SAMPLES, Math.ceil(step));
	const weight = 1 / (n * n * 65536);
	const row = new Int32Array(width);
	for (let y = 0; y < height; y++) {
		row.fill(0);
		for (let k = 0; k < n * n; k++) {
			const px = ((k % n) + 0.5) / n;
			const py = y + (Math.floor(k / n) + 0.5) / n;
			addSamples(source, a * px + c * py + e - 0.5, b * px + d * py + f - 0.5, a, b, row);
		}
		for (let x = 0, o = y * width; x < width; x++, o++) out[o] = (row[x] as number) * weight + 0.5;
	}
	return { data: out, width, height };
}

/** Samples a side; 8 × 8 of the greatest value still fit 32 bits. */
const MAX_SAMPLES = 8;

/** Adds to each of `row` the bilinear sample (times 65536) at (u + x·du, v + x·dv), in pixel-middle coordinates. */
function addSamples(source: Gray, u: number, v: number, du: number, dv: number, row: Int32Array): void {
	const { data, width, height } = source;
	const [fromX, toX] = inside(u, du, width - 1, row.length);
	const [fromY, toY] = inside(v, dv, height - 1, row.length);
	const from = Math.max(fromX, fromY);
	const to = Math.max(from, Math.min(toX, toY));
	for (let x = 0; x < from; x++) row[x] = (row[x] as number) + rimSample(source, u + x * du, v + x * dv);
	for (let x = from; x < to; x++) {
		const sx = u + x * du;
		const sy = v + x * dv;
		const ix = sx | 0;
		const iy = sy | 0;
		const fx = ((sx - ix) * 256) | 0;
		const fy = ((sy - iy) * 256) | 0;
		const p = iy * width + ix;
		const top = ((data[p] as number) << 8) + ((data[p + 1] as number) - (data[p] as number)) * fx;
		const q = p + width;
		const low = ((data[q] as number) << 8) + ((data[q + 1] as number) - (data[q] as number)) * fx;
		row[x] = (row[x] as number) + (top << 8) + (low - top) * fy;
	}
	for (let x = to; x < row.length; x++) row[x] = (row[x] as number) + rimSample(source, u + x * du, v + x * dv);
}

/** From which x on, and up to which, 0 ≤ start + x·step < limit holds, with a pixel to spare for rounding. */
function inside(start: number, step: number, limit: number, count: number): readonly [number, number] {
	if (Math.abs(step) < 1e-12) return start >= 0 && start < limit ? [0, count] : [count, count];
	const atZero = -start / step;
	const atLimit = (limit - start) / step;
	const from = Math.ceil(Math.min(atZero, atLimit)) + 1;
	const to = Math.floor(Math.max(atZero, atLimit)) - 1;
	return [Math.min(count, Math.max(0, from)), Math.min(count, Math.max(0, to))];
}

/** A bilinear sample near the rim, the outermost pixels reaching half a pixel further; white beyond. */
function rimSample(source: Gray, sx: number, sy: number): number {
	const { data, width, height } = source;
	const ix = Math.floor(sx);
	const iy = Math.floor(sy);
	if (ix < -1 || iy < -1 || ix >= width || iy >= height) return 255 * 65536;
	const fx = ((sx - ix) * 256) | 0;
	const fy = ((sy - iy) * 256) | 0;
	const x0 = Math.max(0, ix);
	const x1 = Math.min(width - 1, ix + 1);
	const y0 = Math.max(0, iy) * width;
	const y1 = Math.min(height - 1, iy + 1) * width;
	const top = (data[y0 + x0] as number) * (256 - fx) + (data[y0 + x1] as number) * fx;
	const low = (data[y1 + x0] as number) * (256 - fx) + (data[y1 + x1] as number) * fx;
	return top * (256 - fy) + low * fy;
}
