import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readJpegHeader } from '../../../../ocr/pdf/picture/jpeg-header.ts';

const image = () => sharp({ create: { width: 33, height: 17, channels: 3, background: '#c81e28' } });

/** The JPEG with a segment put in after its SOI. */
function withSegment(jpeg: Buffer, marker: number, body: Buffer): Buffer {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

function piece(number: number, count: number, bytes: Buffer): Buffer {
	return Buffer.concat([Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.from([number, count]), bytes]);
}

describe('readJpegHeader', () => {
	it('reads size, channels and coding', async () => {
		const rgb = readJpegHeader(await image().jpeg().toBuffer());
		expect(rgb).toMatchObject({ widthPx: 33, heightPx: 17, components: 3, decodableInPdf: true, namedRgb: false });
		expect(readJpegHeader(await image().jpeg({ progressive: true }).toBuffer())?.decodableInPdf).toBe(true);
		expect(readJpegHeader(await image().toColourspace('b-w').jpeg().toBuffer())?.components).toBe(1);
		const cmyk = readJpegHeader(await image().toColourspace('cmyk').jpeg().toBuffer());
		expect(cmyk?.components).toBe(4);
		expect(cmyk?.adobeTransform).toBeDefined();
	});

	it('does not take the thumbnail in an EXIF segment for the picture', async () => {
		const thumbnail = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
			.jpeg()
			.toBuffer();
		const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), thumbnail]);
		expect(readJpegHeader(withSegment(await image().jpeg().toBuffer(), 0xe1, exif))?.widthPx).toBe(33);
	});

	it('puts a profile together from pieces in any order, and takes none that is incomplete', async () => {
		const jpeg = await image().jpeg().toBuffer();
		const [first, second] = [Buffer.from('first'), Buffer.from('second')];
		const whole = withSegment(withSegment(jpeg, 0xe2, piece(1, 2, first)), 0xe2, piece(2, 2, second));
		expect(Buffer.from(readJpegHeader(whole)?.profile ?? []).toString()).toBe('firstsecond');
		expect(readJpegHeader(withSegment(jpeg, 0xe2, piece(2, 2, second)))?.profile).toBeUndefined();
	});

	it('says that PDF cannot decode arithmetic coding, lossless or 12-bit frames', async () => {
		const jpeg = await image().jpeg().toBuffer();
		const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
		for (const marker of [0xc3, 0xc9, 0xca]) {
			const other = Buffer.from(jpeg);
			other[frame + 1] = marker;
			expect(readJpegHeader(other)?.decodableInPdf).toBe(false);
		}
		const deep = Buffer.from(jpeg);
		deep[frame + 4] = 12;
		expect(readJpegHeader(deep)?.decodableInPdf).toBe(false);
	});

	it('never throws, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				readJpegHeader(Uint8Array.from([0xff, 0xd8, ...bytes]));
				expect(readJpegHeader(bytes.map((byte) => byte & 0x7f))).toBeUndefined();
			}),
		);
	});
});
