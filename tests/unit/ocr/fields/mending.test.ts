import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../../domain/text/index.ts';
import { checkName } from '../../../../ocr/fields/person-name.ts';
import { correctPlace } from '../../../../ocr/fields/place-names.ts';
import { mendPosition, restoreMarks, restoreProvinces } from '../../../../ocr/fields/restore-marks.ts';

describe('restoreMarks', () => {
	it('sets the marks of known phrases right, in capitals only', () => {
		expect(restoreMarks('UY BAN NHÀN DÂN THANH PHO HÀ NỌI').text).toBe('ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI');
		expect(restoreMarks('UỶ BAN NHÂN DÂN TỈNH HOÀ BÌNH').changed).toBe(false);
		expect(restoreMarks('so xay dung').changed).toBe(false);
		expect(restoreMarks('PHO GIÁM ĐỐC SỞ').text).toBe('PHÓ GIÁM ĐỐC SỞ');
	});

	it('never changes a letter or digit, only marks', () => {
		fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(restoreMarks(text).text) === fold(text)));
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('UY', 'BAN', 'NHAN', 'DAN', 'SO', 'Y', 'TE', 'THANH', 'PHO', '12', 'HA', 'NOI')),
				(words) => {
					const text = words.join(' ');
					return fold(restoreMarks(text).text) === fold(text);
				},
			),
		);
	});
});

describe('restoreProvinces', () => {
	it('mends a province after its word, and nothing else', () => {
		expect(restoreProvinces('công nhận tỉnh Đông Tháp, thành phố Hai Phòng và xã Đông Tháp')).toBe(
			'công nhận tỉnh Đồng Tháp, thành phố Hải Phòng và xã Đông Tháp',
		);
		expect(restoreProvinces('tỉnh Hoà Bình')).toBe('tỉnh Hoà Bình');
		expect(restoreProvinces('tỉnh lỵ 12')).toBe('tỉnh lỵ 12');
	});

	it('keeps the letters of any text', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				(text) => fold(restoreProvinces(`tỉnh ${text}`)) === fold(`tỉnh ${text}`),
			),
		);
	});
});

describe('correctPlace', () => {
	it('knows provinces by their letters', () => {
		expect(correctPlace('Thái Nguyen')).toEqual({ name: 'Thái Nguyên', known: true });
		expect(correctPlace('Thanh Hoá')).toEqual({ name: 'Thanh Hoá', known: true });
		expect(correctPlace('La Bằng')).toEqual({ name: 'La Bằng', known: false });
	});
});

describe('checkName', () => {
	it('mends the family name and Thị where only one spelling can be meant', () => {
		expect(checkName('Nguyên Thi Hoa')).toEqual({ name: 'Nguyễn Thị Hoa', looks: 'mended' });
		expect(checkName('PHAM VĂN AN')).toEqual({ name: 'PHẠM VĂN AN', looks: 'mended' });
		expect(checkName('Lê Văn Thi')).toEqual({ name: 'Lê Văn Thi', looks: 'sure' });
	});

	it('leaves unclear ones alone', () => {
		expect(checkName('Vu Văn An').looks).toBe('mended');
		expect(checkName('Đương Văn An')).toEqual({ name: 'Đương Văn An', looks: 'unknown' });
		expect(checkName('Qwerty Uiop').looks).toBe('unknown');
	});
});

describe('mendPosition', () => {
	it('sets a position with one wrong letter, stuck dirt or small letters right', () => {
		expect(mendPosition('PHÓ GHỦ TỊCH')).toEqual({ text: 'PHÓ CHỦ TỊCH', changed: true });
		expect(mendPosition('PHố TRƯỞNG PHÒNG').text).toBe('PHÓ TRƯỞNG PHÒNG');
		expect(mendPosition('KT. CHÙ TỊCH').text).toBe('KT. CHỦ TỊCH');
		expect(mendPosition('ZTRƯỞNG PHÒNG').text).toBe('TRƯỞNG PHÒNG');
	});

	it('leaves what is right, what is short and what is no position', () => {
		for (const line of ['CHỦ TỊCH', 'KT. GIÁM ĐỐC', 'VỤ TRƯỞNC KHÁC', 'TM. ỦY BAN NHÂN DÂN', 'BÍ THO']) {
			expect(mendPosition(line)).toEqual({ text: line, changed: false });
		}
	});
});

describe('checkName, strokes', () => {
	it('takes marks off letters that Vietnamese does not have, and says so', () => {
		expect(checkName('Mai Ñgọc Anh')).toEqual({ name: 'Mai Ngọc Anh', looks: 'mended' });
	});
});
