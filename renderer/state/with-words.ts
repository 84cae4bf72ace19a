import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import type { Draft } from './append-word.ts';
import { isSettled } from './open-fields.ts';

/** What a person typed for a field, and the value that it stands for. */
export type Correction = Draft & { readonly field: FieldName; readonly value: string };

/** The outcome as it is after a correction, so that it need not be asked for anew. */
export function corrected(view: OutcomeView, revision: number, { field, value, place }: Correction): OutcomeView {
	const known = view.readings.find((reading) => reading.field === field);
	const machine = known?.machine ?? (known === undefined || isSettled(known) ? undefined : machineOf(known));
	const reading: StoredReadingView = {
		field,
		value,
		printed: value,
		confidence: 1,
		page: place?.page ?? known?.page ?? 0,
		box: place?.box ?? known?.box ?? [0, 0, 0, 0],
		origin: known === undefined ? 'typed' : 'corrected',
		at: new Date().toISOString(),
		...(machine !== undefined && { machine }),
	};
	const readings = FIELD_NAMES.flatMap((name) =>
		name === field ? reading : (view.readings.find((one) => one.field === name) ?? []),
	);
	return { ...view, revision, readings, values: { ...view.values, [field]: value } };
}

function machineOf({ value, confidence, origin }: StoredReadingView): NonNullable<StoredReadingView['machine']> {
	return { value, confidence, origin };
}

/** The outcome with these fields confirmed; who did it is filled in when it is asked for anew. */
export function confirmed(view: OutcomeView, fields: readonly StoredReadingView[]): OutcomeView {
	const names = new Set(fields.map(({ field }) => field));
	return {
		...view,
		readings: view.readings.map((reading) => (names.has(reading.field) ? { ...reading, confirmed: true } : reading)),
	};
}
