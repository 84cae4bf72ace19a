import { describe, expect, it } from 'vitest';
import { splitHalves } from '../../../../ocr/layout/index.ts';
import { line, texts } from './lines.ts';

const HEIGHT = 2300;
const BODY = [
	line('QUYẾT ĐỊNH', 700, 420, 1),
	line('Về việc cấp giấy phép xây dựng cho hộ gia đình', 400, 470, 1),
	line('Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2025;', 250, 600, 2),
];

describe('letterhead', () => {
	it('parts the halves of lines that the engine joined, left half first', () => {
		const lines = [
			line('ỦY BAN NHÂN DÂN ~ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 200, 100),
			line('PHƯỜNG AN BÌNH ~ Độc lập - Tự do - Hạnh phúc', 220, 150),
			line('Số: 12/QĐ-UBND ~ An Bình, ngày 03 tháng 02 năm 2026', 200, 250),
			...BODY,
		];
		const split = splitHalves(lines, HEIGHT);
		expect(texts(split)).toEqual([
			'ỦY BAN NHÂN DÂN',
			'PHƯỜNG AN BÌNH',
			'Số: 12/QĐ-UBND',
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'Độc lập - Tự do - Hạnh phúc',
			'An Bình, ngày 03 tháng 02 năm 2026',
			...texts(BODY),
		]);
		expect(split[0]?.block).toBe(split[2]?.block);
		expect(split[3]?.block).toBe(split[5]?.block);
		expect(new Set(split.map((each) => each.block)).size).toBe(4);
	});

	it('bears a misread letter in the motto, and halves that came interleaved', () => {
		const lines = [
			line('CỘNG HÒÀ XÃ HỘI CHÚ NGHĨA VIỆT NAM', 800, 100, 0),
			line('SỞ XÂY DỰNG', 250, 102, 1),
			line('Độc lập - Tư do - Hạnh phúc', 850, 150, 0),
			line('Số: 7/SXD', 250, 205, 1),
		];
		expect(texts(splitHalves([...lines, ...BODY], HEIGHT)).slice(0, 4)).toEqual([
			'SỞ XÂY DỰNG',
			'Số: 7/SXD',
			'CỘNG HÒÀ XÃ HỘI CHÚ NGHĨA VIỆT NAM',
			'Độc lập - Tư do - Hạnh phúc',
		]);
	});

	it('keeps the subject of an official letter with the number above it', () => {
		const lines = [
			line('UBND TỈNH ~ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 200, 100),
			line('SỞ NỘI VỤ ~ Độc lập - Tự do - Hạnh phúc', 200, 150),
			line('Số: 7/SNV-VP ~ An Bình, ngày 03 tháng 02 năm 2026', 200, 250),
			line('V/v số hóa hồ sơ', 180, 300),
			line('Kính gửi: Ủy ban nhân dân các phường', 500, 420, 1),
		];
		expect(texts(splitHalves(lines, HEIGHT)).slice(0, 4)).toEqual([
			'UBND TỈNH',
			'SỞ NỘI VỤ',
			'Số: 7/SNV-VP',
			'V/v số hóa hồ sơ',
		]);
	});

	it('leaves a stamp above the letterhead out of it', () => {
		const lines = [
			line('Người ký: Cổng thông tin', 100, 20, 0),
			line('SỞ NỘI VỤ ~ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 200, 200, 1),
			line('Số: 7/SNV ~ Độc lập - Tự do - Hạnh phúc', 200, 250, 1),
		];
		const split = splitHalves([...lines, ...BODY], HEIGHT);
		expect(texts(split).slice(0, 3)).toEqual(['Người ký: Cổng thông tin', 'SỞ NỘI VỤ', 'Số: 7/SNV']);
		expect(split[0]?.block).toBe(0);
	});

	it('leaves a page without letterhead as it is', () => {
		expect(splitHalves(BODY, HEIGHT)).toBe(BODY);
	});

	it('leaves a page that names the motto in running text as it is', () => {
		const quoted = [...BODY, line('Quốc hiệu ghi: Cộng hòa xã hội chủ nghĩa Việt Nam', 250, 700, 2)];
		expect(splitHalves(quoted, HEIGHT)).toBe(quoted);
	});
});

describe('closing part', () => {
	it('parts recipients and signature, recipients first', () => {
		const lines = [
			...BODY,
			line('Nơi nhận: ~ TM. ỦY BAN NHÂN DÂN', 250, 1800, 3),
			line('- Như Điều 3; ~ CHỦ TỊCH', 250, 1850, 3),
			line('- Lưu: VT.', 250, 1900, 3),
			line('Nguyễn Văn Mẫu', 560, 2050, 4),
		];
		expect(texts(splitHalves(lines, HEIGHT)).slice(3)).toEqual([
			'Nơi nhận:',
			'- Như Điều 3;',
			'- Lưu: VT.',
			'TM. ỦY BAN NHÂN DÂN',
			'CHỦ TỊCH',
			'Nguyễn Văn Mẫu',
		]);
	});

	it('does not take a gap inside a recipient for the one before the signature', () => {
		const lines = [
			...BODY,
			line('Nơi nhận: ~ TM. ỦY BAN NHÂN DÂN', 250, 1800, 3),
			line('- ~ Lưu: VT. ~ CHỦ TỊCH', 250, 1850, 3),
		];
		expect(texts(splitHalves(lines, HEIGHT)).slice(3)).toEqual([
			'Nơi nhận:',
			'- Lưu: VT.',
			'TM. ỦY BAN NHÂN DÂN',
			'CHỦ TỊCH',
		]);
	});

	it('leaves recipients without anything beside them as they are', () => {
		const lines = [...BODY, line('Nơi nhận:', 250, 1800, 3), line('- Như trên.', 250, 1850, 3)];
		expect(splitHalves(lines, HEIGHT)).toBe(lines);
	});
});
