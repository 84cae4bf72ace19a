import type { GrayImage } from './engine.ts';

/** tesseract.js looks for an EXIF pattern in this many first bytes; a comment keeps pixels out of them. */
const SNIFFED_BYTES = 500;

/**
 * The image as a binary PGM: the cheapest form that the engine opens (no compression either way).
 *
 * @throws {RangeError} when the data does not have `width * height` bytes.
 */
export function encodePgm(image: GrayImage): Uint8Array<ArrayBuffer> {
	const { data, width, height } = image;
	if (width < 1 || height < 1 || data.length !== width * height) throw new RangeError('Gray image of a wrong length');
	const header = new TextEncoder().encode(`P5\n#${' '.repeat(SNIFFED_BYTES)}\n${width} ${height}\n255\n`);
	const bytes = new Uint8Array(header.length + data.length);
	bytes.set(header);
	bytes.set(data, header.length);
	return bytes;
}
