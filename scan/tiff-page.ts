import { type ExifOrientation, Fault } from '../domain/index.ts';
import { toOrientation } from './orientation-tag.ts';
import type { ResolutionClaim } from './resolution.ts';
import { readEntry, readNumbers, TAG, type TiffDirectory, type TiffFile } from './tiff-directory.ts';

/** What a TIFF says of one of its pages. */
export type TiffPageHeader = {
	readonly widthPx: number;
	readonly heightPx: number;
	readonly orientation: ExifOrientation;
	readonly claim: ResolutionClaim | undefined;
	/** Whether the samples are gray, RGB, palette or YCbCr of at most 16 bits, which every decoder takes as they are. */
	readonly plain: boolean;
};

/** Entries that are needed to decode a page; the others (thumbnails, EXIF, private data) stay behind. */
const KEPT_TAGS = new Set([
	256, 257, 258, 259, 262, 266, 274, 277, 278, 280, 281, 282, 283, 284, 290, 291, 292, 293, 296, 301, 317, 318, 319,
	320, 322, 323, 332, 336, 338, 339, 347, 529, 530, 531, 532, 34675,
]);

/** A strip for each row of an A3 sheet at 1,200 dpi, times three colour planes. */
const MAX_PIECES = 60_000;
/** JPEG as TIFF 6.0 first had it; withdrawn in 1995 because no two programs agreed. */
const OLD_JPEG = 6;
const CENTIMETRE = 3;
const CM_PER_INCH = 2.54;

/** The directories that are pages: thumbnails and masks (NewSubfileType bits 0 and 2) are left out, unless nothing else is there. */
export async function pageDirectories(file: TiffFile): Promise<readonly TiffDirectory[]> {
	const pages: TiffDirectory[] = [];
	for (const directory of file.directories) {
		const [kind = 0] = await readNumbers(file, directory, TAG.newSubfileType);
		if ((kind & 0b101) === 0) pages.push(directory);
	}
	return pages.length > 0 ? pages : file.directories;
}

/**
 * Size, orientation and resolution of one page.
 *
 * @throws {Fault} `imageDamaged` when the size is missing or zero.
 */
export async function readTiffPageHeader(file: TiffFile, directory: TiffDirectory): Promise<TiffPageHeader> {
	const one = async (tag: number): Promise<number | undefined> => (await readNumbers(file, directory, tag))[0];
	const widthPx = (await one(TAG.imageWidth)) ?? 0;
	const heightPx = (await one(TAG.imageLength)) ?? 0;
	if (widthPx < 1 || heightPx < 1) throw new Fault('imageDamaged', { detail: 'size' });
	const bits = (await one(TAG.bitsPerSample)) ?? 1;
	const photometric = (await one(TAG.photometric)) ?? 0;
	const format = (await one(TAG.sampleFormat)) ?? 1;
	return {
		widthPx,
		heightPx,
		orientation: toOrientation(await one(TAG.orientation)),
		claim: await readTiffResolution(file, directory),
		plain: bits <= 16 && format === 1 && [0, 1, 2, 3, 6].includes(photometric),
	};
}

/** The resolution that a directory (also EXIF's first) claims, in dpi; unit 1 ("none") claims nothing. */
export async function readTiffResolution(
	file: TiffFile,
	directory: TiffDirectory,
): Promise<ResolutionClaim | undefined> {
	const [x] = await readNumbers(file, directory, TAG.xResolution);
	const [y] = await readNumbers(file, directory, TAG.yResolution);
	const [unit = 2] = await readNumbers(file, directory, TAG.resolutionUnit);
	if (x === undefined || y === undefined || unit === 1) return undefined;
	const factor = unit === CENTIMETRE ? CM_PER_INCH : 1;
	return { xDpi: x * factor, yDpi: y * factor };
}

/**
 * One page as a TIFF of its own: the compressed strips or tiles are copied as they are, so nothing is decoded or lost.
 *
 * @throws {Fault} `imageDamaged` when data lies outside the file (cut short) or the compression is withdrawn; `fileTooLarge`.
 */
