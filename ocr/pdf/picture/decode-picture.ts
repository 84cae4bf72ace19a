import sharp from 'sharp';
import { Fault } from '../../../domain/fault.ts';
import type { PagePicture } from '../../../domain/page.ts';

/** More pixels than this are refused in the header, before decoding. As in `scan`: an A1 sheet at 300 dpi is 70 million. */
export const MAX_PIXELS = 120_000_000;

/** Decoded pixels: 8 bits, gray (1 channel) or sRGB (3), without alpha, as stored (no orientation applied). */
export type Pixels = {
	readonly data: Uint8Array;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly channels: 1 | 3;
};

/** Colour spaces (libvips) whose pictures have no colour. */
const GRAY_SPACES = new Set(['b-w', 'grey16']);

/**
 * Decodes to 8-bit gray or sRGB: embedded profiles and CMYK are converted, 16 bits reduced, transparency laid on white.
 *
 * @throws {Fault} `imageDamaged` when the bytes cannot be decoded in full, `imageTooLarge`.
 */
export async function decodePicture(picture: PagePicture): Promise<Pixels> {
	if (picture.widthPx * picture.heightPx > MAX_PIXELS) {
		throw new Fault('imageTooLarge', { widthPx: picture.widthPx, heightPx: picture.heightPx });
	}
	try {
		const image = sharp(picture.bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
		const { space } = await image.metadata();
		const { data, info } = await image
			.flatten({ background: '#ffffff' })
			.toColourspace(GRAY_SPACES.has(space) ? 'b-w' : 'srgb')
			.raw({ depth: 'uchar' })
			.toBuffer({ resolveWithObject: true });
		if (info.channels !== 1 && info.channels !== 3) throw new Error(`${info.channels} channels`);
		return { data, widthPx: info.width, heightPx: info.height, channels: info.channels };
	} catch (error) {
		throw new Fault('imageDamaged', { encoding: picture.encoding }, error);
	}
}
