import { describe, expect, it } from 'vitest';
import { judgeFields, sameValue, sumVerdicts } from '../../bench/field-scores.ts';

const truth = {
	documentNumber: { value: '012/QĐ-UBND', printed: '012/QĐ-UBND', page: 0 },
	issueDate: { value: '2026-01-05', printed: 'ngày 5 tháng 01 năm 2026', page: 0, handwritten: true as const },
	subject: { value: 'V/v trả lời', printed: 'V/v trả lời', page: 0, also: ['trả lời'] },
	validUntil: null,
	dossierCode: null,
};

describe('fields', () => {
	it('takes the place of a tone mark, spaces and normal form as the same, nothing else', () => {
		expect(sameValue('ỦY BAN  NHÂN DÂN', 'UỶ BAN NHÂN DÂN'.normalize('NFD'))).toBe(true);
		expect(sameValue('12/QĐ-UBND', '012/QĐ-UBND')).toBe(false);
		expect(sameValue('Hà Nội', 'Hà Nôi')).toBe(false);
		expect(sameValue('Lê An', 'LÊ AN')).toBe(false);
	});

	it('judges right, wrong, missing and given though absent', () => {
		const verdicts = judgeFields('d', truth, {
			documentNumber: { value: '12/QĐ-UBND', confidence: 0.95 },
			subject: { value: 'trả lời', confidence: 0.4 },
			validUntil: { value: '2027-01-05', confidence: 0.5 },
			ownerName: { value: 'not scored', confidence: 1 },
		});
		expect(Object.fromEntries(verdicts.map((v) => [v.field, v.verdict]))).toEqual({
			documentNumber: 'wrong',
			issueDate: 'missing',
			subject: 'right',
			validUntil: 'spurious',
		});
		expect(verdicts.find((v) => v.field === 'issueDate')?.handwritten).toBe(true);
		expect(sumVerdicts(verdicts)).toMatchObject({
			count: 4,
			right: 1,
			wrong: 1,
			missing: 1,
			spurious: 1,
			certainlyWrong: 1,
		});
	});

	it('says nothing of a field that is rightly absent', () => {
		expect(judgeFields('d', { dossierCode: null }, {})).toEqual([]);
	});
});
