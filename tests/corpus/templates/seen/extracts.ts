import {
	bare,
	type Day,
	day,
	inSentence,
	issued,
	monthsLater,
	pad,
	person,
	place,
	slashed,
} from '../../content/people.ts';
import { residence } from '../../content/prose.ts';
import {
	committee,
	communeCommittee,
	field,
	formLine,
	letterhead,
	numberAndDate,
	signatureBlock,
	title,
} from '../../parts.ts';
import type { Random } from '../../random.ts';
import type { Template } from '../../types.ts';

const ONES = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const MONTHS = ['một', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai'] as const;

/** A number under 100 in words. */
function words(n: number): string {
	if (n < 10) return ONES[n] ?? '';
	const ten = n < 20 ? 'mười' : `${ONES[Math.floor(n / 10)]} mươi`;
	const one = n % 10;
	if (one === 0) return ten;
	return `${ten} ${one === 5 ? 'lăm' : one === 1 && n > 20 ? 'mốt' : ONES[one]}`;
}

function inWords([year, month, date]: Day): string {
	const late = year % 100;
	if (year === 2000) return `ngày ${words(date)}, tháng ${MONTHS[month - 1]}, năm hai nghìn`;
	const thousand = year < 2000 ? 'một nghìn chín trăm' : 'hai nghìn không trăm';
	return `ngày ${words(date)}, tháng ${MONTHS[month - 1]}, năm ${thousand} ${late < 10 ? `linh ${ONES[late]}` : words(late)}`;
}

/** The registration that is quoted: another number and date than the extract's own. */
function registration(random: Random, where: string, on: Day): string {
	return formLine(
		`Đã được đăng ký tại ${committee(where)}, số: ${random.int(1, 300)}, quyển số: ${pad(random.int(1, 3))}/${on[0]}, ngày ${slashed(random, on)}.`,
	);
}

function foot(random: Random): string {
	return signatureBlock({
		powers: random.pick([
			['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
			['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
			['NGƯỜI KÝ TRÍCH LỤC'],
		]),
		name: person(random).name,
	});
}

/** Extract of a birth. */
export const birthExtract: Template = {
	id: 'birth-extract',
	kind: 'birthExtract',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const child = person(random, { from: 1990, to: 2024 });
		const mother = person(random, { female: true, from: 1962, to: 1970 });
		const father = person(random, { female: false, from: 1960, to: 1968 });
		const html = [
			letterhead(random, communeCommittee(where)),
			numberAndDate(random, `${random.int(1, 900)}/TLKS-BS`, bare(where.ward), date, { handDay: random.chance(0.1) }),
			title('TRÍCH LỤC KHAI SINH<br>(BẢN SAO)'),
			formLine(`Họ, chữ đệm, tên: ${field('ownerName', child.name.toUpperCase())}`),
			formLine(`Ngày, tháng, năm sinh: ${slashed(random, child.born)} ghi bằng chữ: ${inWords(child.born)}`),
			formLine(
				`Giới tính: ${child.female ? 'Nữ' : 'Nam'} &nbsp;&nbsp;&nbsp; Dân tộc: ${random.pick(['Kinh', 'Tày', 'Nùng'])} &nbsp;&nbsp;&nbsp; Quốc tịch: Việt Nam`,
			),
			formLine(`Số định danh cá nhân: ${field('ownerIdNumber', child.id)}`),
			formLine(
				`Nơi sinh: ${random.pick(['Bệnh viện Đa khoa khu vực', 'Trạm Y tế', 'Bệnh viện A'])} ${inSentence(where.ward)}, ${inSentence(where.province)}`,
			),
			formLine(`Quê quán: ${inSentence(place(random).ward)}, ${inSentence(where.province)}`),
			formLine(`Họ, chữ đệm, tên người mẹ: ${mother.name.toUpperCase()}`),
			formLine(`Năm sinh: ${mother.born[0]} &nbsp;&nbsp; Dân tộc: Kinh &nbsp;&nbsp; Quốc tịch: Việt Nam`),
			formLine(`Nơi cư trú: ${residence(random, where)}`),
			formLine(`Họ, chữ đệm, tên người cha: ${father.name.toUpperCase()}`),
			formLine(`Năm sinh: ${father.born[0]} &nbsp;&nbsp; Dân tộc: Kinh &nbsp;&nbsp; Quốc tịch: Việt Nam`),
			formLine(`Nơi cư trú: ${residence(random, where)}`),
			registration(random, where.ward, monthsLater(child.born, 1)),
			foot(random),
		].join('\n');
		return {
			html,
			unscored: ['address', 'registerNumber', 'subject'],
			seal: { ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
			sizePt: 14,
		};
	},
};

/** Extract of a marriage: wife and husband in two columns. */
export const marriageExtract: Template = {
	id: 'marriage-extract',
	kind: 'marriageExtract',
	split: 'seen',
	font: 'Tinos',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const wife = person(random, { female: true, from: 1975 });
		const husband = person(random, { female: false, from: 1972 });
		const column = (label: string, who: typeof wife): string =>
			[
				`<b>${label}</b>`,
				`Họ, chữ đệm, tên: ${who.name.toUpperCase()}`,
				`Ngày sinh: ${slashed(random, who.born)}`,
				`Dân tộc: ${random.pick(['Kinh', 'Tày', 'Dao'])}`,
				'Quốc tịch: Việt Nam',
				`Nơi cư trú: ${residence(random, where)}`,
				`Số định danh cá nhân: ${who.id}`,
			]
				.map((line) => `<div>${line}</div>`)
				.join('');
		const html = [
			letterhead(random, communeCommittee(where)),
			numberAndDate(
				random,
				`${random.int(1, 600)}/${random.chance(0.4) ? `${date[0]}/` : ''}TLKH-BS`,
				bare(where.ward),
				date,
			),
			title('TRÍCH LỤC KẾT HÔN<br>(BẢN SAO)'),
			`<div class="columns block"><div>${column('Vợ', wife)}</div><div>${column('Chồng', husband)}</div></div>`,
			registration(random, where.ward, monthsLater(wife.born, 12 * random.int(20, 22))),
			formLine(`Quan hệ hôn nhân được công nhận kể từ ngày ${slashed(random, day(random, 1999, 2024))}.`),
			formLine(
				`Ghi chú: ${random.pick(['Không.', 'Đã ghi chú ly hôn theo bản án của Tòa án nhân dân khu vực 3.', 'Cải chính năm sinh của người vợ.'])}`,
			),
			foot(random),
		].join('\n');
		return {
			html,
			unscored: ['ownerName', 'ownerIdNumber', 'address', 'registerNumber', 'subject'],
			seal: { ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
		};
	},
};

/** Extract of a death. */
export const deathExtract: Template = {
	id: 'death-extract',
	kind: 'deathExtract',
	split: 'seen',
	font: 'Corpus Stack A',
	build(random) {
		const where = place(random);
		const date = issued(random);
		const who = person(random, { from: 1930, to: 1985 });
		const died = day(random, 2009, 2025);
		const html = [
			letterhead(random, communeCommittee(where)),
			numberAndDate(
				random,
				`${random.chance(0.5) ? random.int(1, 700) : `${random.int(1, 700)}/${date[0]}`}/TLKT-BS`,
				bare(where.ward),
				date,
			),
			title('TRÍCH LỤC KHAI TỬ<br>(BẢN SAO)'),
			formLine(`Họ, chữ đệm, tên người chết: ${field('ownerName', who.name.toUpperCase())}`),
			formLine(
				`Ngày, tháng, năm sinh: ${slashed(random, who.born)} &nbsp;&nbsp; Giới tính: ${who.female ? 'Nữ' : 'Nam'}`,
			),
			formLine('Dân tộc: Kinh &nbsp;&nbsp; Quốc tịch: Việt Nam'),
			formLine(`Số định danh cá nhân: ${field('ownerIdNumber', who.id)}`),
			formLine(`Nơi cư trú cuối cùng: ${residence(random, where)}`),
			formLine(
				`Đã chết vào lúc: ${random.int(0, 23)} giờ ${random.int(0, 59)} phút, ngày ${slashed(random, died)} ghi bằng chữ: ${inWords(died)}`,
			),
			formLine(`Nơi chết: ${random.pick(['Tại nhà', 'Bệnh viện Trung ương', 'Trung tâm Y tế khu vực'])}`),
			formLine(`Nguyên nhân chết: ${random.pick(['Già yếu', 'Bệnh lý', 'Suy hô hấp cấp', 'Tai biến mạch máu não'])}`),
			formLine(
				`Giấy báo tử số: ${random.int(1, 90)}/GBT do ${committee(where.ward)} cấp ngày ${slashed(random, died)}`,
			),
			registration(random, where.ward, monthsLater(died, 1)),
			foot(random),
		].join('\n');
		return {
			html,
			unscored: ['address', 'registerNumber', 'subject'],
			seal: { ring: `${where.ward.toUpperCase()} * ${where.province.toUpperCase()} *`, centre: 'ỦY BAN NHÂN DÂN' },
			sizePt: 14,
		};
	},
};
