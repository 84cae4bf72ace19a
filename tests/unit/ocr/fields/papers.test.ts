import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../../../domain/fields.ts';
import type { RecognizedPage } from '../../../../domain/page.ts';
import { readFields } from '../../../../ocr/fields/index.ts';
import { body, centred, letterhead, signature, typeset } from './typeset.ts';

/** Kind and values alone. */
function values(pages: readonly RecognizedPage[]): { kind: string } & Partial<Record<FieldName, string>> {
	const { kind, fields } = readFields(pages);
	return {
		kind: kind.value,
		...Object.fromEntries(Object.entries(fields).map(([name, reading]) => [name, reading.value])),
	};
}

const DECISION = [
	...letterhead(['UBND TỈNH THÁI NGUYÊN', 'SỞ XÂY DỰNG'], 'Số: 0123/QĐ-SXD', 'Thái Nguyên, ngày 05 tháng 01 năm 2026'),
	...centred(0.19, [
		'QUYẾT ĐỊNH',
		'Về việc phê duyệt điều chỉnh quy hoạch chi tiết',
		'khu dân cư số 5 phường Phan Đình Phùng',
	]),
	...centred(0.28, ['GIÁM ĐỐC SỞ XÂY DỰNG TỈNH THÁI NGUYÊN']),
	...body(0.32, [
		'Căn cứ Luật Xây dựng số 50/2014/QH13 ngày 18 tháng 6 năm 2014;',
		'Căn cứ Quyết định số 99/2025/QĐ-UBND ngày 01/02/2025 của UBND tỉnh;',
		'Điều 1. Phê duyệt điều chỉnh quy hoạch chi tiết.',
		'Điều 2. Quyết định này có hiệu lực kể từ ngày ký.',
	]),
	...signature(0.6, ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], 'Nguyễn Thị Minh Hằng'),
];

const DECISION_VALUES = {
	kind: 'decision',
	documentNumber: '0123/QĐ-SXD',
	issueDate: '2026-01-05',
	issuingBody: 'SỞ XÂY DỰNG',
	placeOfIssue: 'Thái Nguyên',
	subject: 'Về việc phê duyệt điều chỉnh quy hoạch chi tiết khu dân cư số 5 phường Phan Đình Phùng',
	signerName: 'Nguyễn Thị Minh Hằng',
	signerPosition: 'KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC',
};

describe('a decision', () => {
	it('is read from its head and foot, not from the papers it cites', () => {
		expect(values([typeset(DECISION)])).toEqual(DECISION_VALUES);
	});

	it('is read alike when OCR ran the letterhead halves together', () => {
		expect(values([typeset(DECISION, { merge: true })])).toEqual(DECISION_VALUES);
	});

	it('is read in spite of lost marks and a garbled label', () => {
		const garbled = DECISION.map((line) => ({
			...line,
			text: line.text
				.replace('SỞ XÂY DỰNG', 'SO XAY DỰNG')
				.replace('Số: 0123/QĐ', 'Só: 0123/QD')
				.replace('CỘNG HÒA', 'CỌNG HOÀ')
				.replace('Nguyên, ngày 05 tháng', 'Nguyen, ngay 05 thảng')
				.replace('QUYẾT ĐỊNH', 'QUYÉT ĐỊNH'),
		}));
		expect(values([typeset(garbled)])).toEqual(DECISION_VALUES);
	});

	it('has no number and no date when they were left blank', () => {
		const blank = DECISION.map((line) => ({
			...line,
			text: line.text.replace('Số: 0123/', 'Số: /').replace('ngày 05', 'ngày ...'),
		}));
		const read = values([typeset(blank)]);
		expect(read.documentNumber).toBeUndefined();
		expect(read.issueDate).toBeUndefined();
		expect(read.placeOfIssue).toBe('Thái Nguyên');
	});

	it('finds the signature before the appendices', () => {
		const appendix = typeset(
			[...centred(0.1, ['PHỤ LỤC', 'Danh mục kèm theo Quyết định']), ...body(0.2, ['1. Nội dung'])],
			{ index: 1 },
		);
		expect(values([typeset(DECISION), appendix])).toEqual(DECISION_VALUES);
	});

	it('gives boxes around the words and the page', () => {
		const { fields } = readFields([typeset(DECISION)]);
		const [x, y, width, height] = fields.documentNumber?.box ?? [0, 0, 0, 0];
		expect(fields.documentNumber?.page).toBe(0);
		expect(fields.documentNumber?.printed).toBe('0123/QĐ-SXD');
		expect(y).toBeCloseTo(0.14 * 2339, 0);
		expect(height).toBe(34);
		expect(x + width).toBeLessThan(0.5 * 1654);
	});

	it('is unsure of a position whose deputy line is lost under the seal', () => {
		const lost = DECISION.filter((line) => line.text !== 'PHÓ GIÁM ĐỐC');
		expect(readFields([typeset(lost)]).fields.signerPosition?.confidence).toBeLessThan(0.6);
	});

	it('is unsure where the words were', () => {
		const faint = DECISION.map((line) => ({ ...line, confidence: 0.6 }));
		for (const reading of Object.values(readFields([typeset(faint)]).fields))
			expect(reading.confidence).toBeLessThan(0.8);
	});
});

