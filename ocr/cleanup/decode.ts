import sharp from 'sharp';
import { Fault } from '../../domain/fault.ts';
import type { PagePicture } from '../../domain/page.ts';
import type { Gray, Rgb } from './types.ts';

/** More pixels than this are refused before decoding: A3 at 600 dpi has 70 million (peers.md §4.5). */
const MAX_PIXELS = 120_000_000;

/** Decoded pixels as stored (EXIF orientation not honoured yet): gray, or colour when the picture has any. */
export type Decoded = { readonly kind: 'gray'; readonly gray: Gray } | { readonly kind: 'colour'; readonly rgb: Rgb };

/**
 * The picture's pixels as stored. Transparency is laid on white; CMYK and 16-bit pictures become 8-bit sRGB.
 *
 * @throws {Fault} `imageTooLarge` by the header alone, `imageDamaged` when the bytes are cut short or broken.
 */
export async function decode(picture: PagePicture): Promise<Decoded> {
	const input = { failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true } as const;
	const header = await guarded(sharp(picture.bytes, { ...input, limitInputPixels: false }).metadata());
	const { width, height } = header;
	if (width * height > MAX_PIXELS) throw new Fault('imageTooLarge', { widthPx: width, heightPx: height });
	const colour = picture.colour === 'colour' && header.space !== 'b-w';
	let pipeline = sharp(picture.bytes, input);
	if (header.hasAlpha) pipeline = pipeline.flatten({ background: '#ffffff' });
	pipeline = pipeline.toColourspace(colour ? 'srgb' : 'b-w');
	const { data, info } = await guarded(pipeline.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }));
	const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	const size = { width: info.width, height: info.height };
	return info.channels === 3
		? { kind: 'colour', rgb: { data: pixels, ...size } }
		: { kind: 'gray', gray: { data: pixels, ...size } };
}

/** libvips throws plain errors for broken bytes: these are the picture's fault. */
async function guarded<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		throw new Fault('imageDamaged', {}, error);
	}
}
