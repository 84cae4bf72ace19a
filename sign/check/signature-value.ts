import type { PdfDocument } from '../pdf/document.ts';
import {
	entry,
	isArray,
	isDict,
	isName,
	isString,
	type PdfDict,
	type PdfString,
	type PdfValue,
} from '../pdf/values.ts';

/** A signature dictionary that has what it needs. */
export type SignatureValue = {
	/** Where its object begins in the file. */
	readonly offset: number;
	readonly number: number;
	readonly dict: PdfDict;
	readonly contents: PdfString;
	/** Four whole numbers that lie within the file, in order. */
	readonly byteRange: readonly [number, number, number, number];
	readonly subFilter: string;
	/** /M, UTC; `undefined` when it is not there or is no date. */
	readonly claimedAt: Date | undefined;
};

/** The /SubFilter of a signature, empty when it has none. */
export function subFilterOf(pdf: PdfDocument, value: PdfValue | undefined): string {
	const dict = pdf.resolve(value);
	const filter = isDict(dict) ? pdf.get(dict, 'SubFilter') : undefined;
	return isName(filter) ? filter.value : '';
}

const DATE = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:Z|([+-])(\d{2})'?(\d{2})?)?/;

/** A PDF date (ISO 32000-2, 7.9.4); one without a zone is taken as UTC. */
export function parseDate(text: string): Date | undefined {
	const match = DATE.exec(text);
	if (match === null) return undefined;
	const [
		,
		year,
		month = '01',
		day = '01',
		hour = '00',
		minute = '00',
		second = '00',
		sign,
		zoneHour = '00',
		zoneMinute = '00',
	] = match;
	const zone = sign === undefined ? 'Z' : `${sign}${zoneHour}:${zoneMinute}`;
	const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
	return Number.isNaN(date.getTime()) ? undefined : date;
}

function byteRangeOf(pdf: PdfDocument, dict: PdfDict): SignatureValue['byteRange'] | undefined {
	const value = pdf.get(dict, 'ByteRange');
	if (!isArray(value)) return undefined;
	const numbers = value.items.map((item) => pdf.resolve(item));
	const whole = numbers.filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
	const [a, b, c, d] = whole as number[];
	if (numbers.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined)
		return undefined;
	return a + b <= c && c + d <= pdf.bytes.length ? [a, b, c, d] : undefined;
}

/**
 * The signature dictionary under a field's /V; `undefined` when it lacks what makes it one: an object of its own, /Contents that are
 * not empty, a /ByteRange within the file (the universal forgery of pdf-insecurity.org lives on checkers that go on without).
 */
export function readSignatureValue(pdf: PdfDocument, value: PdfValue | undefined): SignatureValue | undefined {
	if (value === undefined || value === null || typeof value !== 'object' || value.kind !== 'ref') return undefined;
	const found = pdf.object(value.number);
	if (found?.span === undefined || !isDict(found.value) || found.value.ambiguous) return undefined;
	const dict = found.value;
	const contents = entry(dict, 'Contents');
	const byteRange = byteRangeOf(pdf, dict);
	if (!isString(contents) || byteRange === undefined || contents.bytes.every((byte) => byte === 0)) return undefined;
	const claimed = pdf.get(dict, 'M');
	return {
		offset: found.span.start,
		number: value.number,
		dict,
		contents,
		byteRange,
		subFilter: subFilterOf(pdf, value),
		claimedAt: isString(claimed) ? parseDate(claimed.bytes.toString('latin1')) : undefined,
	};
}
