import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, StoredReadingView, Suggestion } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { focusBox } from './field-box.ts';
import { type OpenFields, obligatoryFields, openFields, shownFields } from './open-fields.ts';
import { useChecks } from './use-checks.ts';
import { useCorrections } from './use-corrections.ts';
import type { Drafts } from './use-drafts.ts';

type Place = Pick<StoredReadingView, 'page' | 'box'>;

type Around = {
	/** Shows a place on the page; nothing for a field that has none. */
	readonly onPlace: (place: Place | undefined) => void;
	/** Nothing is left to be looked at: on to the step that comes next. */
	readonly onDone: () => void;
};

/** Comparing the fields of an outcome with its paper: what is open, what has the focus, and what the keys of a box do. */
export function useComparing(outcome: OutcomeView, { onPlace, onDone }: Around) {
	const { t } = useTranslation();
	const { readings } = outcome;
	const corrections = useCorrections(outcome);
	const { drafts } = corrections;
	const checks = useChecks(outcome, drafts);
	const [focused, setFocused] = useState<FieldName>();
	/** The obligatory field that was left empty once: a second Enter says that the paper does not have it. */
	const [emptyOnce, setEmptyOnce] = useState<FieldName>();
	const [all, setAll] = useState(false);
	const fields = shownFields(readings, all);
	const odd = new Set(checks.flatMap(({ field }) => field ?? []));
	const open = openFields(readings, odd);
	const readingOf = (field: FieldName) => readings.find((one) => one.field === field);

	const goOn = (from: FieldName): void => {
		const to = nextOpen(fields, open, from);
		if (to === undefined) onDone();
		else focusBox(to);
	};
	const enter = (field: FieldName): void => {
		// What can't be a value stays in its box, and the focus with it.
		if (checks.some((check) => check.field === field && check.code === 'dateImpossible')) {
			void corrections.keep(field);
			return;
		}
		const empty = (drafts[field]?.text ?? '') === '' && obligatoryFields(readings).includes(field);
		if (empty && emptyOnce !== field) {
			setEmptyOnce(field);
			return;
		}
		if (empty) void corrections.declareAbsent(field);
		else {
			corrections.confirm([field]);
			void corrections.keep(field);
		}
		goOn(field);
	};
	const confirmTogether = (): void => {
		if (open.together.length === 0) return;
		corrections.confirm(open.together);
		const [left] = open.single;
		if (left === undefined) onDone();
		else if (focused === undefined || !open.single.includes(focused)) focusBox(left);
	};
	return {
		corrections,
		checks,
		odd,
		fields,
		open,
		focused,
		all,
		readingOf,
		confirmTogether,
		enter,
		showAll: () => setAll(true),
		focus: (field: FieldName): void => {
			setFocused(field);
			const reading = readingOf(field);
			onPlace(reading !== undefined && reading.box[2] > 0 ? reading : undefined);
		},
		move: (from: FieldName, by: number): void => {
			const to = fields[fields.indexOf(from) + by];
			if (to !== undefined) focusBox(to);
			else if (by > 0) onDone();
		},
		take: (field: FieldName, offer: Suggestion): void => {
			for (const [name, text] of takenWith(field, offer, readings, drafts)) corrections.type(name, { text });
		},
		/** What the clerk should know about the box as it stands. */
		noteOf: (field: FieldName): string | undefined => {
			if (corrections.refused === field) return t('screen.verify.notKeptWhy', { field: t(`field.${field}`) });
			return emptyOnce === field && focused === field ? t('screen.verify.enterForAbsent') : undefined;
		},
	};
}

/** What must still be looked at: after this field first, else the first there is. */
function nextOpen(fields: readonly FieldName[], open: OpenFields, from: FieldName): FieldName | undefined {
	const isLeft = (field: FieldName) => open.single.includes(field) || open.together.includes(field);
	const left = fields.filter((field) => field !== from && isLeft(field));
	return left.find((field) => fields.indexOf(field) > fields.indexOf(from)) ?? left[0];
}

/** What taking an offer types: the signer's position goes along where nothing stands yet, and is kept by its own Enter. */
function takenWith(
	field: FieldName,
	{ value, position }: Suggestion,
	readings: OutcomeView['readings'],
	drafts: Drafts,
): readonly (readonly [FieldName, string])[] {
	const isFree = drafts.signerPosition === undefined && !readings.some((one) => one.field === 'signerPosition');
	return position !== undefined && isFree
		? [
				[field, value],
				['signerPosition', position],
			]
		: [[field, value]];
}
