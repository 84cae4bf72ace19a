import { nfc } from './nfc.ts';

/** Số và ký hiệu. `number` is text: papers print leading zeros ("01779/QĐ-UBND") and they count. */
export type DocumentNumber = {
	readonly number: string;
	readonly year?: string;
	/** Groups by `-`, no spaces: `QĐ-UBND`. Absent on civil-status papers ("45/2026"). */
	readonly notation?: string;
};

/** A number found in a text; offsets into that text, `end` exclusive. `repaired`: an OCR confusion inside the notation was undone. */
export type FoundNumber = DocumentNumber & {
	readonly start: number;
	readonly end: number;
	readonly repaired: boolean;
};

/*
 * A group of a notation: starts with a capital (or is a part number), and no two small letters in a row (TTg, CTr, QyĐ have one),
 * which keeps words that follow ("TLKT-BS - Quyển số") out. After domain.md §4.2, tested there on 443 heads.
 */
const GROUP = String.raw`\p{Lu}(?:\p{Lu}|\d|&|\p{Ll}(?!\p{Ll})){0,17}`;
const JOIN = String.raw`(?:[ \t]?[-–—][ \t]?|\.)`;
const NOTATION = String.raw`${GROUP}(?:${JOIN}(?:${GROUP}|\d{1,3}(?!\d))){0,4}(?!\p{Ll})`;
const NUMBER = String.raw`(?<![\p{L}\d/.,])(\d{1,6})`;
const YEAR = String.raw`((?:19|20)\d{2})(?!\d)`;
const FULL = new RegExp(String.raw`${NUMBER}[ \t]?(?:/[ \t]?${YEAR})?[ \t]?/[ \t]?(${NOTATION})`, 'gu');
/** "45/2026": a whole text only, since in running text "01/2026" is a month. */
const NUMBER_YEAR = new RegExp(String.raw`^(\d{1,6})[ \t]?/[ \t]?${YEAR}$`, 'u');

/**
 * Groups that OCR garbles, by how they look once Đ is D and lower case is upper. Only groups that mean nothing else when garbled:
 * `HD` stays (hướng dẫn, while HĐ is hợp đồng), and `ND` becomes `NĐ` before `CP` only.
 */
const REPAIRS: ReadonlyMap<string, string> = new Map([
	['QD', 'QĐ'],
	['QO', 'QĐ'],
	['UBND', 'UBND'],
	['UBNO', 'UBND'],
	['UEND', 'UBND'],
	['U8ND', 'UBND'],
	['UBNB', 'UBND'],
	['HDND', 'HĐND'],
	['HDNO', 'HĐND'],
	['TTG', 'TTg'],
	['TTQ', 'TTg'],
	['TTR', 'TTr'],
	['CTR', 'CTr'],
	['SGDDT', 'SGDĐT'],
	['SXO', 'SXD'],
	['GPXO', 'GPXD'],
	['CTUBND', 'CTUBND'],
	['CTUBNO', 'CTUBND'],
]);

function repairGroup(group: string, next: string | undefined): string {
	const skeleton = group.replaceAll('Đ', 'D').replaceAll('đ', 'd').toUpperCase();
	if (skeleton === 'ND' && next === 'CP') return 'NĐ';
	return REPAIRS.get(skeleton) ?? group;
}

/** Notation without stray spaces, dashes as `-`, OCR confusions undone (QD→QĐ, UBNO→UBND). Digits are never changed. */
export function normalizeNotation(notation: string): string {
	const groups = nfc(notation).replace(/\s+/g, '').replace(/[–—]/g, '-').split('-');
	return groups.map((group, i) => repairGroup(group, groups[i + 1])).join('-');
}

/** All numbers with a notation in an NFC text, in order of place. Linear. */
export function findDocumentNumbers(text: string): readonly FoundNumber[] {
	return Array.from(text.matchAll(FULL), (match) => {
		const plain = (match[3] ?? '').replace(/\s+/g, '').replace(/[–—]/g, '-');
		const notation = normalizeNotation(plain);
		return {
			number: match[1] ?? '',
			...(match[2] === undefined ? {} : { year: match[2] }),
			notation,
			start: match.index,
			end: match.index + match[0].length,
			repaired: notation !== plain,
		};
	});
}

/** The number when the text is one and nothing else: `3004/QĐ-UBND`, `89/2025/QĐ-UBND`, `45/2026`; a leading "Số:" is allowed. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
	if (text.length > 120) return undefined;
	const bare = nfc(text).trim();
	const body = bare.replace(/^s[ốoôóồổ]\s*[:.;]?\s*/iu, '');
	const [found] = findDocumentNumbers(body);
	if (found !== undefined) {
		const whole = found.start === 0 && /^[.,;]?$/.test(body.slice(found.end).trim());
		return whole ? pick(found) : undefined;
	}
	const match = NUMBER_YEAR.exec(body);
	return match === null ? undefined : { number: match[1] ?? '', year: match[2] ?? '' };
}

function pick({ number, year, notation }: DocumentNumber): DocumentNumber {
	return { number, ...(year === undefined ? {} : { year }), ...(notation === undefined ? {} : { notation }) };
}

/** As NĐ 30 writes it: `n/KH`, `n/yyyy/KH`, or `n/yyyy` where there is no notation. */
export function formatDocumentNumber({ number, year, notation }: DocumentNumber): string {
	return [number, year, notation].filter((part) => part !== undefined).join('/');
}
