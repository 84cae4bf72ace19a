import sharp from 'sharp';
import { type ExifOrientation, Fault } from '../domain/index.ts';
import { type ByteSource, latin1, viewOf } from './byte-source.ts';
import { readExif } from './exif.ts';
import type { ResolutionClaim } from './resolution.ts';

/** What the header of a single picture says, before any pixel is decoded. */
export type ImageHeader = {
	readonly widthPx: number;
	readonly heightPx: number;
	readonly orientation: ExifOrientation;
	/** In order of trust. */
	readonly claims: readonly ResolutionClaim[];
	/** Colour components (JPEG) or samples a pixel; 4 in a JPEG means CMYK. */
	readonly components: number;
};

const METRES_PER_INCH = 0.0254;
/** Segments or chunks before the pixels begin; real files have some dozens. */
const MAX_SEGMENTS = 5_000;
const MAX_EXIF_BYTES = 1024 * 1024;

/**
 * Reads a JPEG's markers up to the first scan.
 *
 * @throws {Fault} `imageDamaged` without a frame header, or with a size of zero.
 */
export async function readJpegHeader(source: ByteSource): Promise<ImageHeader> {
	const claims: ResolutionClaim[] = [];
	let orientation: ExifOrientation = 1;
	let at = 2;
	for (let n = 0; n < MAX_SEGMENTS; n++) {
		const head = await source.read(at, 4);
		if (head.length < 4 || head[0] !== 0xff) break;
		const marker = head[1] ?? 0;
		if (marker === 0xff) {
			at += 1; // fill byte
			continue;
		}
		const length = viewOf(head).getUint16(2);
		if (length < 2) break;
		if (isFrame(marker)) {
			const frame = await source.read(at + 4, 6);
			if (frame.length < 6) break;
			const view = viewOf(frame);
			const size = { widthPx: view.getUint16(3), heightPx: view.getUint16(1) };
			return checked({ ...size, orientation, claims, components: view.getUint8(5) });
		}
		if (marker === 0xda) break;
		if (marker === 0xe0) claims.unshift(...jfifClaim(await source.read(at + 4, 14)));
		if (marker === 0xe1 && length > 8) {
			const segment = await source.read(at + 4, length - 2);
			if (latin1(segment.subarray(0, 6)) === 'Exif\0\0') {
				const facts = await readExif(segment.subarray(6));
				orientation = facts.orientation;
				if (facts.claim !== undefined) claims.push(facts.claim);
			}
		}
		at += 2 + length;
	}
	throw new Fault('imageDamaged', { detail: 'noFrame' });
}

/**
 * Reads a PNG's chunks up to the first pixel data.
 *
 * @throws {Fault} `imageDamaged` without a proper IHDR.
 */
export async function readPngHeader(source: ByteSource): Promise<ImageHeader> {
	const head = await source.read(8, 25);
	if (head.length < 25 || latin1(head.subarray(4, 8)) !== 'IHDR')
		throw new Fault('imageDamaged', { detail: 'noHeader' });
	const view = viewOf(head);
	const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
	const size = { widthPx: view.getUint32(8), heightPx: view.getUint32(12) };
	const claims: ResolutionClaim[] = [];
	let orientation: ExifOrientation = 1;
	let at = 33;
	for (let n = 0; n < MAX_SEGMENTS; n++) {
		const chunk = await source.read(at, 8);
		if (chunk.length < 8) break;
		const length = viewOf(chunk).getUint32(0);
		const type = latin1(chunk.subarray(4, 8));
		if (type === 'IDAT' || type === 'IEND') break;
		if (type === 'pHYs') claims.unshift(...physClaim(await source.read(at + 8, 9)));
		if (type === 'eXIf' && length <= MAX_EXIF_BYTES) {
			const facts = await readExif(await source.read(at + 8, length));
			orientation = facts.orientation;
			if (facts.claim !== undefined) claims.push(facts.claim);
		}
		at += 12 + length;
	}
	return checked({ ...size, orientation, claims, components: samples[view.getUint8(17)] ?? 3 });
}

/**
 * Reads a WebP's header (at most 16,383 px a side, by the format itself).
 *
 * @throws {Fault} `imageDamaged` when libvips can make nothing of it.
 */
export async function readWebpHeader(bytes: Uint8Array): Promise<ImageHeader> {
	try {
		const meta = await sharp(bytes, { limitInputPixels: false }).metadata();
		const facts = meta.exif === undefined ? undefined : await readExif(withoutExifPrefix(meta.exif));
		return checked({
			widthPx: meta.width,
			heightPx: meta.height,
			orientation: facts?.orientation ?? 1,
			claims: facts?.claim === undefined ? [] : [facts.claim],
			components: meta.channels,
		});
	} catch (error) {
		throw new Fault('imageDamaged', { detail: 'header' }, error);
	}
}

function checked(header: ImageHeader): ImageHeader {
	if (header.widthPx < 1 || header.heightPx < 1) throw new Fault('imageDamaged', { detail: 'size' });
	return header;
}

/** SOF0-SOF15 without DHT, JPG and DAC, which share the range (ITU-T T.81 table B.1). */
function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** JFIF 1.02: units 1 = per inch, 2 = per centimetre, 0 = only an aspect ratio. */
function jfifClaim(segment: Uint8Array): readonly ResolutionClaim[] {
	if (segment.length < 12 || latin1(segment.subarray(0, 5)) !== 'JFIF\0') return [];
	const view = viewOf(segment);
	const unit = view.getUint8(7);
	if (unit !== 1 && unit !== 2) return [];
	const factor = unit === 2 ? 2.54 : 1;
	return [{ xDpi: view.getUint16(8) * factor, yDpi: view.getUint16(10) * factor }];
}

/** PNG pHYs: pixels a metre when the unit is 1. Whole numbers a metre make 299.9994 of 300 dpi, so it is rounded. */
function physClaim(chunk: Uint8Array): readonly ResolutionClaim[] {
	if (chunk.length < 9 || chunk[8] !== 1) return [];
	const view = viewOf(chunk);
	return [{ xDpi: dpiOfMetres(view.getUint32(0)), yDpi: dpiOfMetres(view.getUint32(4)) }];
}

/** Dots a metre as dpi, to a tenth. */
export function dpiOfMetres(perMetre: number): number {
	return Math.round(perMetre * METRES_PER_INCH * 10) / 10;
}

function withoutExifPrefix(block: Uint8Array): Uint8Array {
	return latin1(block.subarray(0, 6)) === 'Exif\0\0' ? block.subarray(6) : block;
}
