import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairCase } from '../../../ocr/repair-case.ts';

const repaired = (text: string): string => repairCase(text.split(' ')).join(' ');

describe('capitals that look like small letters', () => {
	it.each([
		['và nỘp lại', 'và nộp lại'],
		['có thỂ', 'có thỂ'],
		['tổ chỨc', 'tổ chức'],
		['THôNG BÁO', 'THÔNG BÁO'],
		['Luật TỔ chức Chính phủ', 'Luật Tổ chức Chính phủ'],
		['TỔ chức', 'Tổ chức'],
		['(SỞ hữu)', '(Sở hữu)'],
	])('%s becomes %s', (read, text) => {
		expect(repaired(read)).toBe(text);
	});

	it.each([
		'BỘ TƯ PHÁP',
		'TỔ CHỨC lại',
		'QUYẾT ĐỊNH SỐ đã ban hành',
		'Số: 1360/QĐ-TTg ngày',
		'ông VŨ Văn Mẫu',
		'iPhone eTax TTHC',
		'12/2025/QĐ-UBND',
	])('%s stays', (text) => {
		expect(repaired(text)).toBe(text);
	});

	it('changes nothing but case, and what is repaired stays', () => {
		const letters = fc.string({ unit: fc.constantFrom(...'aTổỘuƯ12-/đĐộG'), maxLength: 8 });
		fc.assert(
			fc.property(fc.array(letters, { maxLength: 6 }), (texts) => {
				const once = repairCase(texts);
				expect(once.map((text) => text.toLowerCase())).toEqual(texts.map((text) => text.toLowerCase()));
				expect(repairCase(once)).toEqual(once);
			}),
		);
	});
});
