import { describe, expect, it } from 'vitest';
import { isFault } from '../../../domain/index.ts';
import { decodeBmp, readBmpHeader } from '../../../scan/bmp.ts';
import { memorySource } from '../../../scan/byte-source.ts';

type Options = {
	bits: number;
	height?: number;
	width?: number;
	compression?: number;
	palette?: readonly (readonly [number, number, number])[];
	masks?: readonly number[];
	rows: readonly (readonly number[])[];
	cut?: number;
};

/** A Windows 3 BMP; rows as stored, each padded to four bytes. */
function bmp(options: Options): Buffer {
	const { bits, width = 2, height = options.rows.length, compression = 0, palette = [], masks = [], rows } = options;
	const head = Buffer.alloc(54);
	const dataAt = 54 + masks.length * 4 + palette.length * 4;
	head.write('BM', 'latin1');
	head.writeUInt32LE(dataAt, 10);
	head.writeUInt32LE(40, 14);
	head.writeInt32LE(width, 18);
	head.writeInt32LE(height, 22);
	head.writeUInt16LE(1, 26);
	head.writeUInt16LE(bits, 28);
	head.writeUInt32LE(compression, 30);
	head.writeInt32LE(11_811, 38);
	head.writeInt32LE(11_811, 42);
	head.writeUInt32LE(palette.length, 46);
	const maskBytes = Buffer.alloc(masks.length * 4);
	for (const [i, mask] of masks.entries()) maskBytes.writeUInt32LE(mask, i * 4);
	const colours = Buffer.from(palette.flatMap(([r, g, b]) => [b, g, r, 0]));
	const data = rows.map((row) => Buffer.concat([Buffer.from(row), Buffer.alloc((4 - (row.length % 4)) % 4)]));
	const whole = Buffer.concat([head, maskBytes, colours, ...data]);
	return whole.subarray(0, whole.length - (options.cut ?? 0));
}

async function decode(options: Options): Promise<{ data: number[]; channels: number }> {
	const bytes = bmp(options);
	const { data, channels } = decodeBmp(bytes, await readBmpHeader(memorySource(bytes)));
	return { data: [...data], channels };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => 'none',
		(error: unknown) => (isFault(error) ? error.code : String(error)),
	);
}

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;

describe('BMP', () => {
	it('decodes 24 bits from the bottom up', async () => {
		const pixels = await decode({
			bits: 24,
			rows: [
				[0, 0, 255, 0, 255, 0],
				[255, 0, 0, 9, 8, 7],
			],
		});
		expect(pixels).toEqual({ channels: 3, data: [0, 0, 255, 7, 8, 9, 255, 0, 0, 0, 255, 0] });
	});

	it('decodes rows from the top when the height is negative', async () => {
		const pixels = await decode({
			bits: 24,
			height: -2,
			rows: [
				[0, 0, 255, 0, 0, 255],
				[255, 0, 0, 255, 0, 0],
			],
		});
		expect(pixels.data).toEqual([...RED, ...RED, ...BLUE, ...BLUE]);
	});

	it('decodes palettes of 1, 4 and 8 bits', async () => {
		const palette = [RED, BLUE];
		const expected = [...BLUE, ...RED];
		expect((await decode({ bits: 1, palette, rows: [[0b1000_0000]] })).data).toEqual(expected);
		expect((await decode({ bits: 4, palette, rows: [[0x10]] })).data).toEqual(expected);
		expect((await decode({ bits: 8, palette, rows: [[1, 0]] })).data).toEqual(expected);
	});

	it('decodes a gray palette to one channel', async () => {
		const palette = [
			[0, 0, 0],
			[255, 255, 255],
		] as const;
		expect(await decode({ bits: 1, palette, rows: [[0b0100_0000]] })).toEqual({ channels: 1, data: [0, 255] });
	});

	it('decodes 16 bits by masks and 32 bits', async () => {
		const masks = [0xf800, 0x07e0, 0x001f];
		expect((await decode({ bits: 16, compression: 3, masks, rows: [[0x00, 0xf8, 0x1f, 0x00]] })).data).toEqual([
			...RED,
			...BLUE,
		]);
		expect((await decode({ bits: 32, rows: [[0, 0, 255, 0, 255, 0, 0, 0]] })).data).toEqual([...RED, ...BLUE]);
	});

	it('reads the resolution', async () => {
		const bytes = bmp({ bits: 24, rows: [[0, 0, 0, 0, 0, 0]] });
		expect((await readBmpHeader(memorySource(bytes))).claim).toEqual({ xDpi: 300, yDpi: 300 });
	});

	it.each([
		['rows cut off', { bits: 24, rows: [[0, 0, 0, 0, 0, 0]], cut: 1 }, 'imageDamaged'],
		['a size far beyond the file', { bits: 24, width: 2 ** 31 - 1, height: 2 ** 31 - 1, rows: [[0]] }, 'imageDamaged'],
		['a height of -2^31', { bits: 24, height: -(2 ** 31), rows: [[0]] }, 'imageDamaged'],
		['no width', { bits: 24, width: 0, rows: [[0]] }, 'imageDamaged'],
		['seven bits', { bits: 7, rows: [[0]] }, 'imageDamaged'],
		['run-length coding', { bits: 8, compression: 1, rows: [[0]] }, 'fileKindUnknown'],
	])('refuses %s', async (_, options, code) => {
		expect(await codeOf(readBmpHeader(memorySource(bmp(options))))).toBe(code);
	});
});
