/** The one strip of a Group 4 TIFF. */
export type G4Strip = {
	readonly bytes: Uint8Array;
	readonly widthPx: number;
	readonly heightPx: number;
	/** PhotometricInterpretation 1: what the code calls black is shown light. */
	readonly blackIsOne: boolean;
};

// Tags of TIFF 6.0.
const WIDTH = 256;
const HEIGHT = 257;
const BITS_PER_SAMPLE = 258;
const COMPRESSION = 259;
const PHOTOMETRIC = 262;
const FILL_ORDER = 266;
const STRIP_OFFSETS = 273;
const STRIP_BYTES = 279;
const T6_OPTIONS = 293;
const GROUP_4 = 4;
const LEAST_BIT_FIRST = 2;
const SHORT = 3;
const LONG = 4;

/** The first directory's single SHORT and LONG values by tag; a tag with several values is `undefined` in it. */
function readTags(bytes: Buffer): ReadonlyMap<number, number | undefined> | undefined {
	const order = bytes.toString('latin1', 0, 4);
	if (bytes.length < 8 || (order !== 'II*\0' && order !== 'MM\0*')) return undefined;
	const little = order.startsWith('I');
	const u16 = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
	const u32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
	const start = u32(4);
	if (start + 2 > bytes.length) return undefined;
	const count = u16(start);
	if (start + 2 + count * 12 > bytes.length) return undefined;
	const tags = new Map<number, number | undefined>();
	for (let i = 0; i < count; i++) {
		const at = start + 2 + i * 12;
		const type = u16(at + 2);
		const single = u32(at + 4) === 1;
		tags.set(u16(at), single && type === SHORT ? u16(at + 8) : single && type === LONG ? u32(at + 8) : undefined);
	}
	return tags;
}

/** The same bytes with the bits of each turned round. */
function turnBits(bytes: Uint8Array): Uint8Array {
	const turned = Uint8Array.from({ length: 256 }, (_, value) =>
		Number.parseInt(value.toString(2).padStart(8, '0').split('').reverse().join(''), 2),
	);
	return bytes.map((byte) => turned[byte] ?? 0);
}

/** The strip of a TIFF whose first page is Group 4 in one strip; `undefined` for any other TIFF. */
export function readG4Strip(tiff: Uint8Array): G4Strip | undefined {
	const bytes = Buffer.from(tiff.buffer, tiff.byteOffset, tiff.byteLength);
	const tags = readTags(bytes);
	if (tags === undefined) return undefined;
	const offset = tags.get(STRIP_OFFSETS);
	const length = tags.get(STRIP_BYTES);
	const widthPx = tags.get(WIDTH);
	const heightPx = tags.get(HEIGHT);
	const photometric = tags.get(PHOTOMETRIC);
	const plain =
		tags.get(COMPRESSION) === GROUP_4 &&
		(tags.get(BITS_PER_SAMPLE) ?? 1) === 1 &&
		(tags.get(T6_OPTIONS) ?? 0) === 0 &&
		(photometric === 0 || photometric === 1);
	if (!plain || offset === undefined || length === undefined || widthPx === undefined || heightPx === undefined)
		return undefined;
	if (length === 0 || offset + length > bytes.length) return undefined;
	const strip = tiff.subarray(offset, offset + length);
	return {
		bytes: tags.get(FILL_ORDER) === LEAST_BIT_FIRST ? turnBits(strip) : strip,
		widthPx,
		heightPx,
		blackIsOne: photometric === 1,
	};
}
