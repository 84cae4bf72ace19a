import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { Fault, type PagePicture } from '../domain/index.ts';

/** What a separator sheet says: Code 39 as on Patch-T sheets that scanner makers give out, or our own QR code. */
const SEPARATOR_TEXTS: ReadonlySet<string> = new Set(['PATCHT', 'SOHOA:SEPARATOR']);

const OPTIONS: ReaderOptions = {
	formats: ['Code39', 'QRCode'],
	tryHarder: true,
	tryRotate: true,
	tryInvert: false,
	maxNumberOfSymbols: 4,
};

/** Pixels a side that codes are looked for in: 170 dpi on A4, at which a Code 39 bar of 0.5 mm has three px. */
const LONGEST_PX = 2_000;

let ready: Promise<unknown> | undefined;

/**
 * Whether a page is a separator sheet. Orientation does not matter: codes are read at any quarter turn.
 *
 * @throws {Fault} `imageDamaged` when the picture cannot be decoded.
 */
export async function isSeparatorPage(picture: PagePicture): Promise<boolean> {
	const pixels = await grayPixels(picture);
	await prepared();
	const found = await readBarcodes(pixels, OPTIONS);
	return found.some((code) => SEPARATOR_TEXTS.has(code.text.trim()));
}

async function grayPixels(
	picture: PagePicture,
): Promise<{ data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number; colorSpace: 'srgb' }> {
	try {
		const { data, info } = await sharp(picture.bytes, { limitInputPixels: picture.widthPx * picture.heightPx })
			.resize({ width: LONGEST_PX, height: LONGEST_PX, fit: 'inside', withoutEnlargement: true })
			.flatten({ background: 'white' })
			.toColourspace('srgb')
			.ensureAlpha()
			.raw()
			.toBuffer({ resolveWithObject: true });
		return { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' };
	} catch (error) {
		throw new Fault('imageDamaged', { detail: 'pixels' }, error);
	}
}

/** The reader's code comes from the installed package: by default it would be fetched from a server. */
function prepared(): Promise<unknown> {
	ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then((bytes) =>
		prepareZXingModule({
			overrides: { wasmBinary: new Uint8Array(bytes).buffer },
			fireImmediately: true,
		}),
	);
	return ready;
}
