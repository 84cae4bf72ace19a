import {
	bare,
	day,
	inSentence,
	iso,
	issued,
	monthsLater,
	neighbour,
	pad,
	person,
	place,
	slashed,
	spelled,
	taxCode,
} from '../../content/people.ts';
import { area, business, money, residence, sentences } from '../../content/prose.ts';
import {
	centred,
	committee,
	communeCommittee,
	departmentOf,
	field,
	formLine,
	letterhead,
	paragraph,
	placeAndDate,
	signatureBlock,
	title,
} from '../../parts.ts';
import type { Template } from '../../types.ts';

const LINES = [
	'Bán lẻ lương thực, thực phẩm',
	'Sửa chữa ô tô, xe máy và xe có động cơ khác',
	'Nhà hàng và dịch vụ ăn uống lưu động',
	'May trang phục',
	'Vận tải hàng hóa bằng đường bộ',
	'Chế biến chè khô',
	'Sản xuất gạch không nung',
] as const;

/** A household business' certificate: the number is its tax code, several dates, no row with place and date. */
export const householdCertificate: Template = {
	id: 'business-household',
	kind: 'businessHouseholdCertificate',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const owner = person(random);
		const first = day(random, 2012, 2024);
		const changed = random.chance(0.5);
		const last = changed ? monthsLater(first, random.int(12, 20)) : first;
		const code = taxCode(random);
		const when = (label: string, d: typeof first, own: boolean): string => {
			const text = spelled(random, d);
			return `<p class="block centre line"><i>${label}, ${own ? field('issueDate', text, { value: iso(d) }) : text}</i></p>`;
		};
		const html = [
			letterhead(random, departmentOf(where, ['PHÒNG KINH TẾ'], 'commune')),
			title('GIẤY CHỨNG NHẬN<br>ĐĂNG KÝ HỘ KINH DOANH'),
			`<p class="block centre line">Số: ${field('enterpriseCode', code)}</p>`,
			when('Đăng ký lần đầu', first, !changed),
			...(changed ? [when(`Đăng ký thay đổi lần thứ ${random.int(1, 5)}`, last, true)] : []),
			formLine(`<b>1. Tên hộ kinh doanh</b> (ghi bằng chữ in hoa): ${business(random, 'household')}`),
			formLine(`<b>2. Địa chỉ trụ sở hộ kinh doanh:</b> ${field('address', residence(random, where))}`),
			formLine(
				`Điện thoại: 09${random.digits(8)} &nbsp;&nbsp;&nbsp; Thư điện tử: ${random.pick(['lienhe', 'banhang', 'cuahang'])}${random.int(1, 99)}@example.vn`,
			),
			formLine(`<b>3. Ngành, nghề kinh doanh:</b> ${random.some(LINES, random.int(2, 4)).join('; ')}.`),
			formLine(`<b>4. Vốn kinh doanh:</b> ${money(random)} đồng`),
			formLine('<b>5. Thông tin về chủ hộ kinh doanh:</b>'),
			formLine(
				`Họ và tên (ghi bằng chữ in hoa): ${field('ownerName', owner.name.toUpperCase())} &nbsp;&nbsp; Giới tính: ${owner.female ? 'Nữ' : 'Nam'}`,
			),
			formLine(
				`Sinh ngày: ${slashed(random, owner.born)} &nbsp;&nbsp; Dân tộc: ${random.pick(['Kinh', 'Tày', 'Nùng', 'Sán Dìu', 'Dao'])} &nbsp;&nbsp; Quốc tịch: Việt Nam`,
			),
			formLine(`Số định danh cá nhân: ${field('ownerIdNumber', owner.id)}`),
			formLine(`Nơi thường trú: ${residence(random, neighbour(random, where))}`),
			...sentences(random, 1).map((s) => formLine(`<b>6. Ghi chú:</b> ${s}`)),
			signatureBlock({
				powers: random.pick([['TRƯỞNG PHÒNG'], ['KT. TRƯỞNG PHÒNG', 'PHÓ TRƯỞNG PHÒNG']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['documentNumber', 'placeOfIssue', 'validUntil', 'subject'],
			seal: { ring: `${where.ward.toUpperCase()} * UBND *`, centre: 'PHÒNG KINH TẾ' },
		};
	},
};

/** An enterprise's certificate: no number of its own, its code instead. */
export const enterpriseCertificate: Template = {
	id: 'enterprise',
	kind: 'enterpriseCertificate',
	split: 'seen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const head = person(random);
		const first = day(random, 2008, 2023);
		const change = monthsLater(first, random.int(13, 26));
		const limited = random.chance(0.5);
		const company = business(random, 'company');
		const html = [
			letterhead(random, departmentOf(where, ['SỞ TÀI CHÍNH', 'PHÒNG ĐĂNG KÝ KINH DOANH'])),
			title(
				`GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP<br>${limited ? 'CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN' : 'CÔNG TY CỔ PHẦN'}`,
			),
			`<p class="block centre line"><b>Mã số doanh nghiệp: ${field('enterpriseCode', taxCode(random))}</b></p>`,
			`<p class="block centre line"><i>Đăng ký lần đầu: ${spelled(random, first)}</i></p>`,
			`<p class="block centre line"><i>Đăng ký thay đổi lần thứ: ${random.int(1, 9)}, ${field('issueDate', spelled(random, change), { value: iso(change) })}</i></p>`,
			formLine('<b>1. Tên công ty</b>'),
			formLine(`Tên công ty viết bằng tiếng Việt: ${field('ownerName', company)}`),
			formLine(`Tên công ty viết tắt: ${random.pick(['APC', 'TCJ', 'HGC', 'DTH', 'BSC'])}.,${limited ? 'LTD' : 'JSC'}`),
			formLine('<b>2. Địa chỉ trụ sở chính</b>'),
			formLine(field('address', `${residence(random, where)}, Việt Nam`)),
			formLine(`Điện thoại: 0208.${random.digits(7)} &nbsp;&nbsp; Fax: 0208.${random.digits(7)}`),
			formLine(
				`<b>3. Vốn điều lệ:</b> ${money(random)} đồng. Bằng chữ: ${random.pick(['Chín tỷ tám trăm triệu đồng', 'Năm trăm bốn mươi triệu đồng', 'Hai mươi tỷ đồng chẵn'])}`,
			),
			formLine('<b>4. Người đại diện theo pháp luật của công ty</b>'),
			formLine(`* Họ và tên: ${head.name.toUpperCase()} &nbsp;&nbsp; Giới tính: ${head.female ? 'Nữ' : 'Nam'}`),
			formLine('Chức danh: Giám đốc'),
			formLine(`Sinh ngày: ${slashed(random, head.born)} &nbsp;&nbsp; Dân tộc: Kinh &nbsp;&nbsp; Quốc tịch: Việt Nam`),
			formLine(`Số định danh cá nhân: ${head.id}`),
			formLine(`Địa chỉ liên lạc: ${residence(random, neighbour(random, where))}, Việt Nam`),
			signatureBlock({
				powers: random.pick([['TRƯỞNG PHÒNG'], ['KT. TRƯỞNG PHÒNG', 'PHÓ TRƯỞNG PHÒNG']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['ownerIdNumber', 'documentNumber', 'placeOfIssue', 'subject', 'issuingBody'],
			seal: { ring: `${where.province.toUpperCase()} * SỞ TÀI CHÍNH *`, centre: 'PHÒNG ĐĂNG KÝ KINH DOANH' },
		};
	},
};

/** The land certificate of 2024 (A4): serial of two letters and eight digits, register number, no number of the usual form. */
export const landCertificate: Template = {
	id: 'land-use',
	kind: 'landUseCertificate',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const owner = person(random);
		const serial = `${random.pick(['AA', 'AB', 'AC', 'AĐ'])} ${random.digits(8)}`;
		const html = [
			`<div class="block centre"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b><div class="rule title-rule"></div></div>`,
			title('GIẤY CHỨNG NHẬN<br>QUYỀN SỬ DỤNG ĐẤT, QUYỀN SỞ HỮU<br>TÀI SẢN GẮN LIỀN VỚI ĐẤT'),
			formLine('<b>1. Người sử dụng đất, chủ sở hữu tài sản gắn liền với đất:</b>'),
			formLine(
				`${owner.address} ${field('ownerName', owner.name)}; số định danh cá nhân: ${field('ownerIdNumber', owner.id)}.`,
			),
			formLine('<b>2. Thông tin thửa đất:</b>'),
			formLine(
				`a) Thửa đất số: ${field('plotNumber', String(random.int(1, 1200)))}; &nbsp; tờ bản đồ số: ${field('mapSheet', String(random.int(1, 120)))}`,
			),
			formLine(`b) Diện tích: ${area(random)} m²`),
			formLine(
				`c) Loại đất: ${random.pick(['Đất ở tại nông thôn', 'Đất ở tại đô thị', 'Đất trồng cây lâu năm', 'Đất rừng sản xuất'])}`,
			),
			formLine(`d) Thời hạn sử dụng đất: ${random.pick(['Lâu dài', 'Đến ngày 15/10/2043', 'Đến ngày 01/07/2064'])}`),
			formLine(`đ) Hình thức sử dụng đất: ${random.pick(['Sử dụng riêng', 'Sử dụng chung'])}`),
			formLine(`e) Địa chỉ: ${field('address', residence(random, where))}.`),
			formLine(
				`<b>3. Thông tin tài sản gắn liền với đất:</b> ${random.pick(['-/-', `Nhà ở riêng lẻ, diện tích xây dựng ${area(random)} m², kết cấu khung bê tông cốt thép, ${random.int(1, 4)} tầng, cấp III.`])}`,
			),
			formLine(`<b>4. Ghi chú:</b> ${sentences(random, 1)[0] ?? ''}`),
			signatureBlock({
				dated: placeAndDate(random, bare(where.ward), date),
				powers: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
				name: person(random).name,
			}),
			`<div class="block centre line">${field('certificateSerial', serial)}</div>`,
			formLine(
				`Số vào sổ cấp Giấy chứng nhận: ${field('registerNumber', `${random.pick(['CH', 'CS', 'VP', 'CN'])} ${random.digits(5)}`)}`,
			),
		].join('\n');
		return {
			html,
			unscored: ['documentNumber', 'issuingBody', 'validUntil', 'subject', 'dossierCode', 'procedureCode'],
			seal: { ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
			...(random.chance(0.7) ? { qr: `${serial}|${owner.id}|${random.digits(12)}` } : {}),
		};
	},
};

/** The confirmation of marital status: valid for its purpose only. */
export const maritalStatus: Template = {
	id: 'marital-status',
	kind: 'maritalStatusConfirmation',
	split: 'seen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const who = person(random, { from: 1970 });
		const other = person(random, { female: !who.female, from: 1970 });
		const purpose = random.pick([
			`làm thủ tục kết hôn với ${inSentence(other.address)} ${other.name}, sinh năm ${other.born[0]}, cư trú tại ${inSentence(neighbour(random, where).ward)}`,
			'bổ sung hồ sơ vay vốn ngân hàng',
			'làm thủ tục chuyển nhượng quyền sử dụng đất',
			'nộp hồ sơ mua nhà ở xã hội',
		]);
		const status = random.pick([
			'Chưa đăng ký kết hôn với ai',
			`Đã có vợ/chồng nhưng đã ly hôn theo Quyết định số ${random.int(10, 300)}/${random.int(2015, 2024)}/QĐST-HNGĐ ngày ${slashed(random, day(random, 2015, 2024))} của Tòa án nhân dân`,
			'Hiện tại chưa đăng ký kết hôn với ai',
		]);
		const html = [
			letterhead(random, communeCommittee(where)),
			`<div class="second block"><div class="left">Số: ${field('documentNumber', `${pad(random.int(1, 480))}/UBND-XNTTHN`)}</div><div class="right"><i>${placeAndDate(random, bare(where.ward), date, random.chance(0.1))}</i></div></div>`,
			title('GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN'),
			centred(committee(where.ward).toUpperCase()),
			paragraph(
				`Xét đề nghị của ${inSentence(person(random).address)} ${person(random).name} về việc cấp Giấy xác nhận tình trạng hôn nhân,`,
			),
			centred('XÁC NHẬN:'),
			formLine(`Họ, chữ đệm, tên: ${field('ownerName', who.name.toUpperCase())}`),
			formLine(
				`Ngày, tháng, năm sinh: ${slashed(random, who.born)} &nbsp;&nbsp; Giới tính: ${who.female ? 'Nữ' : 'Nam'} &nbsp;&nbsp; Dân tộc: Kinh`,
			),
			formLine(`Quốc tịch: Việt Nam. Số định danh cá nhân: ${field('ownerIdNumber', who.id)}`),
			formLine(
				`Giấy tờ tùy thân: Căn cước công dân do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày ${slashed(random, day(random, 2021, 2024))}`,
			),
			formLine(`Nơi cư trú: ${residence(random, where)}`),
			formLine(`Tình trạng hôn nhân: ${status}.`),
			paragraph(
				`Giấy này có giá trị 06 tháng kể từ ngày cấp, được sử dụng để: ${field('validityScope', purpose, { also: [`Giấy này có giá trị 06 tháng kể từ ngày cấp, được sử dụng để: ${purpose}`, `được sử dụng để: ${purpose}`] })}.`,
			),
			signatureBlock({
				powers: random.pick([
					['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
					['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
					['TUQ. CHỦ TỊCH', 'CÔNG CHỨC TƯ PHÁP - HỘ TỊCH'],
				]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['validUntil', 'address', 'subject'],
			seal: { ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
			sizePt: 14,
		};
	},
};
