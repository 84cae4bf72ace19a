import { foldAligned } from './fold.ts';
import { nfc } from './nfc.ts';

/** A date found in a text. `start` and `end` are offsets into the text given, `end` exclusive. */
export type FoundDate = {
	/** `YYYY-MM-DD`. */
	readonly value: string;
	readonly start: number;
	readonly end: number;
	/** `words`: "ngày … tháng … năm …"; `figures`: dd/mm/yyyy with `/`, `.` or `-`; `iso`: yyyy-mm-dd. */
	readonly form: 'words' | 'figures' | 'iso';
};

/** Years that a paper can bear; anything else is a misreading. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

const IN_WORDS = /(?<!\p{L})ngay[\s:]{0,3}(\d{1,2})[\s,]{0,3}thang\s{0,3}(\d{1,2})[\s,]{0,3}nam\s{0,3}(\d{4})(?!\d)/gu;
const IN_FIGURES = /(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/]|[.-]\d)/g;
const ISO = /(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?![\d/]|[.-]\d)/g;

/** `YYYY-MM-DD` of a day in the calendar between 1900 and 2099; `undefined` for 31/4 and the like. */
export function toIsoDate(year: number, month: number, day: number): string | undefined {
	if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
	if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
	if (!Number.isInteger(day) || day < 1 || day > daysIn(year, month)) return undefined;
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether `value` is `YYYY-MM-DD` and a day in the calendar. */
export function isIsoDate(value: string): boolean {
	return partsOf(value) !== undefined;
}

function partsOf(value: string): { year: number; month: number; day: number } | undefined {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
	if (match === null) return undefined;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	return toIsoDate(year, month, day) === undefined ? undefined : { year, month, day };
}

/** All dates in an NFC text, in order of place: "ngày 05 tháng 01 năm 2020", 05/01/2020, 5-1-2020, 5.1.2020, 2020-01-05. Linear. */
export function findDates(text: string): readonly FoundDate[] {
	const folded = foldAligned(text);
	const found: FoundDate[] = [];
	const take = (match: RegExpExecArray, form: FoundDate['form'], y: string, m: string, d: string): void => {
		const value = toIsoDate(Number(y), Number(m), Number(d));
		if (value !== undefined) found.push({ value, start: match.index, end: match.index + match[0].length, form });
	};
	for (const m of folded.matchAll(IN_WORDS)) take(m, 'words', m[3] ?? '', m[2] ?? '', m[1] ?? '');
	for (const m of folded.matchAll(IN_FIGURES)) take(m, 'figures', m[4] ?? '', m[3] ?? '', m[1] ?? '');
	for (const m of folded.matchAll(ISO)) take(m, 'iso', m[1] ?? '', m[2] ?? '', m[3] ?? '');
	return found.sort((a, b) => a.start - b.start);
}

/** `YYYY-MM-DD` when the text is a date and nothing else (a word "ngày" before figures is allowed). */
export function parseDate(text: string): string | undefined {
	if (text.length > 100) return undefined;
	const bare = nfc(text).trim();
	const [first, ...others] = findDates(bare);
	if (first === undefined || others.length > 0) return undefined;
	const before = foldAligned(bare.slice(0, first.start)).trim();
	const after = bare.slice(first.end).trim();
	return (before === '' || before === 'ngay') && /^[.,;]?$/.test(after) ? first.value : undefined;
}

/**
 * A `YYYY-MM-DD` for people: `figures` 05/01/2020, `words` "ngày 05 tháng 01 năm 2020" with NĐ 30's padding (days below 10, months 1 and 2).
 *
 * @throws {RangeError} when `value` is no such date.
 */
export function formatDate(value: string, form: 'figures' | 'words' = 'figures'): string {
	const parts = partsOf(value);
	if (parts === undefined) throw new RangeError('Not a YYYY-MM-DD date');
	const day = String(parts.day).padStart(2, '0');
	if (form === 'figures') return `${day}/${String(parts.month).padStart(2, '0')}/${parts.year}`;
	const month = parts.month <= 2 ? `0${parts.month}` : String(parts.month);
	return `ngày ${day} tháng ${month} năm ${parts.year}`;
}

/** The day `months` later; the last of the month where that day does not exist (31/8 + 6 = 28/2). `undefined` outside 1900-2099 or on a non-date. */
export function addMonths(value: string, months: number): string | undefined {
	const parts = partsOf(value);
	if (parts === undefined || !Number.isInteger(months)) return undefined;
	const count = parts.year * 12 + (parts.month - 1) + months;
	const year = Math.floor(count / 12);
	const month = (count % 12) + 1;
	return toIsoDate(year, month, Math.min(parts.day, daysIn(year, month)));
}
