import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { strokeOf, strokeWidth } from '../../../ocr/stroke-width.ts';

const TEXT = 'UBND TỈNH BA VÌ';

/** A line of capitals, 13 pt at `dpi`, at the top left. */
async function line(weight: 'normal' | 'bold', dpi: number) {
	const size = (13 / 72) * dpi;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${4 * dpi}" height="${Math.round(size * 2)}"><rect width="100%" height="100%" fill="#fff"/><text x="10" y="${size * 1.5}" font-family="Tinos, Liberation Serif, DejaVu Serif" font-weight="${weight}" font-size="${size}">${TEXT}</text></svg>`;
	const { data, info } = await sharp(Buffer.from(svg)).grayscale().raw().toBuffer({ resolveWithObject: true });
	return { data: new Uint8Array(data), width: info.width, height: info.height, dpi };
}

describe('the width of strokes', () => {
	it.each([150, 170, 300])('tells bold capitals from regular ones at %i dpi', async (dpi) => {
		const [regular, bold] = await Promise.all([line('normal', dpi), line('bold', dpi)]);
		const width = (image: typeof regular) => strokeWidth(image, [1, 0, 0, 1, 0, 0], [0, 0, image.width, image.height]);
		expect((width(regular) ?? 0) / (width(bold) ?? 1)).toBeGreaterThan(0.5);
		expect((width(regular) ?? 9) / (width(bold) ?? 1)).toBeLessThan(0.8);
	});

	it('is given in px of the frame', async () => {
		const image = await line('bold', 150);
		const own = strokeWidth(image, [1, 0, 0, 1, 0, 0], [0, 0, image.width, image.height]) ?? 0;
		const doubled = strokeWidth(image, [2, 0, 0, 2, 0, 0], [0, 0, 2 * image.width, 2 * image.height]) ?? 0;
		expect(doubled).toBeCloseTo(2 * own, 1);
	});

	it('is measured on lines of capitals only, and not on empty paper', async () => {
		const image = await line('bold', 150);
		const box = [0, 0, image.width, image.height] as const;
		const of = (text: string) =>
			strokeOf(
				{ box, block: 0, words: [{ text, box, confidence: 1 }] },
				{
					ocrCopy: image,
					ocrToFrame: [1, 0, 0, 1, 0, 0],
				},
			);
		expect(of(TEXT)).toBeGreaterThan(1);
		expect(of('Ủy ban nhân dân')).toBeUndefined();
		expect(of('12/3')).toBeUndefined();
		const white = { ...image, data: new Uint8Array(image.data.length).fill(255) };
		expect(strokeWidth(white, [1, 0, 0, 1, 0, 0], box)).toBeUndefined();
	});
});
