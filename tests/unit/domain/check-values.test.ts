import { describe, expect, it } from 'vitest';
import { checkValues, type FieldValues, type OutcomeKind } from '../../../domain/index.ts';

const WHOLE: FieldValues = { documentNumber: '12/QĐ-UBND', issueDate: '2026-01-05', issuingBody: 'UBND xã Thử' };

function codes(values: FieldValues, kind: OutcomeKind = 'decision'): readonly string[] {
	return checkValues({ ...WHOLE, ...values }, { kind, today: '2026-11-23' }).map(
		({ code, field }) => `${field}: ${code}`,
	);
}

describe('checkValues', () => {
	it('has nothing to say about a paper in order', () => {
		expect(codes({})).toEqual([]);
		expect(
			codes({
				ownerName: 'Lê Thị Thử',
				ownerIdNumber: '019190001234',
				enterpriseCode: '4600100003',
				dossierCode: 'H56.14-251223-0001',
				procedureCode: '1.014465',
				validUntil: 'indefinite',
				certificateSerial: 'AA 09273289',
			}),
		).toEqual([]);
	});

	it('misses what must be there, and takes a code that stands in for a number', () => {
		expect(codes({ documentNumber: '', issueDate: '' })).toEqual(['documentNumber: missing', 'issueDate: missing']);
		expect(codes({ documentNumber: '', enterpriseCode: '4600100003' })).toEqual([]);
	});

	it.each([
		['a day that is none', { issueDate: '2026-02-30' }, 'issueDate: dateImpossible'],
		['a day to come', { issueDate: '2026-11-24' }, 'issueDate: dateInFuture'],
		['a day before the state', { issueDate: '1945-09-01' }, 'issueDate: dateTooEarly'],
		['an end before the beginning', { validUntil: '2026-01-04' }, 'validUntil: validBeforeIssue'],
		['a number without a notation', { documentNumber: '12-QĐ' }, 'documentNumber: numberForm'],
		['a number with a space', { documentNumber: '12 /QĐ-UBND' }, 'documentNumber: numberForm'],
		['a year beside the date', { documentNumber: '12/2025/QĐ-UBND' }, 'documentNumber: numberYear'],
		['an id of 11 digits', { ownerIdNumber: '01919000123' }, 'ownerIdNumber: idLength'],
		['an unknown province', { ownerIdNumber: '003190001234' }, 'ownerIdNumber: idPlace'],
		['a century to come', { ownerIdNumber: '019690001234' }, 'ownerIdNumber: idCentury'],
		['a birth after the paper', { ownerIdNumber: '019331001234' }, 'ownerIdNumber: idBornLater'],
		['a check digit', { enterpriseCode: '4600100004' }, 'enterpriseCode: taxCodeDigit'],
		['a length', { enterpriseCode: '46001' }, 'enterpriseCode: taxCodeLength'],
		['a dossier code', { dossierCode: 'H56-1' }, 'dossierCode: dossierForm'],
		['a dossier after its outcome', { dossierCode: 'H56.14-260223-0001' }, 'dossierCode: dossierLater'],
		['a procedure code', { procedureCode: '9.1' }, 'procedureCode: procedureForm'],
		['a serial number', { certificateSerial: 'A 123' }, 'certificateSerial: serialForm'],
	] as const)('doubts %s', (_, values, expected) => {
		expect(codes(values)).toEqual([expected]);
	});

	it('holds the sex in an id against the name', () => {
		expect(codes({ ownerName: 'Lê Thị Thử', ownerIdNumber: '019090001234' })).toEqual(['ownerIdNumber: idSex']);
		expect(codes({ ownerName: 'Lê Văn Thử', ownerIdNumber: '019090001234' })).toEqual([]);
		expect(codes({ ownerIdNumber: '012345678' })).toEqual([]);
	});

	it('knows kinds with numbers and beginnings of their own', () => {
		expect(codes({ documentNumber: '17A8001234' }, 'businessHouseholdCertificate')).toEqual([]);
		expect(codes({ documentNumber: 'THN-00012345' }, 'practiceCertificate')).toEqual([]);
		expect(codes({ issueDate: '1987-01-05' }, 'landUseCertificate')).toEqual(['issueDate: dateTooEarly']);
	});
});
