import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../../../domain/fields.ts';
import { readFields } from '../../../../ocr/fields/index.ts';
import { body, type Line, letterhead, typeset } from './typeset.ts';

const TEXT = body(0.3, [
	'Xác nhận các thông tin trên đây là đúng với hồ sơ đang lưu giữ tại cơ quan này',
	'và chịu trách nhiệm.',
]);

function at(y: number, text: string, confidence?: number): Line {
	return { y, at: 0.72, align: 'middle', text, ...(confidence === undefined ? {} : { confidence }) };
}

function read(lines: readonly Line[]) {
	const { fields } = readFields([typeset(lines)]);
	const value = (name: FieldName) => fields[name]?.value;
	return { fields, value };
}

describe('a signature whose name the seal hides', () => {
	it('keeps position, date and place of a certificate without recipients', () => {
		const { value } = read([
			...TEXT,
			at(0.5, 'La Bằng, ngày 21 tháng 02 năm 2026'),
			at(0.52, 'TM. ỦY BAN NHÂN DÂN'),
			at(0.538, 'CHỦ TỊCH'),
		]);
		expect(value('signerPosition')).toBe('TM. ỦY BAN NHÂN DÂN CHỦ TỊCH');
		expect(value('issueDate')).toBe('2026-02-21');
		expect(value('placeOfIssue')).toBe('La Bằng');
		expect(value('signerName')).toBeUndefined();
	});

	it('is found at the end of the text, not before it', () => {
		expect(read([...TEXT, at(0.5, ';ZTRƯỞNG PHÒNG', 0.8)]).value('signerPosition')).toBe('TRƯỞNG PHÒNG');
		const before = body(0.6, ['Văn bản còn tiếp tục ở dưới đây với những dòng dài hết cả chiều ngang trang.']);
		expect(read([...TEXT, at(0.5, 'TRƯỞNG PHÒNG'), ...before]).value('signerPosition')).toBeUndefined();
	});

	it('dates the paper also when nothing of the block is left', () => {
		const { value } = read([...TEXT, at(0.5, 'La Bằng, ngày 21 tháng 02 năm 2026')]);
		expect(value('issueDate')).toBe('2026-02-21');
	});
});

describe('a name', () => {
	const signed = (...lines: readonly Line[]) => read([...TEXT, at(0.5, 'KT. CHỦ TỊCH'), ...lines]).value('signerName');

	it('is read without the strokes at its words', () => {
		expect(signed(at(0.518, 'PHÓ CHỦ TỊCH'), at(0.61, 'Nguyễn: Văn; Bình.'))).toBe('Nguyễn Văn Bình');
	});

	it('is taken before what the seal made of the line over it', () => {
		expect(signed(at(0.53, '^ PHỦ CHỦ HH', 0.4), at(0.61, 'Hà Bình An'))).toBe('Hà Bình An');
	});
});

describe('the head of a paper', () => {
	const head = (number: string, date: string) =>
		read([
			...letterhead(['ỦY BAN NHÂN DÂN', 'XÃ LA BẰNG'], number, date),
			{ y: 0.2, at: 0.5, align: 'middle', text: 'QUYẾT ĐỊNH' },
		]);

	it('gives a number whose slash was not read, or whose Đ was read twice, for checking', () => {
		for (const [line, number] of [
			['Số: 115GPXD-SXD', '115/GPXD-SXD'],
			['Số: 06/QĐĐ-UBND', '06/QĐ-UBND'],
		] as const) {
			const { fields, value } = head(line, 'La Bằng, ngày 05 tháng 01 năm 2026');
			expect(value('documentNumber')).toBe(number);
			expect(fields.documentNumber?.confidence).toBeLessThan(0.9);
		}
	});

	it('gives the place also when the day is not readable, if the issuer bears its name', () => {
		expect(head('Số: 6/QĐ-UBND', 'La Bằng, ngày 0` tháng 01 năm 2026').value('placeOfIssue')).toBe('La Bằng');
		expect(head('Số: 6/QĐ-UBND', 'La Hiên, ngày 0` tháng 01 năm 2026').value('placeOfIssue')).toBeUndefined();
	});
});

describe('a position that is not in the list', () => {
	it('is read over a name at the end of the text, and is not certain', () => {
		const { fields, value } = read([...TEXT, at(0.5, 'NGƯỜI LẬP DANH SÁCH'), at(0.6, 'Nguyễn Văn Bình')]);
		expect(value('signerPosition')).toBe('NGƯỜI LẬP DANH SÁCH');
		expect(value('signerName')).toBe('Nguyễn Văn Bình');
		expect(fields.signerPosition?.confidence).toBeLessThan(0.9);
	});
});

describe("a holder's name", () => {
	it('is kept whole when the rule under it sticks to its last word', () => {
		const { value } = read([
			...letterhead(['UBND XÃ LA BẰNG', 'PHÒNG KINH TẾ'], '', ''),
			{ y: 0.2, at: 0.5, align: 'middle', text: 'GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH' },
			...body(0.4, ['Họ và tên (ghi bằng chữ in hoa): LÝ HỒNG CHÂU_ Giới tính: Nữ']),
		]);
		expect(value('ownerName')).toBe('LÝ HỒNG CHÂU');
	});
});

describe("the issuer's unit", () => {
	it('takes the spelling that the date line and the text agree on, and is not certain', () => {
		const { fields, value } = read([
			...letterhead(['ỦY BAN NHÂN DÂN', 'XÃ CÔN CỎ'], 'Số: 12/GXN-UBND', 'Cồn Cỏ, ngày 05 tháng 01 năm 2026'),
			...body(0.3, ['Ủy ban nhân dân xã Cồn Cỏ xác nhận.']),
		]);
		expect(value('issuingBody')).toBe('ỦY BAN NHÂN DÂN XÃ CỒN CỎ');
		expect(fields.issuingBody?.confidence).toBeLessThan(0.9);
	});
});
