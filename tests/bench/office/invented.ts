import type { FieldName, FieldReadings, OutcomeKind } from '../../../domain/index.ts';

/** Numbers that look like chance and are the same on each run: the same office each time (mulberry32, public domain). */
export type Dice = {
	/** A whole number from 0 up to, without, `n`; small numbers as likely as large ones. */
	below(n: number): number;
	/** One of the items. */
	of<T>(items: readonly T[]): T;
};

/** Dice with a seed. */
export function dice(seed: number): Dice {
	let state = seed;
	const below = (n: number): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
	};
	const of = <T>(items: readonly T[]): T => {
		const item = items[below(items.length)];
		if (item === undefined) throw new Error('Nothing to choose from');
		return item;
	};
	return { below, of };
}

const FAMILY = [
	'Nguyễn',
	'Nguyễn',
	'Nguyễn',
	'Trần',
	'Lê',
	'Phạm',
	'Hoàng',
	'Huỳnh',
	'Vũ',
	'Võ',
	'Đặng',
	'Bùi',
	'Đỗ',
	'Hồ',
	'Ngô',
	'Dương',
	'Lý',
	'Nông',
	'Hà',
	'Triệu',
] as const;
const MIDDLE = ['Văn', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Thanh', 'Quốc', 'Hữu', 'Thu', 'Kim', 'Xuân', 'Hồng'] as const;
const GIVEN = [
	'An',
	'Bình',
	'Chi',
	'Dũng',
	'Đạt',
	'Giang',
	'Hà',
	'Hải',
	'Hạnh',
	'Hòa',
	'Hùng',
	'Hương',
	'Khánh',
	'Lan',
	'Linh',
	'Long',
	'Mai',
	'Nam',
	'Nga',
	'Oanh',
	'Phong',
	'Phúc',
	'Quân',
	'Sơn',
	'Tâm',
	'Thảo',
	'Trang',
	'Tuấn',
	'Uyên',
	'Vy',
	'Yến',
] as const;
const BODIES = [
	'UBND tỉnh Cao Bằng',
	'UBND phường Thục Phán',
	'UBND xã Nguyễn Huệ',
	'Sở Tài chính',
	'Sở Xây dựng',
	'Sở Nông nghiệp và Môi trường',
	'Văn phòng Đăng ký đất đai',
	'Sở Tư pháp',
] as const;
const PLACES = [
	'đường Hoàng Đình Giong',
	'đường Kim Đồng',
	'tổ dân phố 4',
	'xóm Nà Cáp',
	'khu đô thị phía Nam',
	'phố Cũ',
	'xóm Bản Gủn',
] as const;

/** Kinds as often as a one-stop shop sees them, with the notation of their numbers and what they are about. */
const KINDS = [
	['marriageExtract', 'TLKH-BS', 'Trích lục kết hôn'],
	['birthExtract', 'TLKS-BS', 'Trích lục khai sinh'],
	['birthExtract', 'TLKS-BS', 'Trích lục khai sinh'],
	['maritalStatusConfirmation', 'XNHN', 'Xác nhận tình trạng hôn nhân'],
	['landUseCertificate', 'GCN', 'Cấp giấy chứng nhận quyền sử dụng đất'],
	['landUseCertificate', 'GCN', 'Cấp giấy chứng nhận quyền sử dụng đất'],
	['constructionPermit', 'GPXD', 'Cấp giấy phép xây dựng nhà ở riêng lẻ'],
	['enterpriseCertificate', 'GCN-STC', 'Đăng ký doanh nghiệp'],
	['businessHouseholdCertificate', 'HKD', 'Đăng ký hộ kinh doanh'],
	['decision', 'QĐ-UBND', 'Quyết định giao đất'],
	['licence', 'GP-UBND', 'Cấp giấy phép khai thác nước dưới đất'],
	['notice', 'TB-UBND', 'Thông báo kết quả giải quyết hồ sơ'],
] as const satisfies readonly (readonly [OutcomeKind, string, string])[];

/** What every paper says, and what is taken out of it for one person or another. */
const COMMON =
	'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Căn cứ Luật Tổ chức chính quyền địa phương; Xét đề nghị của Trưởng phòng; QUYẾT ĐỊNH: Điều 1. Cấp cho ông (bà) có tên sau đây, sinh ngày, số định danh cá nhân, nơi thường trú. Điều 2. Người có tên tại Điều 1 chịu trách nhiệm trước pháp luật về nội dung đã kê khai. Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Nơi nhận: Như Điều 3; Lưu: VT.';
const WORDS =
	'thửa đất tờ bản đồ diện tích mét vuông mục đích sử dụng thời hạn nguồn gốc nhà ở công trình tầng chiều cao móng mái khoảng lùi chỉ giới mật độ vốn điều lệ ngành nghề bán lẻ sửa chữa vận tải khai thác trữ lượng giếng khoan lưu lượng mét khối dân tộc quốc tịch quê quán cha mẹ vợ chồng giới tính nam nữ ghi chú phụ lục kèm theo bản sao chứng thực hồ sơ nộp trực tuyến'.split(
		' ',
	);

/** A paper that nobody has written: what the machine "read" on it. */
export type InventedPaper = {
	readonly kind: OutcomeKind;
	readonly fields: FieldReadings;
	/** The text of its pages. */
	readonly body: string;
	readonly pageCount: number;
	readonly withDossier: boolean;
};

/** An invented person's name. */
export function inventedName({ of }: Dice): string {
	return `${of(FAMILY)} ${of(MIDDLE)} ${of(GIVEN)}`;
}

/** The n-th paper. Issue dates spread over five years before `day` (`YYYY-MM-DD`). */
export function inventedPaper(chance: Dice, n: number, day: string): InventedPaper {
	const [kind, notation, about] = chance.of(KINDS);
	const owner = inventedName(chance);
	const issued = new Date(Date.parse(day) - chance.below(5 * 365) * 86_400_000).toISOString().slice(0, 10);
	const withDossier = chance.below(5) > 0;
	const number = `${1 + chance.below(9_999)}/${notation}`;
	const address = `${1 + chance.below(300)} ${chance.of(PLACES)}`;
	const values: { readonly [F in FieldName]?: string } = {
		documentNumber: number,
		issueDate: issued,
		issuingBody: chance.of(BODIES),
		placeOfIssue: 'Cao Bằng',
		subject: `${about} cho ${owner}`,
		signerName: inventedName(chance),
		ownerName: owner,
		ownerIdNumber: `0${40 + chance.below(50)}${String(chance.below(1e9)).padStart(9, '0')}`,
		address,
		...(withDossier && {
			dossierCode: `H14.${10 + chance.below(40)}-${issued.slice(2, 4)}${issued.slice(5, 7)}${issued.slice(8, 10)}-${String(n % 10_000).padStart(4, '0')}`,
		}),
	};
	const words = Array.from({ length: 90 }, () => chance.of(WORDS)).join(' ');
	return {
		kind,
		fields: readingsOf(chance, values),
		body: `${COMMON} ${number} ${owner} ${address} ${words} ${inventedName(chance)}`,
		pageCount: 1 + (chance.below(4) === 0 ? chance.below(6) : 0),
		withDossier,
	};
}

function readingsOf(chance: Dice, values: { readonly [F in FieldName]?: string }): FieldReadings {
	const readings = Object.entries(values).map(([field, value], line) => {
		const confidence = 0.72 + chance.below(28) / 100;
		const box = [120, 200 + 60 * line, 500, 40] as const;
		return [field, { value, printed: value, confidence, page: 0, box, origin: 'ocr' }] as const;
	});
	return Object.fromEntries(readings);
}
