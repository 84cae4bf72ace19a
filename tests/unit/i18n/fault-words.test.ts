import { describe, expect, it } from 'vitest';
import { faultWords } from '../../../i18n/index.ts';

describe('a fault in words', () => {
	it('names fields as people do', () => {
		const { text } = faultWords({ code: 'fieldsMissing', data: { fields: 'documentNumber, issueDate' } }, 'en');
		expect(text).not.toContain('documentNumber');
		expect(text).toMatch(/Number.*, .*[Dd]ate/);
	});

	it('says each reason against an upload, with what belongs to it', () => {
		const reasons = 'fieldMissing field=issueDate; tooBig maxMb=100; signatureInvalid number=2 verdict=altered';
		const { text } = faultWords({ code: 'preflightFailed', data: { reasons } }, 'vi');
		expect(text).toContain('Thiếu trường bắt buộc: Ngày');
		expect(text).toContain('Tệp lớn hơn 100 MB');
		expect(text).toContain('Nội dung đã ký bị sửa đổi');
	});

	it('shows a code that it does not know', () => {
		expect(faultWords({ code: 'newerThanThis', data: {} }, 'vi')).toEqual({ text: 'newerThanThis', advice: '' });
	});
});