describe('a letter', () => {
	it('has its subject under the number', () => {
		const letter = [
			...letterhead(
				['VĂN PHÒNG ĐOÀN ĐBQH', 'VÀ HĐND TỈNH THANH HÓA'],
				'Số: 295 /VP-CTHĐND',
				'Thanh Hóa, ngày 22 tháng 5 năm 2026',
			),
			...centred(0.165, []),
			{ y: 0.165, at: 0.29, align: 'middle' as const, text: 'V/v gửi Danh mục sản phẩm' },
			{ y: 0.182, at: 0.29, align: 'middle' as const, text: 'theo Nghị định số 335/2025/NĐ-CP' },
			...centred(0.24, ['Kính gửi: Sở Nội vụ']),
			...body(0.28, ['Tiếp theo Công văn số 252/VP-CTHĐND ngày 04/5/2026 của Văn phòng.']),
			...signature(0.5, ['CHÁNH VĂN PHÒNG'], 'Trần Mạnh Long'),
		];
		expect(values([typeset(letter)])).toEqual({
			kind: 'officialLetter',
			documentNumber: '295/VP-CTHĐND',
			issueDate: '2026-05-22',
			issuingBody: 'VĂN PHÒNG ĐOÀN ĐBQH VÀ HĐND TỈNH THANH HÓA',
			placeOfIssue: 'Thanh Hóa',
			subject: 'V/v gửi Danh mục sản phẩm theo Nghị định số 335/2025/NĐ-CP',
			signerName: 'Trần Mạnh Long',
			signerPosition: 'CHÁNH VĂN PHÒNG',
		});
	});
});

describe('a confirmation of marital status', () => {
	const paper = [
		...letterhead(['ỦY BAN NHÂN DÂN', 'XÃ LA BẰNG'], 'Số: 99/UBND-XNTTHN', 'La Bằng, ngày 12 tháng 3 năm 2026'),
		...centred(0.19, ['GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN']),
		...body(0.24, [
			'Xét đề nghị của ông/bà: Lê Văn Sơn',
			'XÁC NHẬN:',
			'Họ, chữ đệm, tên: TRẦN THỊ HOA',
			'Ngày, tháng, năm sinh: 03/02/1995',
			'Giới tính: Nữ Dân tộc: Kinh Quốc tịch: Việt Nam',
			'Giấy tờ tùy thân: Căn cước công dân số 0191 9500 1234 cấp ngày 01/02/2022',
			'Tình trạng hôn nhân: Hiện tại chưa đăng ký kết hôn với ai.',
			'Giấy này được sử dụng để: đăng ký kết hôn với ông Phạm Văn Dũng.',
			'Giấy này có giá trị sử dụng trong 06 tháng kể từ ngày cấp.',
		]),
		...signature(0.6, ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], 'Hoàng Văn Thái'),
	];

	it('names the holder, not the applicant, with a spaced id, purpose and computed end', () => {
		expect(values([typeset(paper)])).toEqual({
			kind: 'maritalStatusConfirmation',
			documentNumber: '99/UBND-XNTTHN',
			issueDate: '2026-03-12',
			issuingBody: 'ỦY BAN NHÂN DÂN XÃ LA BẰNG',
			placeOfIssue: 'La Bằng',
			signerName: 'Hoàng Văn Thái',
			signerPosition: 'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH',
			ownerName: 'TRẦN THỊ HOA',
			ownerIdNumber: '019195001234',
			validityScope: 'đăng ký kết hôn với ông Phạm Văn Dũng',
			validUntil: '2026-09-12',
		});
	});

	it('never shows a computed end as certain', () => {
		expect(readFields([typeset(paper)]).fields.validUntil?.confidence).toBeLessThan(0.9);
	});

	it('doubts an id whose year is not the year of birth', () => {
		const odd = paper.map((line) => ({ ...line, text: line.text.replace('03/02/1995', '03/02/1959') }));
		const [sure, doubtful] = [paper, odd].map(
			(lines) => readFields([typeset(lines)]).fields.ownerIdNumber?.confidence ?? 0,
		);
		expect(sure).toBeGreaterThan(0.9);
		expect(doubtful).toBeLessThan(0.8);
	});
});

