/**
 * The first three digits of a 12-digit personal id, where they name a province of birth registration: the codes of the 63 provinces
 * before 1/7/2025, which ids issued until then carry (TT 59/2021/TT-BCA takes them from the statistics office's list). Codes from 100
 * on name countries.
 */
const PROVINCE_CODES =
	'01 02 04 06 08 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 56 58 60 62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96';

const KNOWN: ReadonlySet<string> = new Set(PROVINCE_CODES.split(' ').map((code) => `0${code}`));

/** Whether the code (3 digits) can stand at the head of a 12-digit id. */
export function isPlaceCode(code: string): boolean {
	return KNOWN.has(code) || /^[1-9]\d{2}$/.test(code);
}
