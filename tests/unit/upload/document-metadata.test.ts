import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentFileName } from '../../../upload/document/document-file-name.ts';
import { splitNumber } from '../../../upload/document/split-number.ts';
import { documentMetadata, isDatePattern, isDocCode } from '../../../upload/index.ts';
import { metadataInput, OUTCOME_CODE, sha256 } from './support.ts';

describe('metadata', () => {
	it('names an organisation by its own code', () => {
		const { ownerIdNumber: _, ...fields } = metadataInput().fields;
		const { metadata } = documentMetadata({ ...metadataInput(), fields: { ...fields, enterpriseCode: '4645601698' } });
		expect(metadata.OwnerId).toBe('4645601698');
	});

	it('has the names of CV 7197, and what proves and explains the document', () => {
		const result = documentMetadata(metadataInput());
		expect(result).toEqual({
			missing: [],
			tooLong: [],
			cut: [],
			metadata: {
				DocCode: 'G06.01_GP_000021_V1',
				TypeName: 'Giấy phép xây dựng',
				CodeNumber: '12',
				CodeNotation: 'GP-UBND',
				IssuedDate: '2026-03-09',
				OrganName: 'Ủy ban nhân dân xã Đồng Hỷ',
				Subject: 'Về việc cấp giấy phép xây dựng nhà ở riêng lẻ',
				Language: 'Tiếng Việt',
				PageAmount: 2,
				OutcomeCode: OUTCOME_CODE,
				OwnerId: '019090001234',
				OwnerName: 'Nguyễn Văn Thử',
				ValidUntil: 'indefinite',
				FileName: 'G06.01_GP_000021_V1_20261123_GiayPhepXayDung.pdf',
				Sha256: sha256('x'),
				ByteLength: 1,
				Conformance: 'made',
				Signatures: [
					{ Role: 'clerk', Name: 'Trần Thị Quét', SignedAt: '2026-11-23T02:00:00.000Z' },
					{ Role: 'agency', Name: 'UBND xã Đồng Hỷ', SignedAt: '2026-11-23T03:00:00.000Z' },
				],
				AuditHead: { Seq: 7, Hash: 'a'.repeat(64) },
			},
		});
	});

	it('names the fields that must be there and are not', () => {
		const { missing } = documentMetadata(metadataInput({ fields: { subject: 'x', issuingBody: '' } }));
		expect(missing).toEqual(['documentNumber', 'issueDate', 'issuingBody']);
	});

	it('takes the kind of paper where there is no abstract', () => {
		const { subject: _, ...fields } = metadataInput().fields;
		expect(documentMetadata(metadataInput({ fields })).metadata.Subject).toBe('Giấy phép xây dựng');
	});

	it('cuts texts between words, and never a code', () => {
		const fields = {
			...metadataInput().fields,
			subject: 'đường '.repeat(100),
			issuingBody: 'ộ'.repeat(201),
			documentNumber: `123456/${'Đ'.repeat(18)}-${'A'.repeat(18)}`,
		};
		const { metadata, tooLong, cut } = documentMetadata(metadataInput({ fields }));
		expect(cut).toEqual([
			{ field: 'issuingBody', max: 200 },
			{ field: 'subject', max: 500 },
		]);
		expect(metadata.Subject).toBe(`${'đường '.repeat(83).trim()}…`);
		expect(metadata.OrganName).toBe(`${'ộ'.repeat(199)}…`);
		expect(tooLong).toEqual([{ field: 'documentNumber', max: 30 }]);
		expect(metadata.CodeNotation).toBe(`${'Đ'.repeat(18)}-${'A'.repeat(18)}`);
	});

	it('writes the date as the repository wants it', () => {
		const dateAs = (issuedDatePattern: string) =>
			documentMetadata(metadataInput({ issuedDatePattern })).metadata.IssuedDate;
		expect(['YYYY-DD-MM', 'DD/MM/YYYY', 'YYYYMMDD'].map(dateAs)).toEqual(['2026-09-03', '09/03/2026', '20260309']);
		expect(() => dateAs('YYYY-MM')).toThrow(RangeError);
		expect(['YYYY-MM-DD', 'DD.MM.YYYY', 'YYYY-MM', 'YYYY-MM-DD-DD', 'YYYY MM DD', 'x'].map(isDatePattern)).toEqual([
			true,
			true,
			false,
			false,
			false,
			false,
		]);
	});

	it.each([
		[{ documentNumber: '12/GP-UBND' }, '12', 'GP-UBND'],
		[{ documentNumber: '01779/QĐ-UBND' }, '01779', 'QĐ-UBND'],
		[{ documentNumber: '105/2018/QĐST-HNGĐ' }, '105', '2018/QĐST-HNGĐ'],
		[{ documentNumber: '45/2026' }, '45', '2026'],
		[{ documentNumber: 'THN-00012345' }, '00012345', 'THN'],
		[{ documentNumber: '8881/abc' }, '8881', 'abc'],
		[{ certificateSerial: 'AA 09273289' }, '09273289', 'AA'],
		[{ enterpriseCode: '0315459414' }, '0315459414', ''],
		[{ documentNumber: '', enterpriseCode: '0315459414-001' }, '0315459414-001', ''],
	])('splits the number of %j', (fields, number, notation) => {
		expect(splitNumber(fields)).toEqual({ number, notation });
	});
});

describe('the file name', () => {
	it('is ASCII, safe everywhere and short, whatever it is made of', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (kindName) => {
				const name = documentFileName('G06.01_QĐ_000021_V1', '2026-11-23', kindName);
				return /^G06\.01_QD_000021_V1_20261123_[A-Za-z0-9]{1,40}\.pdf$/.test(name);
			}),
		);
		expect(documentFileName('G06.01_CV_000021_V1', '2026-11-23', '…')).toBe('G06.01_CV_000021_V1_20261123_VanBan.pdf');
	});
});

describe('a DocCode', () => {
	it.each([
		['G06.01_CV_000021_V1', true],
		['G06.01_CV_00021_V1', true],
		['G06_CTr_000021_V12', true],
		['H55.16.23_QĐ_000001_V1', true],
		['H55.16.23_QỘ_000001_V1', false],
		['H55.16.23.45.67.89_QĐ_000001_V1', false],
		['G06.01_CV_000021_V0', false],
		['G06.01_CV_000021', false],
		['G06..01_CV_000021_V1', false],
		['../G06_CV_000021_V1', false],
		['G06.01_CV_000021_V1\n', false],
	])('%j: %s', (text, is) => {
		expect(isDocCode(text)).toBe(is);
	});
});
