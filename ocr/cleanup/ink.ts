import type { Gray, Rgb } from './types.ts';

/** Below this spread of the channels a pixel counts as neutral: JPEG's chroma noise on black print reaches about 25. */
const NEUTRAL_SPREAD = 28;

/**
 * Gray in which red seals and blue pens are pale and black print stays black, also where both meet.
 *
 * Coloured ink still reflects in one channel, black in none: so the brightest channel tells them apart pixel by pixel.
 */
export function separateInk(rgb: Rgb): Gray {
	const { data, width, height } = rgb;
	const out = new Uint8Array(width * height);
	for (let i = 0, p = 0; i < out.length; i++, p += 3) {
		const r = data[p] as number;
		const g = data[p + 1] as number;
		const b = data[p + 2] as number;
		const max = r > g ? (r > b ? r : b) : g > b ? g : b;
		const min = r < g ? (r < b ? r : b) : g < b ? g : b;
		const luma = (r * 77 + g * 150 + b * 29) >> 8;
		const over = max - min - NEUTRAL_SPREAD;
		if (over <= 0) {
			out[i] = luma;
		} else {
			const pale = max + (over >> 1);
			const share = over >= 32 ? 32 : over;
			const v = luma + (((pale - luma) * share) >> 5);
			out[i] = v > 255 ? 255 : v;
		}
	}
	return { data: out, width, height };
}

/** Plain luma (BT.601). */
export function toGray(rgb: Rgb): Gray {
	const { data, width, height } = rgb;
	const out = new Uint8Array(width * height);
	for (let i = 0, p = 0; i < out.length; i++, p += 3) {
		out[i] = ((data[p] as number) * 77 + (data[p + 1] as number) * 150 + (data[p + 2] as number) * 29) >> 8;
	}
	return { data: out, width, height };
}
