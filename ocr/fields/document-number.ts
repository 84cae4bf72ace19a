import { findDocumentNumbers, formatDocumentNumber, parseDocumentNumber } from '../../domain/text/index.ts';
import { type Candidate, fromSpan } from './candidate.ts';
import type { Paper } from './paper.ts';
import { slice } from './span.ts';
import type { PageView, Segment } from './view.ts';

/** "Số:" with the ways OCR garbles it (Só, Sổ, S6, 56); the colon may be lost before digits. */
const LABEL = /^[^\p{L}\p{N}]{0,3}(?:s[o0q6e]|5[o06])\s{0,2}(?:[:.;,]+\s{0,2}|(?=\d))/u;
/** Letters that stand for digits in a number: read so only between "Số:" and "/". */
const DIGIT_LOOKS: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1', i: '1', '|': '1' };
const DIGITS_AND_LOOKS = /^(?=[OolIi|]{0,5}\d|[OolIi|]{1,2}\s?\/)[\dOolIi|]{1,6}(?=\s?\/)/;

/** Certificates that carry a code instead of a number and notation: `THN-00012345` (construction practice), `17A8001234` (household business). */
const BARE_CODE = /^(?:[A-Z]{2,4}-\d{6,10}|[0-9A-Z]{2,3}[A-Z]?\d{6,12})\b/;

/** "115GPXD-SXD": the slash was not read. */
const LOST_SLASH = /^(\d{1,5})(?=\p{Lu}{2,8}-\p{Lu}{2})/u;
/** "06/QĐĐ-UBND": Đ was read twice. */
const TWICE = /(?<=\/\s?Q)ĐĐ(?=-)/u;

/** A number line's value with what OCR garbles in it put right. */
function mended(read: string): { text: string; repaired: boolean } {
	const text = withDigits(read).replace(LOST_SLASH, '$1/').replace(TWICE, 'Đ');
	return { text, repaired: text !== read };
}

function withDigits(text: string): string {
	const match = DIGITS_AND_LOOKS.exec(text);
	if (match === null) return text;
	const digits = match[0].replace(/\D/g, (look) => DIGIT_LOOKS[look] ?? look);
	return digits + text.slice(match[0].length);
}

/** The number in a segment that starts with "Số:". */
function readNumberLine(segment: Segment, view: PageView, certainty: number): Candidate | undefined {
	const label = LABEL.exec(segment.folded);
	if (label === null) return undefined;
	const start = label[0].length;
	const rest = mended(segment.text.slice(start));
	const found = findDocumentNumbers(rest.text)[0];
	if (found !== undefined && found.start <= 1) {
		const doubt = (rest.repaired ? 0.85 : 1) * (found.repaired ? 0.97 : 1);
		return fromSpan('documentNumber', slice(segment, start + found.start, start + found.end), {
			value: formatDocumentNumber(found),
			certainty: certainty * doubt,
			rule: 'number line',
			origin: view.origin,
		});
	}
	return readYearNumber(segment, start, view, certainty);
}

/** "Số: 45/2026" of civil-status papers. */
function readYearNumber(segment: Segment, start: number, view: PageView, certainty: number): Candidate | undefined {
	const text = /^\s*\d{1,6}\s?\/\s?(?:19|20)\d{2}(?![\d/])/.exec(segment.text.slice(start))?.[0];
	const parsed = text === undefined ? undefined : parseDocumentNumber(text);
	if (text === undefined || parsed === undefined) return undefined;
	return fromSpan('documentNumber', slice(segment, start, start + text.length), {
		value: formatDocumentNumber(parsed),
		certainty: certainty * 0.97,
		rule: 'number and year',
		origin: view.origin,
	});
}

function readBareCode(segment: Segment, view: PageView): Candidate | undefined {
	const label = LABEL.exec(segment.folded);
	if (label === null) return undefined;
	const code = BARE_CODE.exec(segment.text.slice(label[0].length))?.[0];
	if (code === undefined) return undefined;
	return fromSpan('documentNumber', slice(segment, label[0].length, label[0].length + code.length), {
		certainty: 0.93,
		rule: 'bare code',
		origin: view.origin,
	});
}

/**
 * The paper's own number: the first line of the head that *starts* with "Số:". Numbers inside lines ("Căn cứ … số …"), the "SỐ 1" of
 * "PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1" and register numbers in the body are others'.
 */
export function documentNumberRule(paper: Paper): readonly Candidate[] {
	const { head } = paper;
	if (head === undefined) return [];
	const zone = head.view.segments.filter((segment) => segment.top < Math.min(head.bodyTop, 0.55));
	const full = zone.map((segment) => readNumberLine(segment, head.view, segment.top < 0.35 ? 0.99 : 0.95));
	const found = full.find((candidate) => candidate !== undefined);
	if (found !== undefined) return [found];
	const bare = zone.map((segment) => readBareCode(segment, head.view)).find((candidate) => candidate !== undefined);
	return bare === undefined ? [] : [bare];
}
