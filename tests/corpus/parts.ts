import type { FieldName } from '../../domain/fields.ts';
import { type Day, inSentence, iso, type Place, pad, spelled } from './content/people.ts';
import type { Random } from './random.ts';

/** `text` for HTML. */
export function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * Marks `html` as the printed form of a field. Parts of one field on several lines share its name; they are read
 * from the page in order, joined by spaces.
 *
 * `value` where the value differs from what is printed; `also` for values that are as right.
 */
export function field(
	name: FieldName,
	html: string,
	options: { value?: string; also?: readonly string[] } = {},
): string {
	const value = options.value === undefined ? '' : ` data-value="${escapeHtml(options.value)}"`;
	const also = options.also === undefined ? '' : ` data-also="${escapeHtml(options.also.join('|'))}"`;
	return `<span data-field="${name}"${value}${also}>${html}</span>`;
}

const STROKES = [
	'M6 1C1 2 0 18 5 19S11 2 6 1',
	'M2 5L7 1 6 19',
	'M1 5C3-1 10 0 9 6S2 15 0 19L10 18',
	'M1 3C5-1 9 2 8 6S5 9 4 9C10 9 11 18 5 19S0 17 0 16',
	'M5 1L0 12 10 11M7 6L6 20',
	'M9 1L3 1 2 8C9 6 11 18 4 19L0 17',
	'M8 1C2 4 0 13 2 17S10 17 9 13 4 9 2 14',
	'M0 2L9 1C6 7 4 12 4 20',
	'M6 9C1 6 2 0 6 1S9 7 5 10 0 18 5 19 10 13 6 9',
	'M9 3C4-1 0 6 3 9S8 8 9 3C9 9 8 15 5 20',
] as const;

/** A number written by hand with a blue pen: strokes, with the digits kept for the truth. */
export function handwritten(random: Random, digits: string): string {
	const shapes = [...digits].map((digit, i) => {
		const turn = random.real(-9, 9).toFixed(1);
		return `<path transform="translate(${(i * 12 + random.real(-1, 1)).toFixed(1)} ${random.real(-1, 2).toFixed(1)}) rotate(${turn} 5 10)" d="${STROKES[Number(digit)] ?? ''}"/>`;
	});
	const width = digits.length * 12 + 2;
	return `<span class="hand" data-hand="${digits}"><svg viewBox="-2 -3 ${width + 2} 27" style="width:${(width * 0.068).toFixed(2)}em"><g fill="none" stroke="#1d2f8f" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${shapes.join('')}</g></svg></span>`;
}

/** Lines of the letterhead's left half. `above`: bodies over the issuer; `issuer`: its lines. */
export type Issuer = { readonly above: readonly string[]; readonly issuer: readonly string[] };

/** The commune's committee: two bold lines since July 2025. */
export function communeCommittee(where: Place): Issuer {
	return { above: [], issuer: ['ỦY BAN NHÂN DÂN', where.ward.toUpperCase()] };
}

/** The province's committee. */
export function provinceCommittee(where: Place): Issuer {
	return { above: [], issuer: ['ỦY BAN NHÂN DÂN', where.province.toUpperCase()] };
}

/** A department under a committee. */
export function departmentOf(
	where: Place,
	name: readonly string[],
	level: 'province' | 'commune' = 'province',
): Issuer {
	return {
		above: [level === 'province' ? `UBND ${where.province.toUpperCase()}` : `UBND ${where.ward.toUpperCase()}`],
		issuer: name,
	};
}

/** The letterhead: issuer on the left, the nation's name and motto on the right, rules below (NĐ 30/2020 PL I, ô 1 and 2). */
export function letterhead(
	random: Random,
	issuer: Issuer,
	options: { republic?: string; below?: string; right?: string } = {},
): string {
	const republic =
		options.republic ??
		random.pick([
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
			'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM',
		]);
	const above = issuer.above.map((line) => `<div>${line}</div>`).join('');
	const own = issuer.issuer.map((line) => `<div><b>${field('issuingBody', line)}</b></div>`).join('');
	return `<div class="head block"><div class="left">${above}${own}<div class="rule short"></div>${options.below ?? ''}</div>
<div class="right"><div><b>${republic}</b></div><div class="motto"><b>Độc lập - Tự do - Hạnh phúc</b></div><div class="rule long"></div>${options.right ?? ''}</div></div>`;
}

/** Second row: number on the left, place and date on the right (ô 3 and 4). */
export function numberAndDate(
	random: Random,
	number: string,
	where: string,
	date: Day,
	options: { handDay?: boolean; label?: string; under?: string } = {},
): string {
	return `<div class="second block"><div class="left">${options.label ?? 'Số: '}${field('documentNumber', number)}${options.under ?? ''}</div>
<div class="right"><i>${placeAndDate(random, where, date, options.handDay ?? false)}</i></div></div>`;
}

/** "Thái Nguyên, ngày 05 tháng 01 năm 2026", both fields marked. */
export function placeAndDate(random: Random, where: string, date: Day, handDay = false): string {
	const printed = spelled(random, date);
	const written = handDay ? printed.replace(/^ngày \d+/u, `ngày ${handwritten(random, pad(date[2]))}`) : printed;
	return `${field('placeOfIssue', where)}, ${field('issueDate', written, { value: iso(date) })}`;
}

/** Title in capitals and, if there is one, what it is about, with a rule below (ô 5a). */
export function title(text: string, about?: string): string {
	const second =
		about === undefined ? '' : `<div class="about"><b>${about}</b></div><div class="rule title-rule"></div>`;
	return `<div class="title block"><div><b>${text}</b></div>${second}</div>`;
}

/** A justified paragraph with an indent. */
export function paragraph(html: string): string {
	return `<p class="block">${html}</p>`;
}

/** A line without indent or justification, as on forms. */
export function formLine(html: string): string {
	return `<p class="block line">${html}</p>`;
}

/** A centred bold line. */
export function centred(html: string): string {
	return `<p class="block centre"><b>${html}</b></p>`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const cells = (tag: string, row: readonly string[]): string =>
		`<tr>${row.map((c) => `<${tag}>${c}</${tag}>`).join('')}</tr>`;
	return `<table class="block">${cells('th', head)}${rows.map((row) => cells('td', row)).join('')}</table>`;
}

/** Recipients on the left, powers, position, space for signature and seal, and name on the right (ô 7 and 9b). */
export function signatureBlock(options: {
	recipients?: readonly string[];
	powers: readonly string[];
	name: string;
	dated?: string;
}): string {
	const list = options.recipients ?? [];
	const left =
		list.length === 0
			? ''
			: `<div class="to"><b><i>Nơi nhận:</i></b></div>${list.map((r) => `<div class="copy">${r}</div>`).join('')}`;
	const powers = options.powers.map((line) => `<div><b>${field('signerPosition', line)}</b></div>`).join('');
	const dated = options.dated === undefined ? '' : `<div><i>${options.dated}</i></div>`;
	return `<div class="sign block"><div class="left">${left}</div><div class="right">${dated}${powers}<div class="ink" data-ink></div><div><b>${field('signerName', options.name)}</b></div></div></div>`;
}

/** A committee's own name in a sentence: "Ủy ban nhân dân xã Phú Xuyên". */
export function committee(unit: string): string {
	return `Ủy ban nhân dân ${inSentence(unit)}`;
}

/** A dossier code of the current shape: agency, date of receipt, running number. */
export function dossierCode(random: Random, [year, month, date]: Day): string {
	return `H${random.int(10, 62)}.${random.int(10, 99)}-${String(year).slice(2)}${pad(month)}${pad(date)}-${random.digits(4)}`;
}
