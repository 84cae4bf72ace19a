import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { api, client } from '../client.ts';
import type { Draft } from './append-word.ts';
import { readValue } from './field-text.ts';
import { isSettled } from './open-fields.ts';
import { useDrafts } from './use-drafts.ts';

type Correction = Draft & { readonly field: FieldName; readonly value: string };

/**
 * What a clerk says of the machine's readings: values typed over them, and confirmations. Corrections of one outcome are kept one
 * after another, each with the revision that the one before made; one that is refused stays in its box. Nothing waits for the core:
 * what was said shows at once, and whatever is refused brings the newest state.
 */
export function useCorrections(outcome: Pick<OutcomeView, 'id'>) {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const { drafts, latest, restored, type, drop, flush } = useDrafts(outcome.id);
	const [refused, setRefused] = useState<FieldName>();
	/** What is on its way, so that leaving a box after Enter does not send it twice, and that a step can wait for it. */
	const sent = useRef(new Map<FieldName, Promise<boolean>>());
	const confirming = useRef(new Set<Promise<boolean>>());
	const queryKey = api.outcomes.get.queryKey({ input: { id: outcome.id } });
	const now = (): OutcomeView | undefined => queries.getQueryData(queryKey);
	const readingOf = (field: FieldName) => now()?.readings.find((reading) => reading.field === field);

	const correct = useMutation({
		scope: { id: `corrections-${outcome.id}` },
		mutationFn: ({ field, value, place }: Correction) =>
			client.workflow.correctField({ id: outcome.id, revision: now()?.revision ?? 0, field, value, place }),
		onSuccess: ({ revision }, correction) => {
			setRefused(undefined);
			drop(correction.field, correction.text);
			queries.setQueryData(queryKey, (view: OutcomeView | undefined) => view && corrected(view, revision, correction));
		},
		onError: (_, { field }) => {
			setRefused(field);
			return queries.invalidateQueries({ queryKey });
		},
	});
	const confirm = useMutation({
		mutationFn: (fields: readonly StoredReadingView[]) =>
			client.fields.confirm({ id: outcome.id, fields: fields.map(({ field, value }) => ({ field, value })) }),
		onMutate: (fields) =>
			queries.setQueryData(queryKey, (view: OutcomeView | undefined) => view && confirmed(view, fields)),
		onError: () => queries.invalidateQueries({ queryKey }),
	});

	const send = (correction: Correction): Promise<boolean> => {
		const done = succeeded(correct.mutateAsync(correction)).finally(() => sent.current.delete(correction.field));
		sent.current.set(correction.field, done);
		return done;
	};
	/** Keeps what stands in a field's box. Answers whether the outcome now says what the box says. */
	const keep = (field: FieldName): Promise<boolean> => {
		const draft = latest.current[field];
		const underWay = sent.current.get(field);
		if (draft === undefined || underWay !== undefined) return underWay ?? Promise.resolve(true);
		const value = readValue(field, draft.text, t('screen.verify.indefinite'));
		if (value === undefined) {
			setRefused(field);
			flush();
			return Promise.resolve(false);
		}
		if (value !== (readingOf(field)?.value ?? '')) return send({ ...draft, field, value });
		drop(field, draft.text);
		return Promise.resolve(true);
	};
	/** Says that these fields are right as they stand; those that are a person's word already, or have a draft, are left out. */
	const confirmFields = (fields: readonly FieldName[]): void => {
		const open = fields.flatMap((field) => {
			const reading = readingOf(field);
			return reading === undefined || isSettled(reading) || isOtherDraft(field, reading) ? [] : reading;
		});
		if (open.length === 0) return;
		const done = succeeded(confirm.mutateAsync(open)).finally(() => confirming.current.delete(done));
		confirming.current.add(done);
	};
	const isOtherDraft = (field: FieldName, { value }: StoredReadingView): boolean => {
		const draft = latest.current[field];
		return draft !== undefined && readValue(field, draft.text, t('screen.verify.indefinite')) !== value;
	};

	return {
		drafts,
		restored,
		/** The field whose value could not be kept. */
		refused,
		/** Why, where the core said so. */
		error: correct.error ?? confirm.error,
		type: (field: FieldName, draft: Draft) => {
			if (refused === field) setRefused(undefined);
			type(field, draft);
		},
		keep,
		confirm: confirmFields,
		/** Says that the paper does not have a field. */
		declareAbsent: (field: FieldName) => send({ field, text: '', value: '' }),
		/** Keeps everything that is still in a box and waits for all that is on its way; whether all of it could be kept. */
		settle: async (): Promise<boolean> => {
			const fields = FIELD_NAMES.filter((field) => latest.current[field] !== undefined || sent.current.has(field));
			return (await Promise.all([...fields.map(keep), ...confirming.current])).every(Boolean);
		},
	};
}

export type Corrections = ReturnType<typeof useCorrections>;

function succeeded(work: Promise<unknown>): Promise<boolean> {
	return work.then(
		() => true,
		() => false,
	);
}

/** The outcome as it is after a correction, so that it need not be asked for anew. */
function corrected(view: OutcomeView, revision: number, { field, value, place }: Correction): OutcomeView {
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
function confirmed(view: OutcomeView, fields: readonly StoredReadingView[]): OutcomeView {
	const names = new Set(fields.map(({ field }) => field));
	return {
		...view,
		readings: view.readings.map((reading) => (names.has(reading.field) ? { ...reading, confirmed: true } : reading)),
	};
}
