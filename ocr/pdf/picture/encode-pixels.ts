import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import sharp from 'sharp';
import type { Pixels } from './decode-picture.ts';
import type { EncodedPicture } from './encoded-picture.ts';
import { encodeG4 } from './g4-encode.ts';

const deflateAsync = promisify(deflate);

/**
 * Quality of JPEGs we make, without chroma subsampling so that edges of red seals and blue ink do not bleed. Measured 2026-11-23
 * on an office scan in colour at 300 dpi: 1.39 MB at 46.8 dB (4:2:0: 1.19 MB at 45.6 dB; quality 95: 1.73 MB at 48.7 dB; the same
 * as PNG: 5.16 MB). mozjpeg's search costs 13 times the time for a loss of 2 dB at 1.17 MB.
 */
export const JPEG_QUALITY = 92;

/** A picture of at most this many colours may be kept without loss as indices. */
const MAX_COLOURS = 256;
/** Up to so few colours it is drawn, not photographed: kept without loss whatever the size. */
const DRAWN_COLOURS = 16;

/** Which colours a picture has, when they are few: packed 0xRRGGBB, in the order found. */
type Survey = { readonly colours: readonly number[]; readonly indices: Uint8Array };

/** The index of every pixel in the list of colours; `undefined` as soon as there are more than 256. */
function survey({ data, channels, widthPx, heightPx }: Pixels): Survey | undefined {
	const count = widthPx * heightPx;
	const indexOf = new Map<number, number>();
	const indices = new Uint8Array(count);
	let last = -1;
	let lastIndex = 0;
	for (let i = 0, at = 0; i < count; i++, at += channels) {
		const red = data[at] ?? 0;
		const colour = channels === 1 ? red * 0x01_01_01 : (red << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
		if (colour !== last) {
			let index = indexOf.get(colour);
			if (index === undefined) {
				index = indexOf.size;
				if (index === MAX_COLOURS) return undefined;
				indexOf.set(colour, index);
			}
			last = colour;
			lastIndex = index;
		}
		indices[i] = lastIndex;
	}
	return { colours: [...indexOf.keys()], indices };
}

/** Whether all colours are pure black or white. */
function isBlackAndWhite(colours: readonly number[]): boolean {
	return colours.every((colour) => colour === 0 || colour === 0xff_ff_ff);
}

function toG4({ colours, indices }: Survey, pixels: Pixels): EncodedPicture {
	const levels = colours.map((colour) => (colour === 0 ? 0 : 255));
	const gray = indices.map((index) => levels[index] ?? 255);
	return {
		widthPx: pixels.widthPx,
		heightPx: pixels.heightPx,
		bytes: encodeG4(gray, pixels.widthPx, pixels.heightPx),
		colour: { kind: 'gray' },
		bitsPerComponent: 1,
		compression: { kind: 'g4', blackIsOne: false },
	};
}

function bitsFor(colours: number): 1 | 2 | 4 | 8 {
	if (colours <= 2) return 1;
	if (colours <= 4) return 2;
	return colours <= 16 ? 4 : 8;
}

/** Indices of fewer than 8 bits, packed row by row, each row filled up to a byte. */
function packRows(indices: Uint8Array, width: number, height: number, bits: 1 | 2 | 4 | 8): Uint8Array {
	if (bits === 8) return indices;
	const stride = Math.ceil((width * bits) / 8);
	const packed = new Uint8Array(stride * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const bit = x * bits;
			const at = y * stride + (bit >> 3);
			packed[at] = (packed[at] ?? 0) | ((indices[y * width + x] ?? 0) << (8 - bits - (bit & 7)));
		}
	}
	return packed;
}

async function toFlate({ colours, indices }: Survey, pixels: Pixels): Promise<EncodedPicture> {
	const bits = bitsFor(colours.length);
	const rgb = Uint8Array.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
	return {
		widthPx: pixels.widthPx,
		heightPx: pixels.heightPx,
		bytes: await deflateAsync(packRows(indices, pixels.widthPx, pixels.heightPx, bits), { level: 9 }),
		colour: { kind: 'palette', rgb },
		bitsPerComponent: bits,
		compression: { kind: 'flate' },
	};
}

function isColourless({ data, channels }: Pixels): boolean {
	if (channels === 1) return true;
	for (let at = 0; at < data.length; at += 3) {
		if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
	}
	return true;
}

async function toJpeg(pixels: Pixels): Promise<EncodedPicture> {
	const gray = isColourless(pixels);
	const raw = { width: pixels.widthPx, height: pixels.heightPx, channels: pixels.channels };
	const bytes = await sharp(pixels.data, { raw })
		.toColourspace(gray ? 'b-w' : 'srgb')
		.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4' })
		.toBuffer();
	return {
		widthPx: pixels.widthPx,
		heightPx: pixels.heightPx,
		bytes: new Uint8Array(bytes),
		colour: { kind: gray ? 'gray' : 'rgb' },
		bitsPerComponent: 8,
		compression: { kind: 'jpeg' },
	};
}

/**
 * Encodes pixels that came without a stream worth keeping. The rule:
 * only pure black and white → CCITT G4, without loss; at most 16 colours → indices under Flate, without loss;
 * at most 256 colours (any gray picture) → the smaller of that and JPEG; else JPEG of quality 92 without chroma subsampling.
 */
export async function encodePixels(pixels: Pixels): Promise<EncodedPicture> {
	const few = survey(pixels);
	if (few === undefined) return await toJpeg(pixels);
	if (isBlackAndWhite(few.colours)) return toG4(few, pixels);
	const exact = await toFlate(few, pixels);
	if (few.colours.length <= DRAWN_COLOURS) return exact;
	const photographic = await toJpeg(pixels);
	return exact.bytes.length <= photographic.bytes.length ? exact : photographic;
}
