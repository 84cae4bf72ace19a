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

/** Whether a person has typed or confirmed the value. What the demo's stand-in gave needs no confirming either. */
export function isSettled({ origin, confirmed }: StoredReadingView): boolean {
	return isHuman(origin) || origin === 'demo' || confirmed === true;
}

/** What a person must still look at before the whole may be verified, in the order of the paper. */
export type OpenFields = {
	/** One by one: read without certainty, odd, or obligatory and empty. */
	readonly single: readonly FieldName[];
	/** Read with certainty and nothing odd about them: may be confirmed together. */
	readonly together: readonly FieldName[];
};

/** Sorts the fields that nobody has settled yet. `odd`: fields that a check speaks about. */
export function openFields(readings: Readings, odd: ReadonlySet<FieldName> = new Set()): OpenFields {
	const empty = obligatoryFields(readings);
	const unsettled = new Map(readings.filter((one) => !isSettled(one)).map((one) => [one.field, one.confidence]));
	const isCertain = (field: FieldName): boolean =>
		certaintyOf(unsettled.get(field) ?? 0) === 'certain' && !odd.has(field);
	const open = FIELD_NAMES.filter((field) => empty.includes(field) || unsettled.has(field));
	return {
		single: open.filter((field) => !isCertain(field)),
		together: open.filter(isCertain),
	};
}
