import { Fault } from '../domain/index.ts';
import { type ByteSource, latin1, viewOf } from './byte-source.ts';

/** One entry of an image file directory: where its value bytes lie, not the value itself. */
export type TiffEntry = {
	readonly type: number;
	readonly count: number;
	/** Position of the first value byte in the source. */
	readonly position: number;
	readonly byteLength: number;
};

/** One image file directory (a page, mostly): entries by tag number. */
export type TiffDirectory = ReadonlyMap<number, TiffEntry>;

/** A TIFF's (or an EXIF block's) skeleton: byte order and directories, in file order. */
export type TiffFile = {
	readonly source: ByteSource;
	readonly littleEndian: boolean;
	readonly directories: readonly TiffDirectory[];
};

/** Tags of TIFF 6.0 that are read here. */
export const TAG = {
	newSubfileType: 254,
	imageWidth: 256,
	imageLength: 257,
	bitsPerSample: 258,
	compression: 259,
	photometric: 262,
	stripOffsets: 273,
	orientation: 274,
	samplesPerPixel: 277,
	stripByteCounts: 279,
	xResolution: 282,
	yResolution: 283,
	resolutionUnit: 296,
	tileOffsets: 324,
	tileByteCounts: 325,
	sampleFormat: 339,
} as const;

/** Bytes of one value by field type (TIFF 6.0 §2; 13 and 16-18 from the BigTIFF proposal). */
const TYPE_BYTES: Readonly<Record<number, number>> = {
	1: 1,
	2: 1,
	3: 2,
	4: 4,
	5: 8,
	6: 1,
	7: 1,
	8: 2,
	9: 4,
	10: 8,
	11: 4,
	12: 8,
	13: 4,
	16: 8,
	17: 8,
	18: 8,
};

/** No directory of a real scan has more than some fifty entries. */
const MAX_ENTRIES = 1_000;

/**
 * Reads the chain of directories of a TIFF or BigTIFF. No pixel is touched.
 *
 * @param maxDirectories more than this many are refused.
 * @throws {Fault} `imageDamaged` for a chain that loops or leaves the file; `tooManyPages`.
 */
export async function readTiff(source: ByteSource, maxDirectories: number): Promise<TiffFile> {
	const head = await source.read(0, 16);
	const littleEndian = latin1(head.subarray(0, 2)) === 'II';
	if (head.length < 8) throw damaged('header');
	const view = viewOf(head);
	const big = view.getUint16(2, littleEndian) === 43;
	if (big && head.length < 16) throw damaged('header');
	const directories: TiffDirectory[] = [];
	const seen = new Set<number>();
	let next = big ? toSafe(view.getBigUint64(8, littleEndian)) : view.getUint32(4, littleEndian);
	while (next !== 0) {
		if (seen.has(next)) throw damaged('directoryLoop');
		seen.add(next);
		if (directories.length >= maxDirectories) throw new Fault('tooManyPages', { limit: maxDirectories });
		const read = await readDirectory(source, next, littleEndian, big);
		directories.push(read.directory);
		next = read.next;
	}
	if (directories.length === 0) throw damaged('noDirectory');
	return { source, littleEndian, directories };
}

/**
 * The numbers of an entry (BYTE, SHORT, LONG, LONG8, RATIONAL); empty when the directory lacks it or it is of another type.
 *
 * @throws {Fault} `imageDamaged` when the values lie outside the file or are more than `maxCount`.
 */
export async function readNumbers(
	file: TiffFile,
	directory: TiffDirectory,
	tag: number,
	maxCount = 16,
): Promise<readonly number[]> {
	const entry = directory.get(tag);
	if (entry === undefined) return [];
	if (entry.count > maxCount) throw damaged('entryCount');
	const bytes = await readEntry(file, entry);
	const view = viewOf(bytes);
	const le = file.littleEndian;
	const size = TYPE_BYTES[entry.type] ?? 0;
	const numbers: number[] = [];
	for (let i = 0; i < entry.count; i++) {
		const at = i * size;
		if (entry.type === 1 || entry.type === 7) numbers.push(view.getUint8(at));
		else if (entry.type === 3) numbers.push(view.getUint16(at, le));
		else if (entry.type === 4 || entry.type === 13) numbers.push(view.getUint32(at, le));
		else if (entry.type === 5) numbers.push(view.getUint32(at, le) / view.getUint32(at + 4, le));
		else if (entry.type === 16) numbers.push(toSafe(view.getBigUint64(at, le)));
	}
	return numbers;
}

/**
 * The value bytes of an entry, in the file's byte order.
 *
 * @throws {Fault} `imageDamaged` when they lie outside the file.
 */
export async function readEntry(file: TiffFile, entry: TiffEntry): Promise<Uint8Array> {
	if (entry.position + entry.byteLength > file.source.size) throw damaged('entryOutside');
	const bytes = await file.source.read(entry.position, entry.byteLength);
	if (bytes.length < entry.byteLength) throw damaged('entryOutside');
	return bytes;
}

async function readDirectory(
	source: ByteSource,
	position: number,
	le: boolean,
	big: boolean,
): Promise<{ directory: TiffDirectory; next: number }> {
	const countBytes = big ? 8 : 2;
	const entryBytes = big ? 20 : 12;
	const inlineBytes = big ? 8 : 4;
	const head = await source.read(position, countBytes);
	if (head.length < countBytes) throw damaged('directoryOutside');
	const count = big ? toSafe(viewOf(head).getBigUint64(0, le)) : viewOf(head).getUint16(0, le);
	if (count === 0 || count > MAX_ENTRIES) throw damaged('directoryEntries');
	const length = count * entryBytes + inlineBytes;
	const body = await source.read(position + countBytes, length);
	// Some writers leave out the pointer to a next directory at the very end of the file.
	if (body.length < count * entryBytes) throw damaged('directoryOutside');
	const view = viewOf(body);
	const directory = new Map<number, TiffEntry>();
	for (let i = 0; i < count; i++) {
		const at = i * entryBytes;
		const type = view.getUint16(at + 2, le);
		const values = big ? toSafe(view.getBigUint64(at + 4, le)) : view.getUint32(at + 4, le);
		const byteLength = (TYPE_BYTES[type] ?? 0) * values;
		const valueAt = at + (big ? 12 : 8);
		const offset = big ? toSafe(view.getBigUint64(valueAt, le)) : view.getUint32(valueAt, le);
		const inline = byteLength <= inlineBytes;
		directory.set(view.getUint16(at, le), {
			type,
			count: values,
			position: inline ? position + countBytes + valueAt : offset,
			byteLength,
		});
	}
	if (body.length < length) return { directory, next: 0 };
	const nextAt = count * entryBytes;
	return { directory, next: big ? toSafe(view.getBigUint64(nextAt, le)) : view.getUint32(nextAt, le) };
}

function toSafe(value: bigint): number {
	if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('offset');
	return Number(value);
}

function damaged(detail: string): Fault {
	return new Fault('imageDamaged', { detail });
}
