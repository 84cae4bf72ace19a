import sharp from 'sharp';
import type { GrayImage } from '../../../../ocr/engine/index.ts';

/** Lines of text drawn black on white at 200 dpi, A5-wide, 26 px letters, as an office printer would leave them. */
export async function textImage(lines: readonly string[], width = 1200): Promise<GrayImage> {
	const height = 80 + 60 * lines.length;
	const rows = lines.map((line, i) => `<text x="60" y="${80 + 60 * i}">${line}</text>`).join('');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="100%" height="100%" fill="white"/><g font-family="Tinos, Liberation Serif, DejaVu Serif, serif" font-size="34">${rows}</g></svg>`;
	const { data, info } = await sharp(Buffer.from(svg)).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
	return { data: new Uint8Array(data), width: info.width, height: info.height, dpi: 200 };
}
