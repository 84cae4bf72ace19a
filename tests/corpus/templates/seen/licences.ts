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
import { area, bases, business, residence, sentences } from '../../content/prose.ts';
import {
	centred,
	committee,
	departmentOf,
	dossierCode,
	field,
	formLine,
	letterhead,
	numberAndDate,
	paragraph,
	provinceCommittee,
	signatureBlock,
	title,
} from '../../parts.ts';
import type { Template } from '../../types.ts';

/** A licence to take water or to discharge, valid to a printed date; QR code on some. */
export const waterLicence: Template = {
	id: 'licence-water',
	kind: 'licence',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const until = monthsLater(date, 12 * random.int(3, 10));
		const company = business(random, 'company');
		const what = random.pick(['KHAI THÁC NƯỚC DƯỚI ĐẤT', 'KHAI THÁC NƯỚC MẶT', 'MÔI TRƯỜNG']);
		const dossier = dossierCode(random, date);
		const number = `${pad(random.int(1, 260))}/GP-UBND`;
		const body = sentences(random, random.int(4, 7));
		const html = [
			letterhead(random, provinceCommittee(where)),
			numberAndDate(random, number, bare(where.province), date),
			title(`GIẤY PHÉP ${what}`),
			centred(`CHỦ TỊCH ỦY BAN NHÂN DÂN ${where.province.toUpperCase()}`),
			...bases(random, 4, where).map((b) => paragraph(`<i>${b}</i>`)),
			centred('QUYẾT ĐỊNH:'),
			paragraph(
				`<b>Điều 1.</b> Cho phép ${field('ownerName', company)} (mã số doanh nghiệp: ${field('enterpriseCode', taxCode(random))}), địa chỉ trụ sở tại ${residence(random, where)}, được hoạt động với các nội dung chủ yếu sau:`,
			),
			paragraph(
				`1. Vị trí công trình: ${residence(random, neighbour(random, where))}; tọa độ X = ${random.int(2370, 2440)}.${random.digits(3)}, Y = ${random.int(410, 470)}.${random.digits(3)} (hệ VN-2000, kinh tuyến trục 106°30').`,
			),
			paragraph(`2. Lưu lượng lớn nhất: ${random.int(20, 2900)} m³/ngày đêm, chế độ ${random.int(8, 24)} giờ/ngày.`),
			paragraph(
				`3. Thời hạn của giấy phép: Giấy phép có hiệu lực kể từ ngày ký đến ${field('validUntil', `hết ${spelled(random, until)}`, { value: iso(until) })}.`,
			),
			...body.map((s, i) => paragraph(i === 0 ? `<b>Điều 2.</b> ${s}` : s)),
			paragraph(
				`<b>Điều 3.</b> Chậm nhất 90 ngày trước khi giấy phép hết hiệu lực, chủ giấy phép phải làm thủ tục gia hạn theo quy định./.`,
			),
			signatureBlock({
				recipients: [
					'- Như Điều 1;',
					'- Cục Quản lý tài nguyên nước;',
					`- ${committee(where.ward)};`,
					'- Lưu: VT, NNTN.',
				],
				powers: random.pick([['CHỦ TỊCH'], ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']]),
				name: person(random).name,
			}),
		].join('\n');
		const coded = random.chance(0.4);
		return {
			html,
			unscored: [
				'ownerIdNumber',
				'address',
				'validityScope',
				'subject',
				...(coded ? (['dossierCode', 'procedureCode'] as const) : []),
			],
			seal: { ring: `${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
			...(coded
				? { qr: `${dossier}|1.004223|${number}|Giấy phép|Hệ thống thông tin giải quyết TTHC|${slashed(random, date)}` }
				: {}),
		};
	},
};

/** A construction permit for a house. */
export const constructionPermit: Template = {
	id: 'construction-permit',
	kind: 'constructionPermit',
	split: 'seen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const owner = person(random);
		const body = sentences(random, random.int(2, 4));
		const commune = random.chance(0.5);
		const issuer = commune
			? { above: [], issuer: ['ỦY BAN NHÂN DÂN', where.ward.toUpperCase()] }
			: departmentOf(where, ['SỞ XÂY DỰNG']);
		const html = [
			letterhead(random, issuer),
			numberAndDate(
				random,
				`${pad(random.int(1, 320))}/${commune ? 'GPXD' : 'GPXD-SXD'}`,
				bare(commune ? where.ward : where.province),
				date,
				{ handDay: random.chance(0.1) },
			),
			title('GIẤY PHÉP XÂY DỰNG'),
			centred('(Sử dụng cho nhà ở riêng lẻ)'),
			paragraph(`1. Cấp cho: ${inSentence(owner.address)} ${field('ownerName', owner.name)}.`),
			paragraph(
				`Số định danh cá nhân: ${field('ownerIdNumber', owner.id)}. Địa chỉ thường trú: ${residence(random, neighbour(random, where))}.`,
			),
			paragraph(
				`2. Được phép xây dựng công trình: Nhà ở riêng lẻ (${random.int(1, 5)} tầng, có ${random.pick(['tum thang', 'mái tôn chống nóng', 'sân thượng'])}).`,
			),
			paragraph(
				`Theo thiết kế có ký hiệu: KT-${pad(random.int(1, 12))}, KC-${pad(random.int(1, 9))}. Đơn vị lập: ${business(random, 'company')}.`,
			),
			paragraph('Gồm các nội dung sau:'),
			formLine(
				`- Vị trí xây dựng: Thửa đất số ${field('plotNumber', String(random.int(1, 980)))}, tờ bản đồ số ${field('mapSheet', String(random.int(1, 80)))}, ${inSentence(where.ward)}, ${inSentence(where.province)}.`,
			),
			formLine(
				`- Cốt nền xây dựng công trình: +0,${random.int(15, 75)} m so với mặt đường; chỉ giới xây dựng trùng chỉ giới đường đỏ.`,
			),
			formLine(`- Diện tích xây dựng tầng 1: ${area(random)} m²; tổng diện tích sàn: ${area(random)} m².`),
			formLine(
				`- Chiều cao công trình: ${random.int(4, 18)},${random.int(10, 95)} m; mật độ xây dựng ${random.int(55, 100)}%; hệ số sử dụng đất ${random.int(1, 4)},${random.int(1, 9)} lần.`,
			),
			paragraph(
				`3. Giấy tờ về quyền sử dụng đất: Giấy chứng nhận số phát hành ${random.pick(['BM', 'CN', 'DD', 'CS'])} ${random.digits(6)} do ${committee(where.province)} cấp ngày ${slashed(random, day(random, 2009, 2023))}.`,
			),
			paragraph(
				'4. Giấy phép có hiệu lực khởi công xây dựng trong thời hạn 12 tháng kể từ ngày cấp; quá thời hạn trên phải đề nghị gia hạn.',
			),
			...body.map((s) => paragraph(s)),
			signatureBlock({
				recipients: ['- Chủ đầu tư;', '- Phòng Kinh tế;', '- Lưu: VT, HSCP.'],
				powers: commune
					? ['TM. ỦY BAN NHÂN DÂN', random.pick(['CHỦ TỊCH', 'PHÓ CHỦ TỊCH'])]
					: random.pick([['GIÁM ĐỐC'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['address', 'validUntil', 'validityScope', 'certificateSerial', 'subject'],
			seal: {
				ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`,
				centre: commune ? 'ỦY BAN NHÂN DÂN' : 'SỞ XÂY DỰNG',
			},
		};
	},
};
