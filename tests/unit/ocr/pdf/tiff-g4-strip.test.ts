import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readG4Strip } from '../../../../ocr/pdf/picture/tiff-g4-strip.ts';
import { g4Tiff } from '../../../support/g4-tiff.ts';

const PIXELS = Uint8Array.from({ length: 20 * 10 }, (_, i) => (i % 3 === 0 ? 0 : 255));

describe('readG4Strip', () => {
	it.each([{}, { blackIsZero: true }, { leastBitFirst: true }, { bigEndian: true }])(
		'finds the strip: %o',
		(options) => {
			const { bytes, strip } = g4Tiff(PIXELS, 20, 10, options);
			const found = readG4Strip(bytes);
			expect(found).toMatchObject({ widthPx: 20, heightPx: 10, blackIsOne: options.blackIsZero === true });
			expect(Buffer.from(found?.bytes ?? [])).toEqual(Buffer.from(strip));
		},
	);

	it('leaves TIFFs of several strips or another compression alone', async () => {
		const tall = sharp({ create: { width: 20, height: 700, channels: 3, background: '#fff' } }).toColourspace('b-w');
		expect(readG4Strip(await tall.clone().tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer())).toBeUndefined();
		expect(readG4Strip(await tall.clone().tiff({ compression: 'lzw' }).toBuffer())).toBeUndefined();
	});

	it('leaves a strip alone that is not all there', () => {
		const { bytes } = g4Tiff(PIXELS, 20, 10);
		const lengthTag = bytes.length - 4 - 12;
		const longer = Buffer.from(bytes);
		longer.writeUInt32LE(1_000_000, lengthTag + 8);
		expect(readG4Strip(bytes)).toBeDefined();
		expect(readG4Strip(longer)).toBeUndefined();
	});

	it('never throws, whatever the bytes', () => {
		const { bytes } = g4Tiff(PIXELS, 20, 10);
		fc.assert(
			fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
				const other = Buffer.from(bytes);
				other[at] = value;
				readG4Strip(other.subarray(0, length));
			}),
			{ numRuns: 2_000 },
		);
	});
});
