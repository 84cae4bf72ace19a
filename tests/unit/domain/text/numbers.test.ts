import { describe, expect, it } from 'vitest';
import {
	findDocumentNumbers,
	findDossierCodes,
	findProcedureCodes,
	formatDocumentNumber,
	hasTaxCheckDigit,
	parseDocumentNumber,
	parseDossierCode,
	parsePersonalId,
	parseProcedureCode,
	parseResultTypeCode,
	parseTaxCode,
	personalIdWarnings,
	readPersonalId,
} from '../../../../domain/text/index.ts';

describe('document numbers', () => {
	it('keeps the real ones of domain.md §4.2 as they are', () => {
		for (const text of [
			'3004/QĐ-UBND',
			'89/2025/QĐ-UBND',
			'0130/KH-UBND',
			'012/CT-UBND',
			'01779/QĐ-UBND',
			'1594/QĐ-TTPVHCC',
			'5155/SGDĐT-GDTXNNĐH',
			'11554/VPCP-V.I',
			'52/2025/QĐ-CTUBND',
			'89/2017/QĐST-KDTM',
			'335/2025/NĐ-CP',
			'1360/QĐ-TTg',
			'295/VP-CTHĐND',
			'154/GPXD',
			'003/2025/GPXD',
			'45/2026',
			'99/UBND-XNTTHN',
			'167/TLKT-BS',
			'000123/TNG-CCHN',
		]) {
			const parsed = parseDocumentNumber(text);
			expect(parsed && formatDocumentNumber(parsed), text).toBe(text);
		}
	});

	it('undoes stray spaces and confusions in the notation, never digits', () => {
		const read = (text: string) => {
			const parsed = parseDocumentNumber(text);
			return parsed && formatDocumentNumber(parsed);
		};
		expect(read('9476 /BNNMT-CNTY')).toBe('9476/BNNMT-CNTY');
		expect(read('12 / QD - UBNO')).toBe('12/QĐ-UBND');
		expect(read('12/QÐ-UBNĐ')).toBe('12/QĐ-UBND');
		expect(read('335/2025/ND-CP')).toBe('335/2025/NĐ-CP');
		expect(read('1360/QĐ-TTG')).toBe('1360/QĐ-TTg');
		expect(read('Số: 08/HD-STC')).toBe('08/HD-STC');
		expect(read('0012/QĐ–UBND')).toBe('0012/QĐ-UBND');
	});

	it('leaves dates, months and fractions alone', () => {
		for (const text of ['15/10/2025', '1/2', 'A/QĐ', '12/qđ', '1234567/QĐ-UBND', '']) {
			expect(parseDocumentNumber(text), text).toBeUndefined();
		}
	});

	it('finds them in running text without the words that follow', () => {
		const found = findDocumentNumbers(
			'Số: 45/TLKT-BS - Quyển số 01/2026; Căn cứ 12/2015/NĐ-CP. Điều 1, xét Tờ trình 7/TTr-STP ngày 1/2/2026',
		);
		expect(found.map(formatDocumentNumber)).toEqual(['45/TLKT-BS', '12/2015/NĐ-CP', '7/TTr-STP']);
	});
});

describe('codes', () => {
	it('takes all shapes of a dossier code', () => {
		expect(parseDossierCode('000.00.10.H55-220705-0012')).toMatchObject({
			shape: 'old',
			agency: '000.00.10.H55',
			date: '2022-07-05',
			serial: '0012',
		});
		expect(parseDossierCode('H56.14-240823-0001')).toMatchObject({
			shape: 'current',
			agency: 'H56.14',
			treasury: false,
		});
		expect(parseDossierCode('H55.16-251203-010012')).toMatchObject({ shape: 'central', serial: '010012' });
		expect(parseDossierCode('t.g12.001.02 – 240823-0001')).toMatchObject({
			code: 'T.G12.001.02-240823-0001',
			treasury: true,
		});
	});

	it('refuses impossible days and other things', () => {
		for (const text of [
			'H56.14-240230-0001',
			'H56.14-241323-0001',
			'Z56.14-240823-0001',
			'H56.14-240823-001',
			'240823-0001',
			'H56'.repeat(40),
		]) {
			expect(parseDossierCode(text), text).toBeUndefined();
		}
	});

	it('finds them in text', () => {
		const text = 'Mã hồ sơ: H55.16-251203-010012-KQ1; TTHC 1.014465 và 1.000555.000.00.00.H48; 1.500.000 đồng';
		expect(findDossierCodes(text).map((c) => c.value)).toEqual(['H55.16-251203-010012']);
		expect(findProcedureCodes(text).map((c) => c.value)).toEqual(['1.014465', '1.000555.000.00.00.H48']);
	});

	it('takes procedure and result type codes', () => {
		expect(parseProcedureCode(' 1.000555.000.00.00.h48 ')).toBe('1.000555.000.00.00.H48');
		expect(parseProcedureCode('4.000555')).toBeUndefined();
		expect(parseResultTypeCode('KQ.G15.000031')).toBe('KQ.G15.000031');
		expect(parseResultTypeCode('KQ.G15.00031')).toBeUndefined();
	});
});

describe('personal ids', () => {
	it('takes 12 and 9 digits, also spaced', () => {
		expect(parsePersonalId('0011 6902 0213')).toEqual({ id: '001169020213', kind: 'citizenId' });
		expect(parsePersonalId('091.234.567')).toEqual({ id: '091234567', kind: 'identityCard' });
		expect(parsePersonalId('0011690202')).toBeUndefined();
		expect(parsePersonalId('001169020213a')).toBeUndefined();
	});

	it('warns where the number and the paper disagree', () => {
		expect(readPersonalId('019090001234')).toEqual({ place: '019', sex: 'male', birthYear: 1990 });
		expect(readPersonalId('019305001234')).toEqual({ place: '019', sex: 'female', birthYear: 2005 });
		expect(personalIdWarnings('019090001234', { birthDate: '1990-02-03', sex: 'male' })).toEqual([]);
		expect(personalIdWarnings('019090001234', { birthDate: '1991-02-03', sex: 'female' })).toEqual([
			'birthYear',
			'sex',
		]);
		expect(personalIdWarnings('091234567', { birthDate: '1991-02-03' })).toEqual([]);
	});
});

describe('tax codes', () => {
	it('checks the tenth digit', () => {
		for (const code of ['0315459414', '0100109106', '0101243150', '0301464904', '4600100003'])
			expect(hasTaxCheckDigit(code), code).toBe(true);
		for (let digit = 0; digit <= 9; digit += 1) expect(hasTaxCheckDigit(`031545941${digit}`)).toBe(digit === 4);
	});

	it('takes 10, 13 and 12 digits', () => {
		expect(parseTaxCode('46 0010 0003')).toEqual({ code: '4600100003', kind: 'enterprise' });
		expect(parseTaxCode('4600100003-001')).toEqual({ code: '4600100003-001', kind: 'branch' });
		expect(parseTaxCode('4600100003001')).toEqual({ code: '4600100003-001', kind: 'branch' });
		expect(parseTaxCode('019090001234')).toEqual({ code: '019090001234', kind: 'person' });
		expect(parseTaxCode('4600100004')).toBeUndefined();
		expect(parseTaxCode('46001')).toBeUndefined();
	});
});
