import type { StoredReadingView } from '../../contract/index.ts';
import { missingFields } from '../../domain/check-field.ts';
import { FIELD_NAMES, FIELDS, type FieldName, isHuman } from '../../domain/fields.ts';
import { certaintyOf } from './confidence.ts';

type Readings = readonly StoredReadingView[];

/** Fields to show, in the order of the paper: those that stand on every outcome and those that were read, or all there are. */
export function shownFields(readings: Readings, all: boolean): readonly FieldName[] {
	const read = new Set(readings.map(({ field }) => field));
	return FIELD_NAMES.filter((field) => all || FIELDS[field].head || read.has(field));
}

/** Obligatory fields that are empty and that nobody has declared absent. */
export function obligatoryFields(readings: Readings): readonly FieldName[] {
	const values = Object.fromEntries(readings.map(({ field, value }) => [field, value]));
	const known = new Set(readings.map(({ field }) => field));
	return missingFields(values).filter((field) => !known.has(field));
}

/** Fields that a person must still look at before the whole may be verified: read without certainty, or obligatory and empty. */
export function openFields(readings: Readings, confirmed: ReadonlySet<FieldName>): readonly FieldName[] {
	const empty = obligatoryFields(readings);
	const unsure = readings
		.filter(({ origin, confidence }) => !isHuman(origin) && origin !== 'demo' && certaintyOf(confidence) !== 'certain')
		.map(({ field }) => field);
	return FIELD_NAMES.filter((field) => empty.includes(field) || (unsure.includes(field) && !confirmed.has(field)));
}
