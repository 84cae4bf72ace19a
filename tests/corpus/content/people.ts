import { readFileSync } from 'node:fs';
import type { Random } from '../random.ts';

type Names = {
	readonly surnames: readonly string[];
	readonly female: readonly string[];
	readonly male: readonly string[];
};
type Province = { readonly code: string; readonly name: string; readonly wards: readonly string[] };

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T;
const names = read<Names>('names.json');
const provinces = read<readonly Province[]>('places.json');

/** An invented person. `born`: [year, month, day]. */
export type Person = {
	readonly name: string;
	readonly female: boolean;
	/** Ông, Bà. */
	readonly address: string;
	readonly born: Day;
	/** 12 digits: place, century and sex, year, six random ones (Luật Căn cước 2023, art. 12). */
	readonly id: string;
};

/** A calendar day: [year, month, day]. */
export type Day = readonly [year: number, month: number, day: number];

/** A province and one of its wards or communes, as printed ("Tỉnh Thái Nguyên", "Xã Phú Xuyên"). */
export type Place = { readonly province: string; readonly provinceCode: string; readonly ward: string };

/** A person of either sex, or of the one asked for, born between the years given. */
export function person(random: Random, options: { female?: boolean; from?: number; to?: number } = {}): Person {
	const female = options.female ?? random.chance(0.5);
	const born = day(random, options.from ?? 1955, options.to ?? 2003);
	const sex = (born[0] >= 2000 ? 2 : 0) + (female ? 1 : 0);
	const place = random.pick(provinces).code.padStart(3, '0');
	return {
		name: `${random.pick(names.surnames)} ${random.pick(female ? names.female : names.male)}`,
		female,
		address: female ? 'Bà' : 'Ông',
		born,
		id: `${place}${sex}${String(born[0] % 100).padStart(2, '0')}${random.digits(6)}`,
	};
}

/** A place; every second one in Thái Nguyên, as in the office that the product is first made for. */
export function place(random: Random): Place {
	const home = provinces.find((p) => p.code === '19');
	const province = home !== undefined && random.chance(0.5) ? home : random.pick(provinces);
	return { province: province.name, provinceCode: province.code, ward: random.pick(province.wards) };
}

/** Another ward of the same province. */
export function neighbour(random: Random, of: Place): Place {
	const province = provinces.find((p) => p.code === of.provinceCode);
	return { ...of, ward: random.pick(province?.wards ?? [of.ward]) };
}

export function day(random: Random, from: number, to: number): Day {
	return [random.int(from, to), random.int(1, 12), random.int(1, 28)];
}

/** A day of issue: 2025, or 2026 up to October. */
export function issued(random: Random): Day {
	const [year, month, date] = day(random, 2025, 2026);
	return [year, year === 2026 ? Math.min(month, 10) : month, date];
}

/** 10-digit tax or enterprise code with its check digit (weights 31, 29, 23, 19, 17, 13, 7, 5, 3). */
export function taxCode(random: Random): string {
	const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
	for (;;) {
		const head = `46${random.digits(7)}`;
		const sum = weights.reduce((total, weight, i) => total + weight * Number(head[i]), 0);
		const check = 10 - (sum % 11);
		if (check < 10) return `${head}${check}`;
	}
}

/** The bare name: "Thái Nguyên" of "Tỉnh Thái Nguyên". */
export function bare(unit: string): string {
	return unit.replace(/^(Tỉnh|Thành phố|Xã|Phường|Đặc khu) /u, '');
}

/** A unit inside a sentence: "xã Phú Xuyên". */
export function inSentence(unit: string): string {
	return unit.charAt(0).toLowerCase() + unit.slice(1);
}

/** `YYYY-MM-DD`. */
export function iso([year, month, date]: Day): string {
	return `${year}-${pad(month)}-${pad(date)}`;
}

export function pad(n: number): string {
	return String(n).padStart(2, '0');
}

/** "05/01/2026", "5/1/2026" or "05-01-2026". */
export function slashed(random: Random, [year, month, date]: Day): string {
	return random.pick([
		`${pad(date)}/${pad(month)}/${year}`,
		`${pad(date)}/${pad(month)}/${year}`,
		`${date}/${month}/${year}`,
	]);
}

/** "ngày 05 tháng 01 năm 2026" in the paddings that are met on paper. */
export function spelled(random: Random, [year, month, date]: Day): string {
	const d = random.chance(0.85) ? pad(date) : String(date);
	const m = month <= 2 || random.chance(0.6) ? pad(month) : String(month);
	return `ngày ${d} tháng ${m} năm ${year}`;
}

/** Later by so many months; days are at most 28, so no month is too short. */
export function monthsLater([year, month, date]: Day, months: number): Day {
	const total = year * 12 + (month - 1) + months;
	return [Math.floor(total / 12), (total % 12) + 1, date];
}
