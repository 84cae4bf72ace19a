import type { Random } from '../random.ts';
import { day, inSentence, type Place, slashed, spelled } from './people.ts';

const LAWS = [
	'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025',
	'Luật Đất đai ngày 18 tháng 01 năm 2024',
	'Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020',
	'Luật Tài nguyên nước ngày 27 tháng 11 năm 2023',
	'Luật Đầu tư công ngày 29 tháng 11 năm 2024',
	'Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025',
	'Luật Khoáng sản và Nghị định quy định chi tiết thi hành một số điều',
	'Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023',
	'Luật Lâm nghiệp và các văn bản hướng dẫn thi hành',
	'Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025',
	'Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ ngày 29 tháng 11 năm 2024',
	'Luật Hộ tịch ngày 20 tháng 11 năm 2014',
] as const;
const SUBJECTS = [
	'thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông',
	'phân cấp, phân định thẩm quyền giữa các cấp chính quyền',
	'quản lý, vận hành, khai thác công trình thủy lợi trên địa bàn',
	'bồi thường, hỗ trợ, tái định cư khi Nhà nước thu hồi đất',
	'giá dịch vụ thu gom, vận chuyển chất thải rắn sinh hoạt',
	'công tác văn thư và lưu trữ tài liệu điện tử',
	'chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức',
	'xử lý vi phạm hành chính trong lĩnh vực xây dựng',
	'tiêu chuẩn, định mức sử dụng xe ô tô và máy móc, thiết bị',
	'kiểm soát ô nhiễm, quan trắc nước thải và khí thải',
] as const;
const OFFICES = [
	'Sở Nông nghiệp và Môi trường',
	'Sở Xây dựng',
	'Sở Tài chính',
	'Sở Nội vụ',
	'Sở Khoa học và Công nghệ',
	'Sở Y tế',
	'Sở Giáo dục và Đào tạo',
	'Sở Công Thương',
	'Phòng Kinh tế',
	'Phòng Văn hóa - Xã hội',
	'Trung tâm Phục vụ hành chính công',
	'Thanh tra tỉnh',
	'Kho bạc Nhà nước khu vực VII',
	'Văn phòng Đăng ký đất đai',
	'Công an tỉnh',
	'Thuế tỉnh',
] as const;
const ACTORS = [
	'Chủ đầu tư',
	'Cơ quan chuyên môn',
	'Đơn vị được cấp phép',
	'Tổ công tác',
	'Các hộ gia đình liên quan',
	'Bộ phận một cửa',
	'Trưởng thôn, tổ trưởng tổ dân phố',
	'Người sử dụng đất',
	'Ban Quản lý dự án',
	'Đơn vị tư vấn giám sát',
	'Công chức địa chính',
] as const;
const DUTIES = [
	'chịu trách nhiệm trước pháp luật về tính chính xác, trung thực của hồ sơ, số liệu đã cung cấp',
	'tổ chức kiểm tra thực địa, lập biên bản và báo cáo kết quả bằng văn bản',
	'niêm yết công khai tại trụ sở, nhà văn hóa và đăng tải trên cổng thông tin điện tử',
	'rà soát, đối chiếu bản đồ địa chính với hiện trạng sử dụng đất, xử lý dứt điểm các sai lệch',
	'bố trí đủ kinh phí, nhân lực; không để ùn ứ, kéo dài thời gian giải quyết',
	'hoàn thành nghĩa vụ tài chính, nộp phí và lệ phí theo đúng thông báo của cơ quan thuế',
	'lắp đặt thiết bị đo lưu lượng, ghi chép nhật ký vận hành và lưu giữ ít nhất 05 năm',
	'giữ gìn vệ sinh môi trường, an toàn giao thông, không đổ đất thừa xuống lòng sông, suối',
	'phối hợp với Ủy ban Mặt trận Tổ quốc và các đoàn thể tuyên truyền, vận động nhân dân hưởng ứng',
	'thẩm định lại khối lượng phát sinh, trình cấp có thẩm quyền phê duyệt trước khi nghiệm thu',
	'chỉnh lý biến động, cập nhật vào cơ sở dữ liệu dùng chung và trả kết quả cho người dân',
	'tập huấn kỹ năng số cho đoàn viên, thanh niên; hướng dẫn người cao tuổi sử dụng dịch vụ công trực tuyến',
] as const;
const LIMITS = [
	'trước ngày {d}',
	'chậm nhất là {n} ngày làm việc kể từ khi nhận đủ giấy tờ',
	'trong quý {q} năm {y}',
	'theo tiến độ đã đăng ký tại Kế hoạch số {n}/KH-UBND',
	'định kỳ trước ngày 15 hằng tháng',
	'ngay sau khi kết thúc đợt mưa lũ',
] as const;
const REMARKS = [
	'Trường hợp có khó khăn, vướng mắc, kịp thời phản ánh về {o} để được hướng dẫn, giải quyết.',
	'Tổng kinh phí dự kiến {m} đồng, trong đó ngân sách địa phương bảo đảm {p}%, phần còn lại huy động từ nguồn hợp pháp khác.',
	'Diện tích thực tế đo đạc là {a} m², chênh lệch {b} m² so với giấy tờ cũ do phương pháp đo trước đây chưa chuẩn xác.',
	'Kết quả kiểm tra cho thấy {n} trường hợp đủ điều kiện, {q} trường hợp phải bổ sung giấy tờ và không có khiếu nại, tố cáo.',
	'Giao {o} chủ trì, phối hợp với {r} theo dõi, đôn đốc và tổng hợp báo cáo {l}.',
	'Mực nước, lưu lượng và chất lượng nước được quan trắc {n} lần mỗi năm tại {q} điểm khống chế.',
	'Mọi sửa chữa, tẩy xóa hoặc bổ sung trên giấy này đều không có giá trị pháp lý.',
	'Hồ sơ gồm {n} trang, đóng thành {q} quyển, được lưu giữ tại {o} và chuyển giao cho lưu trữ lịch sử khi đến hạn.',
	'Việc điều chỉnh tên gọi, ranh giới sau sắp xếp đơn vị hành chính không làm thay đổi quyền và nghĩa vụ hợp pháp của công dân.',
	'Những nội dung khác không đề cập tại văn bản này tiếp tục thực hiện theo các quy định hiện hành có liên quan.',
	'Khuyến khích áp dụng kỹ thuật tiên tiến, tuần hoàn, tái sử dụng nước và giảm thiểu phát thải khí nhà kính.',
	'Khi phát hiện di vật, cổ vật hoặc bom mìn còn sót lại, phải dừng thi công và báo ngay cho {o}.',
	'Cây xanh, mương thoát nước và vỉa hè bị ảnh hưởng phải được hoàn trả nguyên trạng, nghiệm thu trước khi bàn giao.',
	'Chất thải nguy hại được phân loại, dán nhãn và giao cho đơn vị có chức năng xử lý; khối lượng không vượt quá {n} kg/tháng.',
	'Hết thời hạn nêu trên, nếu không có ý kiến phản hồi bằng văn bản thì coi như thống nhất và tự chịu mọi hậu quả phát sinh.',
	'Bản vẽ hoàn công, nhật ký thi công và chứng chỉ chất lượng vật tư được bàn giao đủ {q} bộ cho {o}.',
	'Ưu tiên ứng dụng chữ ký số, hóa đơn điện tử, thanh toán không dùng tiền mặt; phấn đấu đạt tỷ lệ trên {p}%.',
	'Nghiêm cấm lợi dụng việc kiểm tra để sách nhiễu, gây phiền hà cho tổ chức, doanh nghiệp và hộ sản xuất.',
	'Số liệu tổng hợp đến hết tháng {q}: tăng {p}% so với cùng kỳ, vượt {b}% chỉ tiêu Nghị quyết Hội đồng nhân dân giao.',
	'Thửa đất nêu trên tiếp giáp đường bê tông rộng {q} m, không nằm trong hành lang bảo vệ đê điều, lưới điện cao áp.',
	'Người được ủy quyền phải xuất trình hợp đồng ủy quyền đã công chứng, chứng thực còn hiệu lực.',
	'Lịch tiêm chủng, khám sàng lọc được thông báo trên loa truyền thanh {q} buổi liên tiếp, mỗi buổi hai lượt.',
	'Kinh phí mua sắm trang phục, bồi dưỡng hiện vật và khen thưởng trích từ quỹ phúc lợi, chi đúng đối tượng.',
	'Người khuyết tật, thương binh, hộ nghèo được miễn toàn bộ lệ phí; hộ cận nghèo được giảm {p}%.',
] as const;

