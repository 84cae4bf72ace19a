import { FIELDS, type FieldName } from './fields.ts';
import { isIsoDate, nfc } from './text/index.ts';

/** Longest value of a field: the longest column of CV 7197 (`Subject`, 500). */
const MAX_LENGTH = 500;

/**
 * A value that a person typed, as it is kept: NFC, single spaces. Empty says that the field is not on the paper.
 * `undefined` when it can't be the field's value: only what would break a machine is refused (a date that is none, too
 * long); an odd number or id may stand on the paper just so.
 */
export function typedValue(field: FieldName, text: string): string | undefined {
	const value = nfc(text).replace(/\s+/g, ' ').trim();
	if (value.length > MAX_LENGTH) return undefined;
	if (value === '' || FIELDS[field].type !== 'date') return value;
	const indefinite = field === 'validUntil' && value === 'indefinite';
	return indefinite || isIsoDate(value) ? value : undefined;
}

/**
 * Fields without which nothing can be uploaded (CV 7197: number, date, issuing body are obligatory). A certificate of enterprise
 * registration has no number: its enterprise code stands in for it (domain.md §4.3).
 */
export function missingFields(values: { readonly [F in FieldName]?: string }): readonly FieldName[] {
	const missing: FieldName[] = [];
	if (!values.documentNumber && !values.enterpriseCode && !values.certificateSerial) missing.push('documentNumber');
	if (!values.issueDate) missing.push('issueDate');
	if (!values.issuingBody) missing.push('issuingBody');
	return missing;
}
