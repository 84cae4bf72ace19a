import { encodeG4 } from '../../ocr/pdf/picture/g4-encode.ts';

/** A TIFF of one Group 4 strip around our own encoder, so that libtiff can be asked to read it. */
export function g4Tiff(
	pixels: Uint8Array,
	width: number,
	height: number,
	options: { readonly blackIsZero?: boolean; readonly leastBitFirst?: boolean; readonly bigEndian?: boolean } = {},
): { readonly bytes: Buffer; readonly strip: Uint8Array } {
	const coded = options.blackIsZero ? pixels.map((value) => 255 - value) : pixels;
	const strip = encodeG4(coded, width, height);
	const stored = options.leastBitFirst ? strip.map(turned) : strip;
	const tags: readonly (readonly [tag: number, type: 3 | 4, value: number])[] = [
		[256, 4, width],
		[257, 4, height],
		[258, 3, 1],
		[259, 3, 4],
		[262, 3, options.blackIsZero ? 1 : 0],
		[266, 3, options.leastBitFirst ? 2 : 1],
		[273, 4, 8],
		[277, 3, 1],
		[278, 4, height],
		[279, 4, stored.length],
	];
	const big = options.bigEndian === true;
	const directory = Buffer.alloc(2 + tags.length * 12 + 4);
	const put16 = (value: number, at: number) =>
		big ? directory.writeUInt16BE(value, at) : directory.writeUInt16LE(value, at);
	const put32 = (value: number, at: number) =>
		big ? directory.writeUInt32BE(value, at) : directory.writeUInt32LE(value, at);
	put16(tags.length, 0);
	tags.forEach(([tag, type, value], i) => {
		const at = 2 + i * 12;
		put16(tag, at);
		put16(type, at + 2);
		put32(1, at + 4);
		if (type === 3) put16(value, at + 8);
		else put32(value, at + 8);
	});
	const gap = Buffer.alloc(stored.length % 2);
	const head = Buffer.from(big ? 'MM\0*\0\0\0\0' : 'II*\0\0\0\0\0', 'latin1');
	const start = 8 + stored.length + gap.length;
	if (big) head.writeUInt32BE(start, 4);
	else head.writeUInt32LE(start, 4);
	return { bytes: Buffer.concat([head, stored, gap, directory]), strip };
}

function turned(byte: number): number {
	let result = 0;
	for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) result |= 0x80 >> bit;
	return result;
}
