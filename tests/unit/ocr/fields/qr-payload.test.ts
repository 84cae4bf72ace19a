import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFields } from '../../../../ocr/fields/index.ts';
import { readQrPayload } from '../../../../ocr/fields/qr-payload.ts';
import { typeset } from './typeset.ts';

function read(payload: string): Record<string, string> {
	return Object.fromEntries(readQrPayload(payload).map(({ field, value }) => [field, value]));
}

describe('readQrPayload', () => {
	it('reads plain pieces by their own shape, whatever the separator', () => {
		for (const separator of ['|', ';', '\n', ' | ']) {
			const payload = [
				'H55.16-251203-010012',
				'1.014465',
				'019090001234',
				'123/GP-SXD',
				'Nguyễn Văn A',
				'05/01/2026',
			].join(separator);
			expect(read(payload)).toEqual({
				dossierCode: 'H55.16-251203-010012',
				procedureCode: '1.014465',
				ownerIdNumber: '019090001234',
				documentNumber: '123/GP-SXD',
			});
		}
	});

	it('reads keyed pieces, JSON and URLs', () => {
		const wanted = { dossierCode: 'H55.16-251203-010012', issueDate: '2026-01-05', validUntil: 'indefinite' };
		expect(read('Mã hồ sơ: H55.16-251203-010012|Ngày cấp: 05/01/2026|Thời hạn hiệu lực: Vô thời hạn')).toEqual(wanted);
		expect(
			read('{"maHoSo":"H55.16-251203-010012","ketQua":{"ngayCap":"20260105083000","thoiHanHieuLuc":"Không thời hạn"}}'),
		).toEqual(wanted);
		expect(read('https://dichvucong.example.vn/tra-cuu?ma_ho_so=H55.16-251203-010012')).toEqual({
			dossierCode: 'H55.16-251203-010012',
		});
		expect(read('https://dichvucong.example.vn/hs/H55.16-251203-010012')).toEqual({
			dossierCode: 'H55.16-251203-010012',
		});
	});

	it('takes no agency code for a person, no wrong tax code, no bare name or date', () => {
		expect(read('Mã định danh: H55.16|Mã số thuế: 4600100004|Trần Thị B|01/01/2026')).toEqual({});
	});

	it('never throws, also on hostile JSON, keys and URLs', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc.json({ maxDepth: 4 }),
					fc.string({ unit: 'grapheme-ascii' }).map((text) => `https://a/${text}`),
				),
				(payload) => readQrPayload(payload).length >= 0,
			),
		);
		expect(readQrPayload(`${'['.repeat(4000)}`)).toEqual([]);
		expect(readQrPayload('{"__proto__":{"so":"1/QĐ-UBND"},"constructor":"x"}').length).toBeLessThan(2);
		expect(readQrPayload('https://a/%E0%A4%A')).toEqual([]);
	});
});

describe('QR codes on a page', () => {
	const code = (text: string, format = 'QRCode') => ({ format, text, box: [10, 20, 100, 100] as const });

	it('win over what was read, and say where they stood', () => {
		const page = typeset([{ y: 0.5, at: 0.1, text: 'Mã hồ sơ: H55.16-251203-0011' }], {
			codes: [code('Mã hồ sơ: H55.16-251203-0012')],
		});
		expect(readFields([page]).fields.dossierCode).toMatchObject({
			value: 'H55.16-251203-0012',
			origin: 'qr',
			box: [10, 20, 100, 100],
			page: 0,
		});
	});

	it('say nothing when they disagree, and bar codes are no data', () => {
		expect(
			readFields([typeset([], { codes: [code('H55.16-251203-0012'), code('H55.16-251203-0013')] })]).fields,
		).toEqual({});
		expect(readFields([typeset([], { codes: [code('019090001234', 'Code128')] })]).fields).toEqual({});
	});
});
