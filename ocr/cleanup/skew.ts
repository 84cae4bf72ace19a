import type { Components } from './components.ts';
import { MIN_LETTERS, type TextParts } from './text-parts.ts';

/** Skew, degrees, positive = the paper leans clockwise; 0 with low confidence when the lines disagree. */
export type Skew = { readonly skewDeg: number; readonly confidence: number };

/** Greatest skew that is looked for, degrees to either side. */
const MAX_SKEW = 15;

/** Points whose projections pile up at the right angle: where letters stand on their line. */
type Points = { readonly x: Float64Array; readonly y: Float64Array };

/**
 * The angle at which the letters' feet fall into the fewest rows. Feet, not pixels: rules, borders and pictures have
 * none, so that they can't mislead.
 */
export function findSkew(parts: Components, text: TextParts): Skew {
	if (text.letters.length < MIN_LETTERS || text.xHeight === 0) return { skewDeg: 0, confidence: 0 };
	const points = feet(parts, text);
	const bin = Math.max(1, text.xHeight / 6);
	const coarse = search(points, -MAX_SKEW, MAX_SKEW, 0.25, bin);
	const fine = search(points, coarse.angle - 0.3, coarse.angle + 0.3, 0.05, bin / 2);
	const angle = refine(points, fine.angle, 0.02, bin / 3);
	const confidence = certainty(points, angle, coarse, bin);
	return confidence < 0.5 || Math.abs(angle) > MAX_SKEW ? { skewDeg: 0, confidence } : { skewDeg: angle, confidence };
}

/** The greatest pile-up of the letters' feet into rows at any angle that is looked for (see {@link energyAt}). */
export function footEnergy(parts: Components, text: TextParts): number {
	return search(feet(parts, text), -MAX_SKEW, MAX_SKEW, 0.5, Math.max(1, text.xHeight / 4)).energy;
}

function feet(parts: Components, text: TextParts): Points {
	const x = new Float64Array(text.letters.length);
	const y = new Float64Array(text.letters.length);
	text.letters.forEach((i, n) => {
		x[n] = ((parts.left[i] as number) + (parts.right[i] as number)) / 2;
		y[n] = parts.bottom[i] as number;
	});
	return { x, y };
}

type Found = { readonly angle: number; readonly energy: number; readonly mean: number };

function search(points: Points, from: number, to: number, step: number, bin: number): Found {
	let angle = from;
	let energy = -1;
	let sum = 0;
	let count = 0;
	for (let k = 0; from + k * step <= to + 1e-9; k++) {
		const at = from + k * step;
		const value = energyAt(points, at, bin);
		sum += value;
		count++;
		if (value > energy) {
			energy = value;
			angle = at;
		}
	}
	return { angle, energy, mean: sum / count };
}

/** Sum of squares of the rows' counts, over the number of points: how much they pile up. Counts are shared between neighbours. */
function energyAt(points: Points, degrees: number, bin: number): number {
	const { x, y } = points;
	const tan = Math.tan((degrees * Math.PI) / 180);
	const cos = Math.cos((degrees * Math.PI) / 180);
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	const rows = new Float64Array(x.length);
	for (let i = 0; i < x.length; i++) {
		const row = (((y[i] as number) - (x[i] as number) * tan) * cos) / bin;
		rows[i] = row;
		if (row < low) low = row;
		if (row > high) high = row;
	}
	const counts = new Float64Array(Math.ceil(high - low) + 3);
	for (let i = 0; i < rows.length; i++) {
		const at = (rows[i] as number) - low;
		const k = Math.floor(at);
		const share = at - k;
		counts[k] = (counts[k] as number) + 1 - share;
		counts[k + 1] = (counts[k + 1] as number) + share;
	}
	let sum = 0;
	for (let k = 0; k < counts.length; k++) sum += (counts[k] as number) ** 2;
	return sum / x.length;
}

/** The top of a parabola through the energies around `angle`. */
function refine(points: Points, angle: number, step: number, bin: number): number {
	const fine = search(points, angle - 3 * step, angle + 3 * step, step, bin);
	const before = energyAt(points, fine.angle - step, bin);
	const after = energyAt(points, fine.angle + step, bin);
	const bend = before - 2 * fine.energy + after;
	return bend < 0 ? fine.angle + (step * (before - after)) / (2 * bend) : fine.angle;
}

/** 0-1: how far the peak stands out, and whether both halves of the page agree on it. */
function certainty(points: Points, angle: number, coarse: Found, bin: number): number {
	const peak = coarse.energy / Math.max(1e-9, coarse.mean);
	const stands = Math.min(1, Math.max(0, (peak - 1.15) / 0.5));
	const n = points.x.length;
	if (n < 4 * MIN_LETTERS) return stands;
	const order = Array.from({ length: n }, (_, i) => i).sort(
		(p, q) => (points.y[p] as number) - (points.y[q] as number),
	);
	const half = (part: readonly number[]) => {
		const some = {
			x: Float64Array.from(part, (i) => points.x[i] as number),
			y: Float64Array.from(part, (i) => points.y[i] as number),
		};
		return search(some, angle - 2, angle + 2, 0.2, bin).angle;
	};
	const upper = half(order.slice(0, n >> 1));
	const lower = half(order.slice(n >> 1));
	const apart = Math.max(Math.abs(upper - angle), Math.abs(lower - angle));
	return apart > 1 ? Math.min(stands, 0.3) : stands;
}
