import { typedValue } from '../../domain/check-field.ts';
import { FIELDS, type FieldName } from '../../domain/fields.ts';
import { parseDate } from '../../domain/text/dates.ts';
import { formatDocumentNumber, parseDocumentNumber } from '../../domain/text/document-number.ts';
import { fold } from '../../domain/text/fold.ts';
import { showDay } from './dates.ts';

/** A value as people write it: days `dd/mm/yyyy`, `indefinite` in the words given. */
export function showValue(field: FieldName, value: string, indefinite: string): string {
	if (FIELDS[field].type !== 'date') return value;
	return value === 'indefinite' ? indefinite : showDay(value);
}

/**
 * What a person typed, as the value that is kept; `undefined` when it can't be one. A day may be typed `5/1/2026`, `05012026`
 * or as it stands on the paper (“ngày 05 tháng 01 năm 2026”); “vô thời hạn” needs no accents.
 */
export function readValue(field: FieldName, text: string, indefinite: string): string | undefined {
	const typed = typedValue(field, text);
	if (typed !== undefined || FIELDS[field].type !== 'date') return typed;
	if (field === 'validUntil' && fold(text.trim()) === fold(indefinite)) return 'indefinite';
	return parseDate(text.trim().replace(/^(\d{2})(\d{2})(\d{4})$/, '$1/$2/$3'));
}

/** What was read on the page as it belongs into a field's box: a number without “Số:”, a day as days are shown. */
export function textForField(field: FieldName, read: string): string {
	// A zone that was drawn a little too wide takes in the mark before or after.
	const text = read.replace(/^[\s,;:.–-]+|[\s,;:–-]+$/g, '');
	if (FIELDS[field].type === 'date') return showDay(parseDate(text) ?? text);
	if (FIELDS[field].type !== 'documentNumber') return text;
	const number = parseDocumentNumber(text);
	return number === undefined ? text : formatDocumentNumber(number);
}
