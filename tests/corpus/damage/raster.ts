import sharp, { type Sharp } from 'sharp';
import type { Random } from '../random.ts';

/** An RGB picture in memory: 3 bytes a pixel, rows from the top. */
export type Raster = { readonly data: Buffer; readonly width: number; readonly height: number };

/** Decodes PNG or JPEG bytes. */
export async function decode(bytes: Buffer): Promise<Raster> {
	const { data, info } = await sharp(bytes)
		.removeAlpha()
		.toColourspace('srgb')
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** The raster as a sharp input. */
export function asSharp(raster: Raster): Sharp {
	return sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } });
}

async function through(pipeline: Sharp): Promise<Raster> {
	const { data, info } = await pipeline.removeAlpha().raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** Turns clockwise by a quarter, half or three quarters. */
export async function quarterTurn(raster: Raster, degrees: 90 | 180 | 270): Promise<Raster> {
	return through(asSharp(raster).rotate(degrees));
}

/** Leans the page clockwise by some degrees; same size, `ground` shows in the corners. */
export async function lean(raster: Raster, degrees: number, ground: string): Promise<Raster> {
	const turned = await through(asSharp(raster).rotate(degrees, { background: ground }));
	const left = Math.floor((turned.width - raster.width) / 2);
	const top = Math.floor((turned.height - raster.height) / 2);
	return through(asSharp(turned).extract({ left, top, width: raster.width, height: raster.height }));
}

/** Gaussian blur; sigma in px. */
export async function blur(raster: Raster, sigma: number): Promise<Raster> {
	return sigma < 0.3 ? raster : through(asSharp(raster).blur(sigma));
}

/** Adds noise of deviation `sigma` (of 255), mostly the same in all channels; in place. */
export function addNoise(raster: Raster, random: Random, sigma: number): void {
	const table = Float32Array.from({ length: 16384 }, () => random.normal() * sigma);
	let state = random.int(1, 0x7fffffff);
	const { data } = raster;
	for (let i = 0; i < data.length; i += 3) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		const grey = table[state >>> 18] ?? 0;
		const tint = (table[(state >>> 4) & 16383] ?? 0) * 0.25;
		data[i] = clamp((data[i] ?? 0) + grey + tint);
		data[i + 1] = clamp((data[i + 1] ?? 0) + grey);
		data[i + 2] = clamp((data[i + 2] ?? 0) + grey - tint);
	}
}

/** Paper is not white and ink not black: maps 0..255 onto `ink`..`paper`, per channel; in place. */
export function tone(raster: Raster, ink: number, paper: readonly [number, number, number]): void {
	const { data } = raster;
	const tables = paper.map((top) => Uint8Array.from({ length: 256 }, (_, v) => clamp(ink + (v * (top - ink)) / 255)));
	for (let i = 0; i < data.length; i += 3) {
		data[i] = tables[0]?.[data[i] ?? 0] ?? 0;
		data[i + 1] = tables[1]?.[data[i + 1] ?? 0] ?? 0;
		data[i + 2] = tables[2]?.[data[i + 2] ?? 0] ?? 0;
	}
}

/** Multiplies by a light field: `light(u, v)` with u, v in 0-1 from the top left; sampled every 16 px; in place. */
export function shade(raster: Raster, light: (u: number, v: number) => number): void {
	const { data, width, height } = raster;
	const step = 16;
	const columns = Math.ceil(width / step) + 1;
	const field = new Float32Array(columns * (Math.ceil(height / step) + 1));
	for (let i = 0; i < field.length; i += 1)
		field[i] = light(((i % columns) * step) / width, (Math.floor(i / columns) * step) / height);
	for (let y = 0; y < height; y += 1) {
		const row = Math.floor(y / step) * columns;
		const fy = (y % step) / step;
		for (let x = 0; x < width; x += 1) {
			const at = row + Math.floor(x / step);
			const fx = (x % step) / step;
			const top = (field[at] ?? 1) * (1 - fx) + (field[at + 1] ?? 1) * fx;
			const bottom = (field[at + columns] ?? 1) * (1 - fx) + (field[at + columns + 1] ?? 1) * fx;
			const gain = top * (1 - fy) + bottom * fy;
			const i = (y * width + x) * 3;
			data[i] = clamp((data[i] ?? 0) * gain);
			data[i + 1] = clamp((data[i + 1] ?? 0) * gain);
			data[i + 2] = clamp((data[i + 2] ?? 0) * gain);
		}
	}
}

/** Lets the back of the sheet show through: `back` mirrored, blurred, at `strength` 0-1, shifted by px. */
export async function bleedThrough(
	raster: Raster,
	back: Raster,
	strength: number,
	shift: readonly [number, number],
	sigma: number,
): Promise<void> {
	const mirrored = await through(asSharp(back).flop().blur(sigma));
	const { data, width, height } = raster;
	for (let y = 0; y < height; y += 1) {
		const sy = y + shift[1];
		if (sy < 0 || sy >= mirrored.height) continue;
		for (let x = 0; x < width; x += 1) {
			const sx = x + shift[0];
			if (sx < 0 || sx >= mirrored.width) continue;
			const i = (y * width + x) * 3;
			const j = (sy * mirrored.width + sx) * 3;
			for (let c = 0; c < 3; c += 1)
				data[i + c] = clamp((data[i + c] ?? 0) * (1 - strength * (1 - (mirrored.data[j + c] ?? 255) / 255)));
		}
	}
}

/** A dark band along one or two edges, with a wavering border, as when the lid was open; in place. */
export function darkBorder(raster: Raster, random: Random): void {
	const { data, width, height } = raster;
	const most = Math.round(width * random.real(0.008, 0.028));
	const sides = random.some(['left', 'right', 'top', 'bottom'] as const, random.int(1, 2));
	const wave = random.real(60, 400);
	for (const side of sides) {
		const along = side === 'left' || side === 'right' ? height : width;
		for (let a = 0; a < along; a += 1) {
			const depth = most * (0.75 + 0.25 * Math.sin(a / wave)) + random.next() * 3;
			for (let d = 0; d < depth; d += 1) {
				const x = side === 'left' ? d : side === 'right' ? width - 1 - d : a;
				const y = side === 'top' ? d : side === 'bottom' ? height - 1 - d : a;
				data.fill(20 + Math.floor(random.next() * 25), (y * width + x) * 3, (y * width + x) * 3 + 3);
			}
		}
	}
}

/** Dark and light specks of 1 to 3 px, `perMegapixel` of them; in place. */
export function specks(raster: Raster, random: Random, perMegapixel: number): void {
	const { data, width, height } = raster;
	const count = Math.round((perMegapixel * width * height) / 1e6);
	for (let n = 0; n < count; n += 1) {
		const size = random.chance(0.7) ? 1 : random.int(2, 3);
		const x = random.int(0, width - 4);
		const y = random.int(0, height - 4);
		const level = random.chance(0.75) ? 0 : 255;
		for (let dy = 0; dy < size; dy += 1)
			data.fill(level, ((y + dy) * width + x) * 3, ((y + dy) * width + x + size) * 3);
	}
}

/** Black or white by `threshold` on luminance; in place. */
export function threshold(raster: Raster, level: number): void {
	const { data } = raster;
	for (let i = 0; i < data.length; i += 3) {
		const grey = 0.3 * (data[i] ?? 0) + 0.59 * (data[i + 1] ?? 0) + 0.11 * (data[i + 2] ?? 0);
		data.fill(grey < level ? 0 : 255, i, i + 3);
	}
}

function clamp(v: number): number {
	return v < 0 ? 0 : v > 255 ? 255 : Math.round(v);
}
