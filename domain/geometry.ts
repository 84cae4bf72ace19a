/** `[x, y, width, height]`, px, top-left origin, y grows downwards. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** `[a, b, c, d, e, f]`: x' = a·x + c·y + e, y' = b·x + d·y + f (the order PDF and canvas use). */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The transform that moves nothing. */
export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

/** The point `(x, y)` after `m`. */
export function applyAffine(m: Affine, x: number, y: number): readonly [number, number] {
	return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

/** The transform that does `first`, then `second`. */
export function thenAffine(first: Affine, second: Affine): Affine {
	const [a, b, c, d, e, f] = first;
	const [p, q, r, s, t, u] = second;
	return [p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u];
}

/**
 * The transform that undoes `m`.
 *
 * @throws {RangeError} when `m` flattens the plane and can't be undone.
 */
export function invertAffine(m: Affine): Affine {
	const [a, b, c, d, e, f] = m;
	const det = a * d - b * c;
	if (Math.abs(det) < 1e-12) throw new RangeError('Transform has no inverse');
	return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** The smallest upright box that holds `box` after `m`. */
export function boundsAfter(m: Affine, box: Box): Box {
	const [x, y, w, h] = box;
	const corners = [
		applyAffine(m, x, y),
		applyAffine(m, x + w, y),
		applyAffine(m, x, y + h),
		applyAffine(m, x + w, y + h),
	];
	const xs = corners.map((p) => p[0]);
	const ys = corners.map((p) => p[1]);
	const left = Math.min(...xs);
	const top = Math.min(...ys);
	return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}

/** The smallest box that holds all of `boxes`; `undefined` for none. */
export function unionOf(boxes: readonly Box[]): Box | undefined {
	const first = boxes[0];
	if (first === undefined) return undefined;
	let [left, top] = first;
	let right = first[0] + first[2];
	let bottom = first[1] + first[3];
	for (const [x, y, w, h] of boxes) {
		left = Math.min(left, x);
		top = Math.min(top, y);
		right = Math.max(right, x + w);
		bottom = Math.max(bottom, y + h);
	}
	return [left, top, right - left, bottom - top];
}
