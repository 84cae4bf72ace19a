/** What a JPEG's markers say before the first scan. */
export type JpegHeader = {
	/** Whether PDF's DCTDecode reads it: Huffman coded, baseline, extended or progressive, 8 bits a sample (ISO 32000-1, 7.4.8). */
	readonly decodableInPdf: boolean;
	readonly widthPx: number;
	readonly heightPx: number;
	readonly components: number;
	/** The channels are named R, G, B. */
	readonly namedRgb: boolean;
	/** Transform of the Adobe marker (0 none, 1 YCbCr, 2 YCCK), when there is one. */
	readonly adobeTransform?: number;
	/** The ICC profile, put together from its pieces. */
	readonly profile?: Uint8Array;
};

const SOI = 0xffd8;
const ADOBE = 'Adobe';
const ICC = 'ICC_PROFILE\0';

type Frame = Pick<JpegHeader, 'decodableInPdf' | 'widthPx' | 'heightPx' | 'components' | 'namedRgb'>;

/** Start-of-frame markers; C4, C8 and CC in the same range are tables. */
function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(marker: number, segment: Buffer): Frame | undefined {
	if (segment.length < 6) return undefined;
	const components = segment[5] ?? 0;
	if (segment.length < 6 + components * 3) return undefined;
	const ids = Array.from({ length: components }, (_, i) => segment[6 + i * 3] ?? 0);
	return {
		decodableInPdf: marker <= 0xc2 && segment[0] === 8,
		heightPx: segment.readUInt16BE(1),
		widthPx: segment.readUInt16BE(3),
		components,
		namedRgb: String.fromCharCode(...ids) === 'RGB',
	};
}

/** The pieces in order, when each of them is there once. */
function joinProfile(pieces: ReadonlyMap<number, Buffer>, count: number): Uint8Array | undefined {
	const ordered: Buffer[] = [];
	for (let i = 1; i <= count; i++) {
		const piece = pieces.get(i);
		if (piece === undefined) return undefined;
		ordered.push(piece);
	}
	return ordered.length === 0 ? undefined : new Uint8Array(Buffer.concat(ordered));
}

/** Reads the markers up to the first scan; `undefined` when the bytes are no JPEG or hold no frame before it. */
export function readJpegHeader(jpeg: Uint8Array): JpegHeader | undefined {
	const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
	if (bytes.length < 4 || bytes.readUInt16BE(0) !== SOI) return undefined;
	let frame: Frame | undefined;
	let adobeTransform: number | undefined;
	const pieces = new Map<number, Buffer>();
	let pieceCount = 0;
	for (let at = 2; at + 4 <= bytes.length; ) {
		const marker = bytes[at + 1] ?? 0;
		if (bytes[at] !== 0xff) return undefined;
		if (marker === 0xff) {
			at++; // a fill byte before the marker
			continue;
		}
		if (marker === 0xda || marker === 0xd9) break;
		const length = bytes.readUInt16BE(at + 2);
		const segment = bytes.subarray(at + 4, at + 2 + length);
		if (length < 2 || segment.length !== length - 2) return undefined;
		if (isFrame(marker)) frame = readFrame(marker, segment);
		if (marker === 0xee && segment.length >= 12 && segment.toString('latin1', 0, 5) === ADOBE)
			adobeTransform = segment[11];
		if (marker === 0xe2 && segment.length > 14 && segment.toString('latin1', 0, 12) === ICC) {
			pieces.set(segment[12] ?? 0, segment.subarray(14));
			pieceCount = segment[13] ?? 0;
		}
		at += 2 + length;
	}
	if (frame === undefined) return undefined;
	const profile = joinProfile(pieces, pieceCount);
	return {
		...frame,
		...(adobeTransform === undefined ? {} : { adobeTransform }),
		...(profile === undefined ? {} : { profile }),
	};
}
