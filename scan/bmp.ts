import { Fault } from '../domain/index.ts';
import { type ByteSource, viewOf } from './byte-source.ts';
import { dpiOfMetres } from './image-header.ts';
import type { ResolutionClaim } from './resolution.ts';

/** A BMP's header, checked against the length of the file. */
export type BmpHeader = {
	readonly widthPx: number;
	readonly heightPx: number;
	/** Rows are stored from the top (a negative height in the file). */
	readonly topDown: boolean;
	readonly bits: 1 | 4 | 8 | 16 | 24 | 32;
	readonly dataAt: number;
	readonly rowBytes: number;
	readonly paletteAt: number;
	/** Colours in the palette, and bytes of each (3 in OS/2 files). */
	readonly paletteSize: number;
	readonly paletteEntry: 3 | 4;
	/** Bit masks of red, green, blue for 16 and 32 bits. */
	readonly masks: readonly [number, number, number];
	readonly claim: ResolutionClaim | undefined;
};

/** Decoded pixels, rows from the top: `channels` 1 = gray, 3 = RGB, eight bits each. */
export type RawPixels = {
	readonly data: Uint8Array;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly channels: 1 | 3;
};

const BI_RGB = 0;
const BI_BITFIELDS = 3;
const CORE_HEADER = 12;
/** BITMAPV4HEADER and later hold the masks themselves. */
const V4_HEADER = 108;

/**
 * Reads and checks a BMP header (Windows 3 and later, OS/2 1.x). Run-length coded BMPs, which scanners do not write, are refused.
 *
 * @throws {Fault} `imageDamaged` when the header contradicts itself or names more pixels than the file holds;
 * `fileKindUnknown` for a compression that is not read.
 */
export async function readBmpHeader(source: ByteSource): Promise<BmpHeader> {
	const head = await source.read(0, 14 + 124);
	if (head.length < 26) throw damaged('header');
	const view = viewOf(head);
	const headerSize = view.getUint32(14, true);
	const core = headerSize === CORE_HEADER;
	if (!core && (headerSize < 40 || headerSize > 124 || head.length < 14 + 40)) throw damaged('header');
	const width = core ? view.getUint16(18, true) : view.getInt32(18, true);
	const height = core ? view.getUint16(20, true) : view.getInt32(22, true);
	const bits = toBits(view.getUint16(core ? 24 : 28, true));
	const compression = core ? BI_RGB : view.getUint32(30, true);
	if (compression !== BI_RGB && compression !== BI_BITFIELDS)
		throw new Fault('fileKindUnknown', { detail: 'bmpCompression' });
	if (width < 1 || height === 0 || height === -(2 ** 31)) throw damaged('size');
	const dataAt = view.getUint32(10, true);
	const rowBytes = Math.floor((width * bits + 31) / 32) * 4;
	if (dataAt < 14 + headerSize || dataAt + rowBytes * Math.abs(height) > source.size) throw damaged('cutShort');
	const masksAt = headerSize >= V4_HEADER ? 54 : 14 + headerSize;
	const masksFollow = compression === BI_BITFIELDS && headerSize < V4_HEADER ? 12 : 0;
	if (compression === BI_BITFIELDS && masksAt + 12 > head.length) throw damaged('masks');
	const paletteAt = 14 + headerSize + masksFollow;
	const paletteEntry = core ? 3 : 4;
	const named = core ? 0 : view.getUint32(46, true);
	const room = Math.max(0, Math.floor((dataAt - paletteAt) / paletteEntry));
	return {
		widthPx: width,
		heightPx: Math.abs(height),
		topDown: height < 0,
		bits,
		dataAt,
		rowBytes,
		paletteAt,
		paletteSize: bits > 8 ? 0 : Math.min(named === 0 ? 2 ** bits : named, 2 ** bits, room),
		paletteEntry,
		masks: compression === BI_BITFIELDS ? readMasks(view, masksAt) : defaultMasks(bits),
		claim: core ? undefined : claimOf(view.getInt32(38, true), view.getInt32(42, true)),
	};
}

/** Decodes a BMP whose header has been read and whose pixel count has been allowed. */
export function decodeBmp(bytes: Uint8Array, header: BmpHeader): RawPixels {
	const { widthPx, heightPx } = header;
	const palette = readPalette(bytes, header);
	const gray = palette?.every(([r, g, b]) => r === g && g === b) === true;
	const channels = gray ? 1 : 3;
	const data = new Uint8Array(widthPx * heightPx * channels);
	const readPixel = pixelReader(bytes, header, palette);
	for (let y = 0; y < heightPx; y++) {
		const row = header.dataAt + (header.topDown ? y : heightPx - 1 - y) * header.rowBytes;
		for (let x = 0; x < widthPx; x++) {
			const [r, g, b] = readPixel(row, x);
			const at = (y * widthPx + x) * channels;
			data[at] = r;
			if (channels === 3) {
				data[at + 1] = g;
				data[at + 2] = b;
			}
		}
	}
	return { data, widthPx, heightPx, channels };
}

type Rgb = readonly [number, number, number];
const BLACK: Rgb = [0, 0, 0];

function pixelReader(
	bytes: Uint8Array,
	header: BmpHeader,
	palette: readonly Rgb[] | undefined,
): (row: number, x: number) => Rgb {
	const { bits } = header;
	if (palette !== undefined) {
		const perByte = 8 / bits;
		const mask = 2 ** bits - 1;
		return (row, x) => {
			const byte = bytes[row + Math.floor(x / perByte)] ?? 0;
			return palette[(byte >> (8 - bits * ((x % perByte) + 1))) & mask] ?? BLACK;
		};
	}
	if (bits === 24) {
		return (row, x) => {
			const at = row + x * 3;
			return [bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0];
		};
	}
	const view = viewOf(bytes);
	const [red, green, blue] = header.masks.map(channelOf);
	if (red === undefined || green === undefined || blue === undefined) throw damaged('masks');
	return (row, x) => {
		const value = bits === 16 ? view.getUint16(row + x * 2, true) : view.getUint32(row + x * 4, true);
		return [red(value), green(value), blue(value)];
	};
}

/** A reader of the bits under a mask, stretched to 0-255. */
function channelOf(mask: number): (value: number) => number {
	if (mask === 0) return () => 0;
	const shift = 31 - Math.clz32(mask & -mask);
	const max = mask >>> shift;
	return (value) => Math.round((((value & mask) >>> shift) * 255) / max);
}

function readPalette(bytes: Uint8Array, header: BmpHeader): readonly Rgb[] | undefined {
	if (header.bits > 8) return undefined;
	return Array.from({ length: header.paletteSize }, (_, i) => {
		const at = header.paletteAt + i * header.paletteEntry;
		return [bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0] as const;
	});
}

function readMasks(view: DataView, at: number): readonly [number, number, number] {
	return [view.getUint32(at, true), view.getUint32(at + 4, true), view.getUint32(at + 8, true)];
}

/** BI_RGB: five bits a colour in 16, eight in 32. */
function defaultMasks(bits: number): readonly [number, number, number] {
	return bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0x00ff00, 0x0000ff];
}

function toBits(value: number): BmpHeader['bits'] {
	if (value === 1 || value === 4 || value === 8 || value === 16 || value === 24 || value === 32) return value;
	throw damaged('bits');
}

function claimOf(x: number, y: number): ResolutionClaim | undefined {
	return x > 0 && y > 0 ? { xDpi: dpiOfMetres(x), yDpi: dpiOfMetres(y) } : undefined;
}

function damaged(detail: string): Fault {
	return new Fault('imageDamaged', { detail });
}