describe('certificates', () => {
	it('reads a criminal record without taking its form number', () => {
		const paper = [
			...letterhead(['CÔNG AN TỈNH THÁI NGUYÊN'], 'Số: 1234/CAT-LLTP', 'Thái Nguyên, ngày 2 tháng 10 năm 2025'),
			...centred(0.2, ['PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1']),
			...body(0.25, [
				'1. Họ và tên: NGUYỄN VĂN KHÁNH',
				'2. Giới tính: Nam',
				'3. Ngày sinh: 01/02/1990',
				'4. Số định danh cá nhân: 019090001234',
			]),
			...signature(0.6, ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], 'Lý Văn Hùng'),
		];
		expect(values([typeset(paper)])).toMatchObject({
			kind: 'criminalRecord',
			documentNumber: '1234/CAT-LLTP',
			ownerName: 'NGUYỄN VĂN KHÁNH',
			ownerIdNumber: '019090001234',
			issuingBody: 'CÔNG AN TỈNH THÁI NGUYÊN',
		});
		const without = paper.filter((line) => !line.text.startsWith('Số:'));
		expect(values([typeset(without)]).documentNumber).toBeUndefined();
	});

	it('takes number and date of a death extract from the head, not from the register', () => {
		const paper = [
			...letterhead(
				['ỦY BAN NHÂN DÂN', 'PHƯỜNG TÍCH LƯƠNG'],
				'Số: 167/TLKT-BS',
				'Tích Lương, ngày 07 tháng 11 năm 2024',
			),
			...centred(0.2, ['TRÍCH LỤC KHAI TỬ', '(BẢN SAO)']),
			...body(0.26, [
				'Họ, chữ đệm, tên: ĐẶNG VĂN TƯ',
				'Ngày, tháng, năm sinh: 01/01/1940',
				'Đã chết vào lúc: 10 giờ, ngày 01/12/2009',
				'Đã được đăng ký tại UBND phường',
				'Số: 116 ngày 11/12/2009',
			]),
			...signature(0.6, ['CHỦ TỊCH'], 'Vũ Thị Lan'),
		];
		expect(values([typeset(paper)])).toMatchObject({
			kind: 'deathExtract',
			documentNumber: '167/TLKT-BS',
			issueDate: '2024-11-07',
			ownerName: 'ĐẶNG VĂN TƯ',
		});
	});

	it('keeps the serial and the register number of a land certificate apart', () => {
		const paper = [
			...centred(0.08, ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']),
			...centred(0.14, ['GIẤY CHỨNG NHẬN', 'QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU TÀI SẢN GẮN LIỀN VỚI ĐẤT']),
			...body(0.22, [
				'1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:',
				'Ông: PHẠM VĂN ĐỨC, CCCD số: 019080005678',
				'Địa chỉ thường trú: xã Phú Bình, tỉnh Thái Nguyên',
				'2. Thông tin thửa đất:',
				'Thửa đất số: 123; tờ bản đồ số: 45',
				'Địa chỉ: xóm Đồng, xã Phú Bình, tỉnh Thái Nguyên',
				'Số vào sổ cấp Giấy chứng nhận: CH 00120',
			]),
			{ y: 0.9, at: 0.7, text: 'AA 09273289' },
		];
		expect(values([typeset(paper)])).toMatchObject({
			kind: 'landUseCertificate',
			ownerName: 'PHẠM VĂN ĐỨC',
			ownerIdNumber: '019080005678',
			plotNumber: '123',
			mapSheet: '45',
			certificateSerial: 'AA 09273289',
			registerNumber: 'CH 00120',
		});
		expect(values([typeset(paper)]).documentNumber).toBeUndefined();
	});

	it('reads an enterprise by its code with check digit', () => {
		const paper = [
			...letterhead(['SỞ TÀI CHÍNH TỈNH THÁI NGUYÊN', 'PHÒNG ĐĂNG KÝ KINH DOANH'], '', ''),
			...centred(0.18, ['GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP', 'CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN']),
			...centred(0.24, ['Mã số doanh nghiệp: 4600100003']),
			...body(0.3, [
				'1. Tên công ty',
				'Tên công ty viết bằng tiếng Việt: CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG CÔNG',
				'2. Địa chỉ trụ sở chính: Số 5, đường Hoàng Văn Thụ, phường Phan Đình Phùng',
			]),
		];
		expect(values([typeset(paper)])).toMatchObject({
			kind: 'enterpriseCertificate',
			enterpriseCode: '4600100003',
			ownerName: 'CÔNG TY TNHH MỘT THÀNH VIÊN SÔNG CÔNG',
		});
		const misread = paper.map((line) => ({ ...line, text: line.text.replace('4600100003', '4600100008') }));
		expect(values([typeset(misread)]).enterpriseCode).toBeUndefined();
	});

	it('dates a registration by its last change, not by the first registration', () => {
		const paper = [
			...letterhead(['UBND XÃ TRẠI CAU', 'PHÒNG KINH TẾ'], '', ''),
			...centred(0.13, ['GIẤY CHỨNG NHẬN', 'ĐĂNG KÝ HỘ KINH DOANH']),
			...centred(0.18, [
				'Số: 4600100003',
				'Đăng ký lần đầu, ngày 10 tháng 08 năm 2015',
				'Đăng ký thay đổi lần thứ 3, ngày 10 tháng 04 năm 2017',
			]),
			...body(0.3, [
				'1. Tên hộ kinh doanh: HỘ KINH DOANH TIỆM MAY AN PHÚ',
				'Họ và tên (ghi bằng chữ in hoa): PHẠM DIỄM CHI Giới tính: Nữ',
			]),
		];
		expect(values([typeset(paper)])).toMatchObject({
			kind: 'businessHouseholdCertificate',
			enterpriseCode: '4600100003',
			issueDate: '2017-04-10',
			ownerName: 'PHẠM DIỄM CHI',
			issuingBody: 'PHÒNG KINH TẾ',
		});
		const first = paper.filter((line) => !line.text.includes('thay đổi'));
		const { issueDate } = readFields([typeset(first)]).fields;
		expect(issueDate?.value).toBe('2015-08-10');
		expect(issueDate?.confidence).toBeLessThan(0.9);
	});

	it('takes the holder of a licence from its first article, with its end and code', () => {
		const paper = [
			...letterhead(['ỦY BAN NHÂN DÂN', 'TỈNH THÁI NGUYÊN'], 'Số: 15/GP-UBND', 'Thái Nguyên, ngày 01 tháng 3 năm 2026'),
			...centred(0.19, ['GIẤY PHÉP KHAI THÁC NƯỚC MẶT']),
			...body(0.25, [
				'Căn cứ Luật Tài nguyên nước ngày 27 tháng 11 năm 2023;',
				'Điều 1. Cho phép CÔNG TY TNHH CHẾ BIẾN NÔNG SẢN',
				'BẮC SƠN (mã số doanh nghiệp: 4600100003), địa chỉ tại phường Tích Lương:',
				'Giấy phép có hiệu lực kể từ ngày ký đến hết ngày 01 tháng 3 năm 2031.',
			]),
			...signature(0.6, ['KT CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], 'Lê Văn Sơn'),
		];
		expect(values([typeset(paper)])).toMatchObject({
			kind: 'licence',
			ownerName: 'CÔNG TY TNHH CHẾ BIẾN NÔNG SẢN BẮC SƠN',
			enterpriseCode: '4600100003',
			validUntil: '2031-03-01',
			signerPosition: 'KT. CHỦ TỊCH PHÓ CHỦ TỊCH',
		});
	});
});

describe('a name that stands twice', () => {
	const twice = (second: string) => [
		...letterhead(['ỦY BAN NHÂN DÂN', 'XÃ PHÚ BÌNH'], 'Số: 7/QĐ-UBND', 'Phú Bình, ngày 01 tháng 3 năm 2026'),
		...centred(0.19, ['QUYẾT ĐỊNH', 'Về việc trợ cấp đối với bà Vương Tịnh Nhi']),
		...body(0.3, [`Điều 1. Trợ cấp đối với bà ${second}, sinh ngày 02/03/1965, số định danh cá nhân: 024165163650.`]),
	];

	it('is sure when both places agree, unsure when their marks differ', () => {
		const [agree, differ] = ['Vương Tịnh Nhi', 'Vương Tịnh Nhị'].map(
			(name) => readFields([typeset(twice(name))]).fields.ownerName,
		);
		expect(agree?.confidence).toBeGreaterThan(0.9);
		expect(differ?.confidence).toBeLessThan(0.85);
	});
});

describe('a name without its position', () => {
	it('is still the signer right of the recipients', () => {
		const lines = [
			...body(0.5, ['Nơi nhận:', '- Như trên;']),
			{ y: 0.63, at: 0.72, align: 'middle' as const, text: 'Trần Hồng Hà' },
		];
		const { fields } = readFields([typeset(lines)]);
		expect(fields.signerName?.value).toBe('Trần Hồng Hà');
		expect(fields.signerName?.confidence).toBeLessThan(0.9);
		expect(fields.signerPosition).toBeUndefined();
	});
});