/** Whole đồng with dots, as printed. */
export function money(random: Random): string {
	return `${random.int(1, 980)}.${random.digits(3)}.000`;
}

/** "1.234,5" or "86,4": Vietnamese decimal comma. */
export function area(random: Random): string {
	const n = random.int(48, 2400);
	const whole = n >= 1000 ? `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}` : String(n);
	return `${whole},${random.int(1, 9)}`;
}

function limit(random: Random): string {
	return random
		.pick(LIMITS)
		.replace('{d}', () => slashed(random, day(random, 2026, 2027)))
		.replace('{n}', () => String(random.int(3, 45)))
		.replace('{q}', () => random.pick(['I', 'II', 'III', 'IV']))
		.replace('{y}', () => String(random.int(2025, 2027)));
}

function filled(random: Random, remark: string): string {
	return remark
		.replace('{o}', () => random.pick(OFFICES))
		.replace('{r}', () => random.pick(OFFICES))
		.replace('{l}', () => limit(random))
		.replace('{m}', () => money(random))
		.replace('{a}', () => area(random))
		.replace('{b}', () => `${random.int(1, 30)},${random.int(1, 9)}`)
		.replace('{n}', () => String(random.int(2, 96)))
		.replace('{q}', () => String(random.int(2, 9)))
		.replace('{p}', () => String(random.int(2, 19) * 5));
}

