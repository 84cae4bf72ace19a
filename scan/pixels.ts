import sharp, { type Sharp } from 'sharp';
import { type ExifOrientation, Fault, type PagePicture } from '../domain/index.ts';
import type { RawPixels } from './bmp.ts';

/** How many pixels are looked at to tell gray from colour; more are sampled without blending, so values stay exact. */
const SAMPLE_PIXELS = 4_000_000;
/** Channels that differ by no more than this are gray: rounding in YCbCr and ICC conversions moves them by one or two. */
const GRAY_TOLERANCE = 2;
/** Level 4 is 1.5 % larger than level 6 at a third of its time (measured 2026-11-23, a 200-dpi office scan, gray and colour). */
const PNG_LEVEL = 4;

/**
 * Decodes a picture completely, which is what finds a truncated or broken one, and tells its colour class from the pixels.
 *
 * @param bytes an encoded picture whose pixel count has already been allowed by its header.
 * @throws {Fault} `imageDamaged` when any part cannot be decoded.
 */
export async function inspectPixels(
	bytes: Uint8Array,
	widthPx: number,
	heightPx: number,
): Promise<PagePicture['colour']> {
	const shrink = Math.sqrt((widthPx * heightPx) / SAMPLE_PIXELS);
	let image = decoder(bytes, widthPx * heightPx)
		.flatten({ background: 'white' })
		.toColourspace('srgb');
	if (shrink > 1) {
		const size = {
			width: Math.max(1, Math.floor(widthPx / shrink)),
			height: Math.max(1, Math.floor(heightPx / shrink)),
		};
		image = image.resize({ ...size, fit: 'fill', kernel: 'nearest', fastShrinkOnLoad: false });
	}
	const { data, info } = await decoded(() => image.raw().toBuffer({ resolveWithObject: true }));
	return colourOf(data, info.channels);
}

/**
 * Decodes a JPEG completely at an eighth of its size (every coefficient is still read, so a truncation shows).
 *
 * @throws {Fault} `imageDamaged`.
 */
export async function checkJpeg(bytes: Uint8Array, widthPx: number, heightPx: number): Promise<void> {
	const image = decoder(bytes, widthPx * heightPx).resize({ width: Math.max(1, Math.ceil(widthPx / 8)) });
	await decoded(() => image.raw().toBuffer());
}

/**
 * A picture in a colour space that not everyone reads (CMYK, Lab, floating point) as an 8-bit sRGB PNG.
 *
 * @throws {Fault} `imageDamaged`.
 */
export async function toRgbPng(bytes: Uint8Array, widthPx: number, heightPx: number): Promise<Uint8Array> {
	const image = decoder(bytes, widthPx * heightPx)
		.toColourspace('srgb')
		.png({ compressionLevel: PNG_LEVEL });
	return decoded(() => image.toBuffer());
}

/** Raw pixels as the smallest lossless encoding of their colour class: 1-bit G4 TIFF, gray PNG or RGB PNG. */
export async function encodeLossless(pixels: RawPixels): Promise<Pick<PagePicture, 'encoding' | 'bytes' | 'colour'>> {
	const { widthPx: width, heightPx: height, channels } = pixels;
	const image = sharp(pixels.data, { raw: { width, height, channels }, limitInputPixels: false });
	const colour = colourOf(pixels.data, channels);
	if (colour === 'bilevel') {
		const bytes = await image.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer();
		return { encoding: 'tiff', bytes, colour };
	}
	const space = colour === 'gray' ? 'b-w' : 'srgb';
	const bytes = await image.toColourspace(space).png({ compressionLevel: PNG_LEVEL }).toBuffer();
	return { encoding: 'png', bytes, colour };
}

/**
 * A picture as displayed, gray, shrunk to the size of another (8 bits, rows without padding). Decodes all of it.
 *
 * @throws {Fault} `imageDamaged`.
 */
export async function grayThumbnail(
	image: Sharp,
	orientation: ExifOrientation,
	size: { readonly widthPx: number; readonly heightPx: number },
): Promise<Uint8Array> {
	const small = uprightImage(image, orientation).resize({ width: size.widthPx, height: size.heightPx, fit: 'fill' });
	return decoded(() => small.flatten({ background: 'white' }).toColourspace('b-w').raw().toBuffer());
}

/** The picture as its orientation wants it shown. */
export function uprightImage(image: Sharp, orientation: ExifOrientation): Sharp {
	const { turn, flip, flop } = UPRIGHT[orientation];
	return image.rotate(turn).flip(flip).flop(flop);
}

/** What brings a stored picture upright: a turn clockwise, then mirroring (CIPA DC-008, tag 0x0112). */
const UPRIGHT: Readonly<Record<ExifOrientation, { turn: number; flip: boolean; flop: boolean }>> = {
	1: { turn: 0, flip: false, flop: false },
	2: { turn: 0, flip: false, flop: true },
	3: { turn: 180, flip: false, flop: false },
	4: { turn: 0, flip: true, flop: false },
	5: { turn: 90, flip: false, flop: true },
	6: { turn: 90, flip: false, flop: false },
	7: { turn: 90, flip: true, flop: false },
	8: { turn: 270, flip: false, flop: false },
};

/** The colour class of raw 8-bit pixels. */
function colourOf(data: Uint8Array, channels: number): PagePicture['colour'] {
	let bilevel = true;
	for (let at = 0; at < data.length; at += channels) {
		const first = data[at] ?? 0;
		if (channels >= 3) {
			const second = data[at + 1] ?? 0;
			const third = data[at + 2] ?? 0;
			if (Math.max(first, second, third) - Math.min(first, second, third) > GRAY_TOLERANCE) return 'colour';
		}
		if (first !== 0 && first !== 255) bilevel = false;
	}
	return bilevel ? 'bilevel' : 'gray';
}

/** libvips stops when it sees more pixels than our reading of the header allowed. */
function decoder(bytes: Uint8Array, pixels: number): Sharp {
	return sharp(bytes, { limitInputPixels: pixels, failOn: 'error', sequentialRead: true });
}

/** Runs a libvips decoding: whatever it throws on bytes that we did not make is the picture's damage. */
async function decoded<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw new Fault('imageDamaged', { detail: 'pixels' }, error);
	}
}
