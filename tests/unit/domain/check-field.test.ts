import { describe, expect, it } from 'vitest';
import { missingFields, typedValue } from '../../../domain/index.ts';

describe('a typed value', () => {
	it('is kept in one spelling', () => {
		expect(typedValue('ownerName', '  Nguyễn  Văn\tAn '.normalize('NFD'))).toBe('Nguyễn Văn An');
	});

	it('says that the paper does not have the field when it is empty', () => {
		expect(typedValue('issueDate', '  ')).toBe('');
	});

	it.each([
		['issueDate', '2026-11-23', true],
		['issueDate', '23/11/2026', false],
		['issueDate', '2026-02-30', false],
		['issueDate', 'indefinite', false],
		['validUntil', 'indefinite', true],
		['documentNumber', '01779/QĐ-UBND', true],
		['subject', 'x'.repeat(501), false],
	] as const)('%s = %s: %s', (field, text, fit) => {
		expect(typedValue(field, text) !== undefined).toBe(fit);
	});
});

describe('obligatory fields', () => {
	const values = { documentNumber: '1/QĐ-UBND', issueDate: '2026-11-23', issuingBody: 'UBND xã Mẫu' };

	it('are number, date and issuing body', () => {
		expect(missingFields(values)).toEqual([]);
		expect(missingFields({})).toEqual(['documentNumber', 'issueDate', 'issuingBody']);
		expect(missingFields({ ...values, issueDate: '' })).toEqual(['issueDate']);
	});

	it('let the code of an enterprise, or the serial of a certificate, stand for a number', () => {
		const { documentNumber: _, ...rest } = values;
		expect(missingFields(rest)).toEqual(['documentNumber']);
		expect(missingFields({ ...rest, enterpriseCode: '4622417163' })).toEqual([]);
		expect(missingFields({ ...rest, certificateSerial: 'AA 09273289' })).toEqual([]);
	});
});
