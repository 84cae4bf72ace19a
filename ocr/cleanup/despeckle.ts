import type { Gray } from './types.ts';

/**
 * A two-level picture without its lone specks: dark parts of at most `area` px (8-connected) that have no other dark
 * pixel within two px turn white. Dots of i and tone marks are bigger or closer to their letters.
 */
export function despeckle(gray: Gray, area: number): Gray {
	const { data, width, height } = gray;
	const out = data.slice();
	for (let y = 3; y < height - 3; y++) {
		const base = y * width;
		for (let x = 3; x < width - 3; x++) {
			if ((data[base + x] as number) >= 128) continue;
			if (isLone(data, width, base + x, area)) out[base + x] = 255;
		}
	}
	return { data: out, width, height };
}

/** Whether no more than `area` dark pixels lie within three px. */
function isLone(data: Uint8Array, width: number, at: number, area: number): boolean {
	let dark = 0;
	for (let dy = -3; dy <= 3; dy++) {
		const row = at + dy * width;
		for (let dx = -3; dx <= 3; dx++) {
			if ((data[row + dx] as number) < 128 && ++dark > area) return false;
		}
	}
	return true;
}
