import sharp from 'sharp';
import type { PagePicture } from '../../../domain/index.ts';

/** A line of text on a drawn page: px at 200 dpi, baseline. */
export type DrawnLine = { readonly text: string; readonly x: number; readonly y: number };

/** An A4 page at 200 dpi with text drawn on it, as a PNG from a scanner. The person named is invented. */
export async function drawnPage(lines: readonly DrawnLine[]): Promise<PagePicture> {
	const [widthPx, heightPx] = [1654, 2339];
	const rows = lines.map(({ text, x, y }) => `<text x="${x}" y="${y}">${text}</text>`).join('');
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">
<rect width="100%" height="100%" fill="white"/><g font-family="Tinos, Liberation Serif, DejaVu Serif, serif" font-size="38">${rows}</g></svg>`;
	const bytes = await sharp(Buffer.from(svg)).toColourspace('b-w').png().toBuffer();
	return {
		encoding: 'png',
		bytes,
		widthPx,
		heightPx,
		colour: 'gray',
		orientation: 1,
		resolution: { xDpi: 200, yDpi: 200, source: 'file' },
	};
}

/** A decision of one page: letterhead in two halves, title, text, recipients beside the signature. */
export const DECISION: readonly DrawnLine[] = [
	{ text: 'ỦY BAN NHÂN DÂN', x: 230, y: 200 },
	{ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 720, y: 200 },
	{ text: 'PHƯỜNG AN BÌNH', x: 250, y: 250 },
	{ text: 'Độc lập - Tự do - Hạnh phúc', x: 850, y: 250 },
	{ text: 'Số: 12/QĐ-UBND', x: 250, y: 340 },
	{ text: 'An Bình, ngày 03 tháng 02 năm 2026', x: 800, y: 340 },
	{ text: 'QUYẾT ĐỊNH', x: 730, y: 470 },
	{ text: 'Về việc cấp giấy phép xây dựng', x: 580, y: 530 },
	...Array.from({ length: 8 }, (_, i) => ({
		text: `Điều ${i + 1}. Cấp giấy phép xây dựng cho ông Trần Văn Mẫu theo hồ sơ đã nộp`,
		x: 230,
		y: 660 + 70 * i,
	})),
	{ text: 'Nơi nhận:', x: 230, y: 1400 },
	{ text: 'TM. ỦY BAN NHÂN DÂN', x: 950, y: 1400 },
	{ text: '- Như Điều 8;', x: 230, y: 1460 },
	{ text: 'CHỦ TỊCH', x: 1080, y: 1460 },
	{ text: '- Lưu: VT.', x: 230, y: 1520 },
];
