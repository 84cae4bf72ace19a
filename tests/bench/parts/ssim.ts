/** A gray picture, one byte a pixel, rows from the top. */
export type GrayPixels = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Side of the windows that are compared, px, and how far apart they lie. */
const WINDOW = 8;
const STRIDE = 4;
/** The constants of the measure for eight bits (Wang and others 2004: K1 = 0.01, K2 = 0.03). */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/** Mean structural similarity of two pictures of one size: 1 when they are the same. @throws {RangeError} when sizes differ. */
export function ssim(a: GrayPixels, b: GrayPixels): number {
	if (a.width !== b.width || a.height !== b.height)
		throw new RangeError(`${a.width} × ${a.height} and ${b.width} × ${b.height} px can't be compared`);
	let sum = 0;
	let count = 0;
	for (let y = 0; y + WINDOW <= a.height; y += STRIDE) {
		for (let x = 0; x + WINDOW <= a.width; x += STRIDE) {
			sum += windowSsim(a, b, x, y);
			count += 1;
		}
	}
	return count === 0 ? 1 : sum / count;
}

function windowSsim(a: GrayPixels, b: GrayPixels, x: number, y: number): number {
	const n = WINDOW * WINDOW;
	let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
	for (let dy = 0; dy < WINDOW; dy += 1) {
		const row = (y + dy) * a.width + x;
		for (let i = row; i < row + WINDOW; i += 1) {
			const p = a.data[i] as number;
			const q = b.data[i] as number;
			sa += p;
			sb += q;
			saa += p * p;
			sbb += q * q;
			sab += p * q;
		}
	}
	const [ma, mb] = [sa / n, sb / n];
	const [va, vb, vab] = [saa / n - ma * ma, sbb / n - mb * mb, sab / n - ma * mb];
	return ((2 * ma * mb + C1) * (2 * vab + C2)) / ((ma * ma + mb * mb + C1) * (va + vb + C2));
}
