import { assertNever } from '../../../domain/assert-never.ts';
import type { Random } from '../random.ts';
import type { InkAmount } from '../render.ts';
import type { Degradation } from '../types.ts';
import {
	addNoise,
	bleedThrough,
	blur,
	darkBorder,
	decode,
	lean,
	quarterTurn,
	type Raster,
	shade,
	specks,
	threshold,
	tone,
} from './raster.ts';

/** What a scan is like before its pages are looked at: drawn once a document. */
export type ScanPlan = {
	readonly dpi: number;
	readonly ink: InkAmount;
	readonly colour: 'bilevel' | 'gray' | 'colour';
	readonly jpegQuality: number;
};

/** A page as the scanner delivers it. */
export type ScannedRaster = { readonly raster: Raster; readonly turn: 0 | 90 | 180 | 270; readonly skew: number };

/** Resolution, ink and compression of a class. */
export function planScan(random: Random, degradation: Degradation): ScanPlan {
	const apart: InkAmount = random.chance(0.7) ? 'apart' : 'none';
	switch (degradation) {
		case 'clean200':
			return { dpi: 200, ink: apart, colour: random.chance(0.6) ? 'colour' : 'gray', jpegQuality: random.int(82, 92) };
		case 'clean300':
			return { dpi: 300, ink: apart, colour: random.chance(0.6) ? 'colour' : 'gray', jpegQuality: random.int(82, 92) };
		case 'skewNoise':
			return {
				dpi: random.pick([200, 300, 300, 400]),
				ink: apart,
				colour: random.chance(0.5) ? 'colour' : 'gray',
				jpegQuality: random.int(45, 70),
			};
		case 'unevenLight':
			return { dpi: random.pick([200, 300]), ink: apart, colour: 'colour', jpegQuality: random.int(65, 85) };
		case 'sealSignature':
			return { dpi: random.pick([200, 300]), ink: 'over', colour: 'colour', jpegQuality: random.int(65, 85) };
		case 'bilevelSpeckle':
			return { dpi: 200, ink: apart, colour: 'bilevel', jpegQuality: 0 };
		case 'bleedThrough':
			return {
				dpi: random.pick([200, 300]),
				ink: apart,
				colour: random.chance(0.7) ? 'colour' : 'gray',
				jpegQuality: random.int(70, 88),
			};
		case 'lowResolution150':
			return { dpi: 150, ink: apart, colour: random.chance(0.6) ? 'colour' : 'gray', jpegQuality: random.int(65, 85) };
		case 'rotated':
			return {
				dpi: random.pick([200, 300]),
				ink: apart,
				colour: random.chance(0.5) ? 'colour' : 'gray',
				jpegQuality: random.int(70, 88),
			};
		default:
			return assertNever(degradation);
	}
}

/** Damages one rendered page. `back`: another page, for what shows through. */
export async function degrade(
	random: Random,
	degradation: Degradation,
	plan: ScanPlan,
	png: Buffer,
	back: Buffer,
): Promise<ScannedRaster> {
	const clean = await decode(png);
	const skew = skewOf(random, degradation);
	const scale = plan.dpi / 300;
	let raster: Raster = clean;
	if (degradation === 'bleedThrough') {
		const shift = [random.int(-40, 40), random.int(-60, 60)] as const;
		await bleedThrough(raster, await decode(back), random.real(0.12, 0.3), shift, 1 + 1.6 * scale);
	}
	const yellowed = degradation === 'unevenLight' || degradation === 'bleedThrough';
	const white = random.int(yellowed ? 226 : 244, yellowed ? 244 : 254);
	tone(raster, random.int(degradation.startsWith('clean') ? 0 : 20, 45), [
		white,
		white - random.int(0, 3),
		white - random.int(0, yellowed ? 18 : 5),
	]);
	if (degradation === 'unevenLight') shade(raster, lightField(random));
	if (skew !== 0) raster = await lean(raster, skew, random.pick(['#ffffff', '#f2f2f0', '#3a3a3a']));
	if (degradation === 'skewNoise') raster = await blur(raster, random.real(0.4, 1) * scale);
	else if (degradation !== 'lowResolution150') raster = await blur(raster, random.real(0.3, 0.55) * scale);
	addNoise(raster, random, noiseOf(random, degradation));
	if ((degradation === 'rotated' || degradation === 'unevenLight' || degradation === 'skewNoise') && random.chance(0.4))
		darkBorder(raster, random);
	if (degradation === 'bilevelSpeckle') {
		specks(raster, random, random.int(60, 420));
		threshold(raster, random.int(135, 190));
	}
	const turn = degradation === 'rotated' ? random.pick([90, 180, 270] as const) : 0;
	if (turn !== 0) raster = await quarterTurn(raster, turn);
	return { raster, turn, skew };
}

/** Degrees clockwise, rounded to hundredths. */
function skewOf(random: Random, degradation: Degradation): number {
	const sign = random.chance(0.5) ? 1 : -1;
	const most = {
		clean200: 0,
		clean300: 0,
		skewNoise: 3,
		unevenLight: 1,
		sealSignature: 0.8,
		bilevelSpeckle: 0.9,
		bleedThrough: 0.6,
		lowResolution150: 0.5,
		rotated: 1,
	}[degradation];
	const least = degradation === 'skewNoise' ? 0.4 : 0;
	return most === 0 ? 0 : Math.round(sign * random.real(least, most) * 100) / 100;
}

function noiseOf(random: Random, degradation: Degradation): number {
	switch (degradation) {
		case 'clean200':
		case 'clean300':
			return random.real(0.5, 2.5);
		case 'skewNoise':
			return random.real(6, 14);
		case 'bilevelSpeckle':
			return random.real(12, 30);
		default:
			return random.real(2, 6);
	}
}

/** A phone's or a thick book's light: a slope, a soft shadow from one side, darker corners. */
function lightField(random: Random): (u: number, v: number) => number {
	const angle = random.real(0, 2 * Math.PI);
	const slope = random.real(0.12, 0.38);
	const edge = random.real(0.1, 0.9);
	const depth = random.real(0.1, 0.4);
	const lean2 = random.real(-0.6, 0.6);
	const soft = random.real(0.05, 0.2);
	const corner = random.real(0, 0.25);
	return (u, v) => {
		const ramp = 1 - slope * (0.5 + 0.5 * (Math.cos(angle) * (2 * u - 1) + Math.sin(angle) * (2 * v - 1)) * 0.7);
		const shadow = 1 - depth / (1 + Math.exp((u + lean2 * (v - 0.5) - edge) / soft));
		const far = (u - 0.5) ** 2 + (v - 0.5) ** 2;
		return ramp * shadow * (1 - corner * far);
	};
}
