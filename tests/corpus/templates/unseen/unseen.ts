import {
	bare,
	day,
	inSentence,
	iso,
	issued,
	monthsLater,
	pad,
	person,
	place,
	slashed,
	spelled,
} from '../../content/people.ts';
import { area, bases, business, matter, money, residence, sentences } from '../../content/prose.ts';
import {
	centred,
	field,
	formLine,
	letterhead,
	numberAndDate,
	paragraph,
	placeAndDate,
	signatureBlock,
	table,
	title,
} from '../../parts.ts';
import type { Template } from '../../types.ts';

const departmentDecision: Template = {
	id: 'unseen-decision-department',
	kind: 'decision',
	split: 'unseen',
	font: 'Corpus Stack B',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const [lines, short, position] = random.pick([
			[['BAN QUẢN LÝ', 'CÁC KHU CÔNG NGHIỆP'], 'BQL', 'TRƯỞNG BAN'],
			[['SỞ VĂN HÓA, THỂ THAO', 'VÀ DU LỊCH'], 'SVHTTDL', 'GIÁM ĐỐC'],
			[['CHI CỤC THỦY LỢI', 'VÀ PHÒNG, CHỐNG THIÊN TAI'], 'CCTL', 'CHI CỤC TRƯỞNG'],
		] as const);
		const rows = Array.from({ length: random.int(3, 6) }, (_, i) => [
			pad(i + 1),
			person(random).name,
			slashed(random, day(random, 1970, 2000)),
			money(random),
		]);
		const body = sentences(random, random.int(4, 8));
		const html = [
			letterhead(random, {
				above: [
					where.province.toUpperCase().startsWith('TỈNH') ? 'ỦY BAN NHÂN DÂN TỈNH' : 'ỦY BAN NHÂN DÂN THÀNH PHỐ',
					bare(where.province).toUpperCase(),
				].slice(0, 2),
				issuer: lines,
			}),
			numberAndDate(random, `${random.int(3, 899)}/QĐ-${short}`, bare(where.province), date),
			title('QUYẾT ĐỊNH', field('subject', `Ban hành Danh mục ${matter(random)} năm ${date[0]}`)),
			centred(`${position} ${lines.join(' ')}`),
			...bases(random, 4, where).map((b) => paragraph(b)),
			`<p class="block centre"><b>QUYẾT ĐỊNH</b></p>`,
			paragraph(`<b>Điều 1.</b> ${body[0] ?? ''}`),
			table(['STT', 'Người phụ trách', 'Ngày sinh', 'Kinh phí (đồng)'], rows),
			...body.slice(1).map((s, i) => paragraph(i === 0 ? `<b>Điều 2.</b> ${s}` : s)),
			paragraph(
				`<b>Điều 3.</b> Quyết định có hiệu lực kể từ ngày ký và thay thế Quyết định số ${random.int(10, 400)}/QĐ-${short} ngày ${slashed(random, day(random, 2020, 2024))}.`,
			),
			signatureBlock({
				recipients: ['- Như trên;', '- Website đơn vị;', '- Lưu: VT, TH.'],
				powers: random.pick([[position], [`KT. ${position}`, `PHÓ ${position}`], [`Q. ${position}`]]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['ownerName', 'address', 'validUntil', 'validityScope'],
			seal: { ring: `${where.province.toUpperCase()} *`, centre: lines.join(' ') },
		};
	},
};

const tradeLicence: Template = {
	id: 'unseen-licence-trade',
	kind: 'licence',
	split: 'unseen',
	font: 'Corpus Stack B',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const until = monthsLater(date, 12 * random.int(1, 5));
		const company = business(random, 'company');
		const sector = random.pick([
			'BÁN BUÔN RƯỢU',
			'HOẠT ĐỘNG ĐIỆN LỰC',
			'KINH DOANH VẬT LIỆU NỔ',
			'XẢ NƯỚC THẢI VÀO CÔNG TRÌNH THỦY LỢI',
		]);
		const body = sentences(random, random.int(3, 6));
		const forever = random.chance(0.25);
		const html = [
			letterhead(random, { above: [`UBND ${where.province.toUpperCase()}`], issuer: ['SỞ CÔNG THƯƠNG'] }),
			numberAndDate(
				random,
				`${pad(random.int(1, 90))}/${random.chance(0.5) ? `${date[0]}/` : ''}GP-SCT`,
				bare(where.province),
				date,
			),
			title(`GIẤY PHÉP ${sector}`),
			centred('GIÁM ĐỐC SỞ CÔNG THƯƠNG'),
			...bases(random, 3, where).map((b) => paragraph(`<i>${b}</i>`)),
			centred('NAY CHO PHÉP:'),
			paragraph(`<b>Điều 1.</b> ${field('ownerName', company)}.`),
			formLine(`1. Trụ sở: ${residence(random, where)}. Điện thoại: 0208 ${random.digits(7)}.`),
			formLine(`2. Người đại diện: ${person(random).name}, chức vụ: Tổng Giám đốc.`),
			formLine(`3. Quy mô kho, bãi: ${area(random)} m²; doanh thu năm trước: ${money(random)} đồng.`),
			...body.map((s, i) => paragraph(i === 0 ? `<b>Điều 2.</b> ${s}` : s)),
			paragraph(
				forever
					? `<b>Điều 3.</b> Thời hạn hiệu lực: ${field('validUntil', 'vô thời hạn', { value: 'indefinite' })}./.`
					: `<b>Điều 3.</b> Giấy phép này có giá trị đến ${field('validUntil', spelled(random, until), { value: iso(until) })}./.`,
			),
			signatureBlock({
				recipients: ['- Doanh nghiệp;', '- Chi cục QLTT;', '- Lưu: VT, QLTM.'],
				powers: random.pick([['GIÁM ĐỐC'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['address', 'validityScope', 'subject'],
			seal: { ring: `${where.province.toUpperCase()} * UBND *`, centre: 'SỞ CÔNG THƯƠNG' },
		};
	},
};

const practiceCertificate: Template = {
	id: 'unseen-practice',
	kind: 'practiceCertificate',
	split: 'unseen',
	font: 'Corpus Stack B',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const until = monthsLater(date, 60);
		const who = person(random, { from: 1968, to: 1998 });
		const code = `${random.pick(['THN', 'LAS', 'TUQ', 'PHT', 'BAN'])}-${random.digits(8)}`;
		const fields = random.some(
			[
				'Giám sát thi công xây dựng công trình dân dụng',
				'Thiết kế kết cấu công trình',
				'Định giá xây dựng',
				'Khảo sát địa hình',
				'Quản lý dự án đầu tư xây dựng',
			],
			random.int(1, 3),
		);
		const html = [
			letterhead(random, { above: [`UBND ${where.province.toUpperCase()}`], issuer: ['SỞ XÂY DỰNG'] }),
			title('CHỨNG CHỈ HÀNH NGHỀ<br>HOẠT ĐỘNG XÂY DỰNG'),
			`<p class="block centre line">Số: ${field('documentNumber', code)}</p>`,
			formLine(`Họ và tên: <b>${field('ownerName', random.chance(0.5) ? who.name : who.name.toUpperCase())}</b>`),
			formLine(`Ngày sinh: ${slashed(random, who.born)} &nbsp;&nbsp; Quốc tịch: Việt Nam`),
			formLine(`Số CCCD/Hộ chiếu: ${field('ownerIdNumber', who.id)}`),
			formLine(
				`Trình độ chuyên môn: ${random.pick(['Kỹ sư xây dựng dân dụng và công nghiệp', 'Kiến trúc sư', 'Kỹ sư kinh tế xây dựng', 'Kỹ sư thủy lợi'])}`,
			),
			formLine('Lĩnh vực hành nghề và hạng:'),
			table(
				['TT', 'Lĩnh vực', 'Hạng', 'Ngày hết hạn'],
				fields.map((f, i) => [String(i + 1), f, random.pick(['I', 'II', 'III']), slashed(random, until)]),
			),
			formLine(
				`Chứng chỉ có giá trị đến ngày: ${field('validUntil', `${pad(until[2])}/${pad(until[1])}/${until[0]}`, { value: iso(until) })}`,
			),
			...sentences(random, 2).map((s) => paragraph(`<i>${s}</i>`)),
			signatureBlock({
				dated: placeAndDate(random, bare(where.province), date),
				powers: random.pick([['GIÁM ĐỐC'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['address', 'validityScope', 'subject', 'registerNumber', 'certificateSerial'],
			seal: { ring: `${where.province.toUpperCase()} * UBND *`, centre: 'SỞ XÂY DỰNG' },
		};
	},
};

const criminalRecord: Template = {
	id: 'unseen-criminal-record',
	kind: 'criminalRecord',
	split: 'unseen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const who = person(random);
		const html = [
			letterhead(random, { above: ['BỘ CÔNG AN'], issuer: [`CÔNG AN ${where.province.toUpperCase()}`] }),
			numberAndDate(
				random,
				`${random.int(100, 9900)}/${random.pick(['CA-LLTP', 'HSNV-LLTP', 'PV06-LLTP'])}`,
				bare(where.province),
				date,
			),
			title(`PHIẾU LÝ LỊCH TƯ PHÁP SỐ ${random.int(1, 2)}`),
			paragraph(
				`Căn cứ Luật Lý lịch tư pháp ngày 17 tháng 6 năm 2009 và Thông tư số ${random.digits(2)}/2024/TT-BTP ngày ${slashed(random, day(random, 2024, 2024))} của Bộ trưởng Bộ Tư pháp,`,
			),
			centred('XÁC NHẬN:'),
			formLine(`1. Họ và tên: ${field('ownerName', who.name.toUpperCase())}`),
			formLine(`2. Giới tính: ${who.female ? 'Nữ' : 'Nam'}`),
			formLine(`3. Ngày, tháng, năm sinh: ${slashed(random, who.born)}`),
			formLine(`4. Nơi sinh: ${inSentence(where.ward)}, ${inSentence(where.province)}`),
			formLine('5. Quốc tịch: Việt Nam'),
			formLine(`6. Nơi thường trú: ${residence(random, where)}`),
			formLine(`7. Nơi ở hiện tại: ${residence(random, place(random))}`),
			formLine(
				`8. Thẻ căn cước số: ${field('ownerIdNumber', who.id)}, cấp ngày ${slashed(random, day(random, 2021, 2025))} tại Bộ Công an`,
			),
			formLine(`9. Tình trạng án tích: ${random.pick(['Không có án tích', 'Đã được xóa án tích'])}`),
			formLine('10. Thông tin về cấm đảm nhiệm chức vụ, thành lập, quản lý doanh nghiệp, hợp tác xã: Không'),
			...sentences(random, 1).map((s) => paragraph(s)),
			signatureBlock({
				powers: random.pick([
					['GIÁM ĐỐC'],
					['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
					['TL. GIÁM ĐỐC', 'TRƯỞNG PHÒNG HỒ SƠ NGHIỆP VỤ'],
				]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['address', 'validUntil', 'validityScope', 'subject'],
			seal: { ring: `${where.province.toUpperCase()} * BỘ CÔNG AN *`, centre: 'CÔNG AN' },
			sizePt: 14,
		};
	},
};

/** The unseen templates; see README.md in this folder. */
export const UNSEEN: readonly Template[] = [departmentDecision, tradeLicence, practiceCertificate, criminalRecord];