/** So many sentences of body text with full stops, no wording twice (at most 36). */
export function sentences(random: Random, count: number): string[] {
	const duties = DUTIES.map(
		(duty) => () => `${random.pick(ACTORS)} ${duty}${random.chance(0.55) ? `, ${limit(random)}` : ''}.`,
	);
	const remarks = REMARKS.map((remark) => () => filled(random, remark));
	return random.some([...duties, ...remarks], count).map((make) => make());
}

/** Basis lines: laws, decrees and decisions whose numbers and dates are not the paper's own. */
export function bases(random: Random, count: number, where: Place): string[] {
	const year = (): number => random.int(2019, 2025);
	const made = [
		() => `Căn cứ ${random.pick(LAWS)};`,
		() =>
			`Căn cứ Nghị định số ${random.int(10, 190)}/${year()}/NĐ-CP ${spelled(random, day(random, 2020, 2025))} của Chính phủ quy định về ${random.pick(SUBJECTS)};`,
		() =>
			`Căn cứ Thông tư số ${random.digits(2)}/${year()}/TT-${random.pick(['BTC', 'BXD', 'BNNMT', 'BTP', 'BNV', 'BKHCN'])} hướng dẫn ${random.pick(SUBJECTS)};`,
		() =>
			`Căn cứ Quyết định số ${random.int(101, 3999)}/QĐ-UBND ngày ${slashed(random, day(random, 2021, 2025))} của Ủy ban nhân dân ${inSentence(where.province)} về ${random.pick(SUBJECTS)};`,
		() =>
			`Xét đề nghị của ${random.pick(OFFICES)} tại Tờ trình số ${random.int(12, 980)}/TTr-${random.pick(['SXD', 'STC', 'SNNMT', 'PKT', 'SNV'])} ngày ${slashed(random, day(random, 2025, 2025))}.`,
	];
	const chosen = made.slice(0, -1).flatMap((make) => (random.chance(0.75) ? [make()] : []));
	while (chosen.length < count - 1) chosen.push(`Căn cứ ${random.pick(LAWS)};`);
	return [...new Set(chosen.slice(0, count - 1)), made[4]?.() ?? ''];
}

export function office(random: Random): string {
	return random.pick(OFFICES);
}

/** What a rule or measure is about. */
export function matter(random: Random): string {
	return random.pick(SUBJECTS);
}

/** A street or hamlet address inside `where`. */
export function residence(random: Random, where: Place): string {
	const spot = random.pick([
		`Số ${random.int(2, 480)}, đường ${random.pick(['Hoàng Văn Thụ', 'Lương Ngọc Quyến', 'Bắc Kạn', 'Cách mạng tháng Tám', 'Phan Đình Phùng', 'Trần Hưng Đạo'])}`,
		`Tổ ${random.int(1, 28)}`,
		`Xóm ${random.pick(['Đồng Tâm', 'Làng Mới', 'Cầu Thông', 'Soi Vàng', 'Hồng Thái', 'Khuôn Nanh', 'Bãi Bông', 'Đèo Bụt'])}`,
		`Thôn ${random.pick(['Nà Ngần', 'Bản Chang', 'Phố Mới', 'Yên Thịnh', 'Đông Xuân', 'Trung Lương'])}`,
	]);
	return `${spot}, ${inSentence(where.ward)}, ${inSentence(where.province)}`;
}

/** Name of a company or household business, in capitals. */
export function business(random: Random, kind: 'company' | 'household'): string {
	const trade = random.pick([
		'XÂY DỰNG VÀ THƯƠNG MẠI',
		'CHẾ BIẾN NÔNG SẢN',
		'CƠ KHÍ CHÍNH XÁC',
		'VẬT LIỆU XÂY DỰNG',
		'CHÈ VÀ DƯỢC LIỆU',
		'MÔI TRƯỜNG XANH',
		'DỊCH VỤ VẬN TẢI',
	]);
	const own = random.pick([
		'AN PHÚ',
		'TÂN CƯƠNG',
		'HOÀNG GIA',
		'ĐỨC THỊNH',
		'BẮC SƠN',
		'VIỆT HƯNG',
		'THÁI DƯƠNG',
		'PHÚC LỘC',
		'SÔNG CẦU',
	]);
	if (kind === 'household')
		return `HỘ KINH DOANH ${random.pick(['CỬA HÀNG', 'CƠ SỞ', 'QUÁN ĂN', 'TIỆM MAY', 'NHÀ THUỐC'])} ${own}`;
	return `CÔNG TY ${random.pick(['TNHH', 'CỔ PHẦN', 'TNHH MỘT THÀNH VIÊN'])} ${trade} ${own}`;
}
