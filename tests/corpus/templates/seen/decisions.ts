import { bare, day, inSentence, issued, neighbour, pad, person, place, slashed } from '../../content/people.ts';
import { area, bases, money, office, residence, sentences } from '../../content/prose.ts';
import {
	centred,
	committee,
	communeCommittee,
	departmentOf,
	dossierCode,
	field,
	letterhead,
	numberAndDate,
	paragraph,
	provinceCommittee,
	signatureBlock,
	table,
	title,
} from '../../parts.ts';
import type { Template } from '../../types.ts';

/** A commune chairman's decision for one citizen, with bases that carry other numbers and dates. */
export const communeDecision: Template = {
	id: 'decision-commune',
	kind: 'decision',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const owner = person(random);
		const date = issued(random);
		const number = `${random.chance(0.3) ? pad(random.int(1, 9)) : random.int(10, 2999)}/QĐ-UBND`;
		const about = random.pick([
			'cho phép chuyển mục đích sử dụng đất',
			'hỗ trợ kinh phí sửa chữa nhà ở cho hộ nghèo',
			'trợ cấp xã hội hằng tháng',
			'công nhận quyền sử dụng đất ở',
			'giao đất để làm nhà ở',
		]);
		const who = `${inSentence(owner.address)} ${owner.name}`;
		const body = sentences(random, random.int(3, 5));
		const html = [
			letterhead(random, communeCommittee(where)),
			numberAndDate(random, number, bare(where.ward), date, { handDay: random.chance(0.08) }),
			title('QUYẾT ĐỊNH', field('subject', `Về việc ${about} đối với ${who}`)),
			centred(`CHỦ TỊCH ỦY BAN NHÂN DÂN ${where.ward.toUpperCase()}`),
			...bases(random, random.int(3, 5), where).map((b) => paragraph(`<i>${b}</i>`)),
			centred('QUYẾT ĐỊNH:'),
			paragraph(
				`<b>Điều 1.</b> ${about.charAt(0).toUpperCase() + about.slice(1)} đối với ${inSentence(owner.address)} ${field('ownerName', owner.name)}, sinh ngày ${slashed(random, owner.born)}, số định danh cá nhân: ${field('ownerIdNumber', owner.id)}; thường trú tại ${residence(random, where)}. Diện tích ${area(random)} m² thuộc thửa đất số ${field('plotNumber', String(random.int(1, 900)))}, tờ bản đồ số ${field('mapSheet', String(random.int(1, 90)))}; mức hỗ trợ không quá ${money(random)} đồng.`,
			),
			paragraph(`<b>Điều 2.</b> ${body[0] ?? ''} ${body[1] ?? ''}`),
			...body.slice(2).map((s) => paragraph(s)),
			paragraph(
				`<b>Điều 3.</b> Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, ${office(random)}, ${inSentence(owner.address)} ${owner.name} chịu trách nhiệm thi hành Quyết định này./.`,
			),
			signatureBlock({
				recipients: [
					'- Như Điều 3;',
					'- Sở Tư pháp (báo cáo);',
					'- TT. Đảng ủy, HĐND xã;',
					`- Lưu: VT, ĐC (${random.int(2, 6)}b).`,
				],
				powers: random.chance(0.5) ? ['CHỦ TỊCH'] : ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['address', 'validUntil', 'validityScope'],
			seal: { ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
		};
	},
};

/** A provincial decision of several pages with a table of works. */
export const provinceDecision: Template = {
	id: 'decision-province',
	kind: 'decision',
	split: 'seen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const work = random.pick([
			'Nâng cấp, cải tạo tuyến đường liên xã',
			'Xây dựng hồ chứa nước',
			'Khu dân cư nông thôn mới',
			'Trạm bơm tiêu và kè chống sạt lở',
		]);
		const site = neighbour(random, where);
		const body = sentences(random, random.int(9, 13));
		const rows = Array.from({ length: random.int(4, 7) }, (_, i) => [
			String(i + 1),
			random.pick([
				'Chi phí xây dựng',
				'Chi phí thiết bị',
				'Chi phí quản lý dự án',
				'Chi phí tư vấn',
				'Chi phí khác',
				'Dự phòng',
				'Giải phóng mặt bằng',
			]),
			money(random),
			random.pick(['Tạm tính', 'Theo dự toán', '', 'Thông tư 11/2021']),
		]);
		const html = [
			letterhead(random, provinceCommittee(where)),
			numberAndDate(
				random,
				`${random.digits(4).replace(/^0?/u, random.pick(['0', '1', '2', '3']))}/QĐ-UBND`,
				bare(where.province),
				date,
			),
			title(
				'QUYẾT ĐỊNH',
				field(
					'subject',
					`Phê duyệt Báo cáo kinh tế - kỹ thuật đầu tư xây dựng công trình: ${work} ${inSentence(site.ward)}`,
				),
			),
			centred(`CHỦ TỊCH ỦY BAN NHÂN DÂN ${where.province.toUpperCase()}`),
			...bases(random, 5, where).map((b) => paragraph(`<i>${b}</i>`)),
			centred('QUYẾT ĐỊNH:'),
			paragraph(
				`<b>Điều 1.</b> Phê duyệt Báo cáo kinh tế - kỹ thuật đầu tư xây dựng công trình với các nội dung chủ yếu sau:`,
			),
			paragraph(`1. Tên công trình: ${work} ${inSentence(site.ward)}, ${inSentence(site.province)}.`),
			paragraph(`2. Chủ đầu tư: Ban Quản lý dự án đầu tư xây dựng khu vực ${random.int(1, 4)}.`),
			paragraph('3. Tổng mức đầu tư:'),
			table(['TT', 'Khoản mục', 'Giá trị (đồng)', 'Ghi chú'], rows),
			...body.map((s, i) => paragraph(i % 4 === 0 ? `${4 + i / 4}. ${s}` : s)),
			paragraph('<b>Điều 2.</b> Quyết định này có hiệu lực thi hành kể từ ngày ký ban hành.'),
			paragraph(
				`<b>Điều 3.</b> Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc ${office(random)}, Chủ tịch ${committee(site.ward)} và thủ trưởng các đơn vị có liên quan căn cứ Quyết định thi hành./.`,
			),
			signatureBlock({
				recipients: ['- Như Điều 3;', '- Chủ tịch, các PCT UBND tỉnh;', '- Kho bạc Nhà nước tỉnh;', '- Lưu: VT, CNXD.'],
				powers: random.pick([['CHỦ TỊCH'], ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']]),
				name: person(random, { female: false }).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['ownerName', 'address', 'validUntil', 'validityScope'],
			seal: { ring: `${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
		};
	},
};

/** An official letter: subject under the number, addressed to someone, no title. */
export const officialLetter: Template = {
	id: 'official-letter',
	kind: 'officialLetter',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const [name, short] = random.pick([
			[['SỞ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG'], 'SNNMT-QLĐĐ'],
			[['SỞ XÂY DỰNG'], 'SXD-QLN'],
			[['SỞ KHOA HỌC VÀ CÔNG NGHỆ'], 'SKHCN-CĐS'],
			[['SỞ GIÁO DỤC VÀ ĐÀO TẠO'], 'SGDĐT-GDTXNNĐH'],
			[['VĂN PHÒNG', 'ĐĂNG KÝ ĐẤT ĐAI'], 'VPĐKĐĐ-TTLT'],
		] as const);
		const subject = random.pick([
			'trả lời kiến nghị của công dân',
			'hướng dẫn giải quyết hồ sơ đất đai tồn đọng',
			'đôn đốc thực hiện số hóa kết quả giải quyết thủ tục hành chính',
			'cung cấp thông tin quy hoạch',
			'góp ý dự thảo Quy chế phối hợp',
		]);
		const body = sentences(random, random.int(5, 8));
		const html = [
			letterhead(random, departmentOf(where, name)),
			numberAndDate(random, `${random.int(11, 9800)}/${short}`, bare(where.province), date, {
				under: `<div class="vv">${field('subject', `V/v ${subject}`, { also: [subject] })}</div>`,
				handDay: random.chance(0.08),
			}),
			`<div class="dear block"><div>Kính gửi:</div><div>- ${office(random)};<br>- ${committee(neighbour(random, where).ward)}.</div></div>`,
			paragraph(
				`Thực hiện Công văn số ${random.int(100, 9900)}/UBND-NC ngày ${slashed(random, day(random, 2025, 2025))} của ${committee(where.province)} và xét hồ sơ mã số ${field('dossierCode', dossierCode(random, date))}, sau khi nghiên cứu, cơ quan có ý kiến như sau:`,
			),
			...body.map((s, i) => paragraph(`${i + 1}. ${s}`)),
			paragraph('Đề nghị các cơ quan, địa phương quan tâm phối hợp thực hiện./.'),
			signatureBlock({
				recipients: ['- Như trên;', '- Giám đốc (báo cáo);', '- Các phòng, đơn vị trực thuộc;', '- Lưu: VT, QLĐĐ.'],
				powers: random.pick([['GIÁM ĐỐC'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], ['TL. GIÁM ĐỐC', 'CHÁNH VĂN PHÒNG']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['ownerName', 'ownerIdNumber', 'address', 'validUntil', 'validityScope'],
			seal: { ring: `${where.province.toUpperCase()} * UBND *`, centre: name.join(' ') },
		};
	},
};

/** A notice with a list of dossiers. */
export const notice: Template = {
	id: 'notice',
	kind: 'notice',
	split: 'seen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const about = random.pick([
			'Kết quả thẩm định hồ sơ đề nghị cấp Giấy chứng nhận',
			'Niêm yết công khai phương án bồi thường, hỗ trợ',
			'Về việc tiếp nhận đăng ký môi trường',
			'Tạm ngừng cấp nước để sửa chữa đường ống',
		]);
		const rows = Array.from({ length: random.int(3, 8) }, (_, i) => {
			const who = person(random);
			return [String(i + 1), who.name, residence(random, where).split(',')[0] ?? '', `${area(random)} m²`];
		});
		const body = sentences(random, random.int(4, 6));
		const html = [
			letterhead(random, departmentOf(where, ['TRUNG TÂM PHỤC VỤ', 'HÀNH CHÍNH CÔNG'], 'commune')),
			numberAndDate(random, `${pad(random.int(1, 420))}/TB-TTPVHCC`, bare(where.ward), date),
			title('THÔNG BÁO', field('subject', about)),
			...bases(random, 2, where).map((b) => paragraph(b)),
			paragraph(
				`Trung tâm Phục vụ hành chính công ${inSentence(where.ward)} thông báo đến các hộ gia đình, cá nhân có tên dưới đây:`,
			),
			table(['STT', 'Họ và tên', 'Địa chỉ', 'Diện tích'], rows),
			...body.map((s) => paragraph(s)),
			paragraph('Nơi nhận phản ánh, kiến nghị: bàn tiếp dân, trong giờ hành chính các ngày làm việc./.'),
			signatureBlock({
				recipients: ['- Các hộ có tên nêu trên;', '- Chủ tịch UBND (b/c);', '- Lưu: VT.'],
				powers: random.pick([['GIÁM ĐỐC'], ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']]),
				name: person(random).name,
			}),
		].join('\n');
		return {
			html,
			unscored: ['ownerName', 'address', 'validUntil', 'validityScope'],
			seal: { ring: `${where.ward.toUpperCase()} * UBND *`, centre: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG' },
		};
	},
};
