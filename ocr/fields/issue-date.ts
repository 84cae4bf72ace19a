import { fold, toIsoDate } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import type { Paper } from './paper.ts';
import { correctPlace } from './place-names.ts';
import { slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

/**
 * "Hà Nội, ngày 05 tháng 01 năm 2020" folded, with the letters OCR loses or swaps (`ngay2`, `thảng`, `nàm`). Groups: place, day, month,
 * year. Every quantifier is bounded.
 */
const PLACE_DATE =
	/^(?<place>[^\d,;:]{0,60}?)\s?[,.;]?\s?\b(?:n[a-z]{1,2}[yv]|[gq]ay|nga)\s?[.,:]?\s?(?<day>\d{1,2})[.,]?\s?t[a-z]{2,4}\s?[.,]?\s?(?<month>\d{1,2})[.,]?\s?n[a-z]{1,2}\s?[.,]?\s?(?<year>\d{4})(?!\d)/;
const UNIT_WORDS: ReadonlySet<string> = new Set([
	'xã',
	'phường',
	'tỉnh',
	'thành',
	'phố',
	'huyện',
	'quận',
	'thị',
	'trấn',
	'đặc',
	'khu',
]);

/** A place: words with capitals, or the words for units. "Đăng ký lần đầu, ngày …" is none. */
function isPlace(text: string): boolean {
	return text.split(/[^\p{L}]+/u).every((word) => word === '' || /^\p{Lu}/u.test(word) || UNIT_WORDS.has(word));
}

type Found = { readonly segment: Segment; readonly match: RegExpExecArray; readonly value: string };

function readDate(segment: Segment): Found | undefined {
	const match = PLACE_DATE.exec(segment.folded);
	const { day, month, year } = match?.groups ?? {};
	const value = toIsoDate(Number(year), Number(month), Number(day));
	if (match === null || value === undefined) return undefined;
	return isPlace(segment.text.slice(0, match.groups?.place?.length ?? 0)) ? { segment, match, value } : undefined;
}

function toCandidates(found: Found, view: PageView, certainty: number, rule: string): Candidate[] {
	const { segment, match, value } = found;
	const place = segment.text.slice(0, match.groups?.place?.length ?? 0).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
	const placeEnd = match.groups?.place?.length ?? 0;
	const date = slice(segment, placeEnd, match[0].length);
	const bare = {
		...date,
		text: date.text.replace(/^[^\p{L}\d]+/u, ''),
		words: date.words.filter((w) => w.folded !== ','),
	};
	const dateWords = placeEnd === 0 ? bare.words : bare.words.filter((word) => !/,$/.test(word.text));
	const candidates = [
		fromSpan(
			'issueDate',
			{ ...bare, words: dateWords.length > 0 ? dateWords : bare.words },
			{ value, certainty, rule, origin: view.origin },
		),
	];
	if (/^\p{Lu}/u.test(place) && place.split(' ').length <= 6) {
		const corrected = correctPlace(place);
		const span = { ...slice(segment, 0, Math.max(1, placeEnd)), text: place };
		candidates.push(
			fromSpan('placeOfIssue', span, {
				value: corrected.name,
				certainty: certainty * (corrected.known ? 0.995 : 0.95),
				rule,
				origin: view.origin,
			}),
		);
	}
	return candidates;
}

/** The day is often written by hand and not read: the place before it still holds, when it is a province's name or ends a line above it (the issuer's). */
function placeAlone(segment: Segment, view: PageView): Candidate[] {
	const match = /^(\p{L}[^\d,;:]{1,40}),? ?ngay\b.{0,30}\bnam\b/u.exec(segment.folded);
	if (match?.[1] === undefined) return [];
	const span = slice(segment, 0, match[1].length);
	const { name, known } = correctPlace(span.text);
	const issuers = view.segments.some((s) => s.bottom < segment.top && s.folded.endsWith(` ${fold(span.text)}`));
	return known || issuers
		? [fromSpan('placeOfIssue', span, { value: name, certainty: 0.95, rule: 'place alone', origin: view.origin })]
		: [];
}

/** In the head: the date line stands in the right half, level with the number. */
function fromHead(paper: Paper): Candidate[] {
	const { head } = paper;
	if (head === undefined) return [];
	const zone = head.view.segments.filter((s) => s.top < Math.min(head.bodyTop, 0.42) && (s.left + s.right) / 2 > 0.4);
	const found = zone.map(readDate).find((date) => date !== undefined);
	if (found !== undefined) return toCandidates(found, head.view, 0.99, 'date line in the head');
	return zone.flatMap((segment) => placeAlone(segment, head.view)).slice(0, 1);
}

/** Certificates and extracts: the date line stands over the signature, in the right half, and begins with a place. */
function fromFoot(paper: Paper): Candidate[] {
	const { signature } = paper;
	if (signature === undefined) return [];
	const above = signature.view.segments.filter(
		(s) =>
			s.bottom <= signature.top + signature.view.textHeight &&
			s.top > signature.top - 0.12 &&
			(s.left + s.right) / 2 > 0.45,
	);
	const found = above.map(readDate).findLast((date) => date !== undefined);
	return found === undefined ? [] : toCandidates(found, signature.view, 0.97, 'date line over the signature');
}

/** The seal may hide all of the signature: a line on its own in the right half that begins with a place and is all date is still the paper's. */
function fromLineAlone(paper: Paper): Candidate[] {
	for (const view of paper.views.toReversed()) {
		const found = view.segments
			.filter((s) => (s.left + s.right) / 2 > 0.55 && s.left > 0.4)
			.map(readDate)
			.findLast(
				(date) => (date?.match.groups?.place ?? '') !== '' && date?.match[0].length === date?.match.input.length,
			);
		if (found !== undefined) return toCandidates(found, view, 0.9, 'date line alone');
	}
	return [];
}

/** Issue date and place: one line gives both, so that they come from the same source. */
export function issueDateRule(paper: Paper): readonly Candidate[] {
	const head = fromHead(paper);
	if (head.length > 0) return head;
	return paper.signature === undefined ? fromLineAlone(paper) : fromFoot(paper);
}
