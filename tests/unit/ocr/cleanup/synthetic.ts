import sharp from 'sharp';
import type { ExifOrientation, PagePicture } from '../../../../domain/page.ts';

/** Lines of invented Vietnamese text, enough letters for every test of the page's direction. */
const LINES = [
	'Căn cứ Luật Tổ chức chính quyền địa phương; xét đề nghị của Trưởng phòng,',
	'quyết định cấp giấy chứng nhận cho bà Nguyễn Thị Thử Nghiệm, sinh năm 1980,',
	'thường trú tại thôn Mẫu, xã Ví Dụ, kể từ ngày ký; các bộ phận có liên quan',
	'chịu trách nhiệm thi hành và báo cáo kết quả trước ngày cuối cùng của tháng.',
];

/** A4 at `dpi` as SVG: text 13 points high, and what `extra` adds (px of the page). */
export function pageSvg(dpi: number, extra = '', lines = 28): string {
	const width = Math.round((210 / 25.4) * dpi);
	const height = Math.round((297 / 25.4) * dpi);
	const size = (13 / 72) * dpi;
	const text = Array.from({ length: lines }, (_, i) => {
		const y = Math.round(0.12 * height + i * size * 1.5);
		return `<text x="${Math.round(0.14 * width)}" y="${y}" font-family="Tinos, Liberation Serif, DejaVu Serif" font-size="${size}">${LINES[i % LINES.length]}</text>`;
	}).join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f4f2ee"/>${text}${extra}</svg>`;
}

/** A picture of that SVG, leaned clockwise by `leanDeg` and then turned clockwise by `turnDeg`. */
export async function pictureOf(
	svg: string,
	dpi: number,
	leanDeg = 0,
	turnDeg: 0 | 90 | 180 | 270 = 0,
): Promise<PagePicture> {
	const page = await sharp(Buffer.from(svg)).png().toBuffer();
	const { width = 0, height = 0 } = await sharp(page).metadata();
	const leaned = await sharp(page).rotate(leanDeg, { background: '#f4f2ee' }).toBuffer();
	const cropped = leanDeg === 0 ? page : await centre(leaned, width, height);
	return asPicture(await sharp(cropped).rotate(turnDeg).jpeg({ quality: 92 }).toBuffer(), dpi);
}

async function centre(bytes: Buffer, width: number, height: number): Promise<Buffer> {
	const { width: w = 0, height: h = 0 } = await sharp(bytes).metadata();
	const left = Math.max(0, Math.floor((w - width) / 2));
	const top = Math.max(0, Math.floor((h - height) / 2));
	return sharp(bytes)
		.extract({ left, top, width: Math.min(width, w), height: Math.min(height, h) })
		.toBuffer();
}

/** Encoded bytes as the `scan` stage would hand them over. */
export async function asPicture(
	bytes: Uint8Array,
	dpi: number,
	orientation: ExifOrientation = 1,
	colour: PagePicture['colour'] = 'colour',
): Promise<PagePicture> {
	const { width = 0, height = 0, format } = await sharp(bytes).metadata();
	return {
		encoding: format === 'png' ? 'png' : 'jpeg',
		bytes,
		widthPx: width,
		heightPx: height,
		colour,
		orientation,
		resolution: { xDpi: dpi, yDpi: dpi, source: 'file' },
	};
}