export async function extractTiffPage(file: TiffFile, directory: TiffDirectory, maxBytes: number): Promise<Uint8Array> {
	const [compression = 1] = await readNumbers(file, directory, TAG.compression);
	if (compression === OLD_JPEG) throw new Fault('imageDamaged', { detail: 'oldJpegInTiff' });
	const tiled = directory.has(TAG.tileOffsets);
	const offsetTag = tiled ? TAG.tileOffsets : TAG.stripOffsets;
	const countTag = tiled ? TAG.tileByteCounts : TAG.stripByteCounts;
	const offsets = await readNumbers(file, directory, offsetTag, MAX_PIECES);
	const counts = await pieceLengths(file, directory, countTag, offsets);
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total > maxBytes) throw new Fault('fileTooLarge', { bytes: total, limit: maxBytes });

	const parts: Uint8Array[] = [];
	const moved: number[] = [];
	let at = 8;
	for (const [i, offset] of offsets.entries()) {
		const piece = await file.source.read(offset, counts[i] ?? 0);
		if (piece.length < (counts[i] ?? 0)) throw new Fault('imageDamaged', { detail: 'dataOutside' });
		moved.push(at);
		const padded = piece.length % 2 === 0 ? piece : Buffer.concat([piece, Buffer.alloc(1)]);
		parts.push(padded);
		at += padded.length;
	}
	const entries = await copiedEntries(file, directory);
	entries.push({ tag: offsetTag, type: 4, count: moved.length, bytes: longs(moved, file.littleEndian) });
	entries.push({ tag: countTag, type: 4, count: counts.length, bytes: longs(counts, file.littleEndian) });
	return assemble(parts, entries, at, file.littleEndian);
}

type WrittenEntry = {
	readonly tag: number;
	readonly type: number;
	readonly count: number;
	readonly bytes: Uint8Array;
};

async function pieceLengths(
	file: TiffFile,
	directory: TiffDirectory,
	tag: number,
	offsets: readonly number[],
): Promise<readonly number[]> {
	const counts = await readNumbers(file, directory, tag, MAX_PIECES);
	const [only] = offsets;
	// Old writers leave the length of a single strip out: it can only reach to the end of the file.
	if (counts.length === 0 && offsets.length === 1 && only !== undefined) return [Math.max(0, file.source.size - only)];
	if (counts.length !== offsets.length || offsets.length === 0) throw new Fault('imageDamaged', { detail: 'pieces' });
	return counts;
}

async function copiedEntries(file: TiffFile, directory: TiffDirectory): Promise<WrittenEntry[]> {
	const entries: WrittenEntry[] = [];
	for (const [tag, entry] of directory) {
		if (!KEPT_TAGS.has(tag) || entry.type >= 16) continue;
		entries.push({ tag, type: entry.type, count: entry.count, bytes: await readEntry(file, entry) });
	}
	return entries;
}

function assemble(
	data: readonly Uint8Array[],
	unsorted: readonly WrittenEntry[],
	dataEnd: number,
	le: boolean,
): Uint8Array {
	const entries = unsorted.toSorted((a, b) => a.tag - b.tag);
	const values: Uint8Array[] = [];
	const directory = Buffer.alloc(2 + entries.length * 12 + 4);
	const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
	view.setUint16(0, entries.length, le);
	let at = dataEnd;
	for (const [i, entry] of entries.entries()) {
		const slot = 2 + i * 12;
		view.setUint16(slot, entry.tag, le);
		view.setUint16(slot + 2, entry.type, le);
		view.setUint32(slot + 4, entry.count, le);
		if (entry.bytes.length <= 4) {
			directory.set(entry.bytes, slot + 8);
			continue;
		}
		view.setUint32(slot + 8, at, le);
		const padded = entry.bytes.length % 2 === 0 ? entry.bytes : Buffer.concat([entry.bytes, Buffer.alloc(1)]);
		values.push(padded);
		at += padded.length;
	}
	const header = Buffer.alloc(8);
	const headerView = new DataView(header.buffer, header.byteOffset, header.byteLength);
	header.write(le ? 'II' : 'MM', 'latin1');
	headerView.setUint16(2, 42, le);
	headerView.setUint32(4, at, le);
	return Buffer.concat([header, ...data, ...values, directory]);
}

function longs(values: readonly number[], le: boolean): Uint8Array {
	const bytes = new Uint8Array(values.length * 4);
	const view = new DataView(bytes.buffer);
	for (const [i, value] of values.entries()) view.setUint32(i * 4, value, le);
	return bytes;
}
