import type { PagePicture } from '../../../domain/page.ts';
import { decodePicture } from './decode-picture.ts';
import { encodePixels } from './encode-pixels.ts';
import type { EncodedPicture, PictureColour } from './encoded-picture.ts';
import { isUsableProfile } from './icc-profile.ts';
import { type JpegHeader, readJpegHeader } from './jpeg-header.ts';
import { readG4Strip } from './tiff-g4-strip.ts';

/**
 * The picture as a PDF stream, as faithful as it goes: a JPEG's and a one-strip Group 4 TIFF's own bytes where PDF/A-2 with an
 * sRGB output intent can hold them, else its pixels by the rule of {@link encodePixels}. CMYK JPEGs are turned into RGB, since
 * DeviceCMYK needs a CMYK output intent (ISO 19005-2, 6.2.4.3).
 *
 * @throws {Fault} `imageDamaged`, `imageTooLarge`.
 */
export async function encodePicture(picture: PagePicture): Promise<EncodedPicture> {
	const untouched = keepJpeg(picture) ?? (await keepG4(picture));
	return untouched ?? (await encodePixels(await decodePicture(picture)));
}

function keepJpeg(picture: PagePicture): EncodedPicture | undefined {
	if (picture.encoding !== 'jpeg') return undefined;
	const header = readJpegHeader(picture.bytes);
	if (header === undefined || !header.decodableInPdf) return undefined;
	if (header.widthPx !== picture.widthPx || header.heightPx !== picture.heightPx) return undefined;
	const colour = colourOf(header);
	if (colour === undefined) return undefined;
	const rgbWithoutMarker = header.components === 3 && header.namedRgb && header.adobeTransform === undefined;
	return {
		widthPx: header.widthPx,
		heightPx: header.heightPx,
		bytes: picture.bytes,
		colour,
		bitsPerComponent: 8,
		compression: rgbWithoutMarker ? { kind: 'jpeg', colourTransform: 0 } : { kind: 'jpeg' },
	};
}

function colourOf({ components, profile }: JpegHeader): PictureColour | undefined {
	if (components !== 1 && components !== 3) return undefined;
	if (profile !== undefined && isUsableProfile(profile, components)) return { kind: 'profiled', components, profile };
	return { kind: components === 1 ? 'gray' : 'rgb' };
}

/** The strip of a Group 4 TIFF, once libtiff has decoded all of it without complaint. */
async function keepG4(picture: PagePicture): Promise<EncodedPicture | undefined> {
	if (picture.encoding !== 'tiff') return undefined;
	const strip = readG4Strip(picture.bytes);
	if (strip === undefined || strip.widthPx !== picture.widthPx || strip.heightPx !== picture.heightPx) return undefined;
	await decodePicture(picture);
	return {
		widthPx: strip.widthPx,
		heightPx: strip.heightPx,
		bytes: strip.bytes,
		colour: { kind: 'gray' },
		bitsPerComponent: 1,
		compression: { kind: 'g4', blackIsOne: strip.blackIsOne },
	};
}
