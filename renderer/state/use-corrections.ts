import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { api, client } from '../client.ts';
import type { Draft } from './append-word.ts';
import { readValue } from './field-text.ts';

type Drafts = { readonly [F in FieldName]?: Draft };
type Correction = Draft & { readonly field: FieldName; readonly value: string };

/**
 * What a clerk types over the machine's readings. Corrections of one outcome are kept one after another, each with the revision
 * that the one before made; one that is refused stays in its box. Whatever else is refused brings the newest state.
 */
export function useCorrections(outcome: Pick<OutcomeView, 'id'>) {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const [drafts, setDrafts] = useState<Drafts>({});
	const [refused, setRefused] = useState<FieldName>();
	/** What is on its way, so that leaving a box after Enter does not send it twice. */
	const sent = useRef(new Map<FieldName, Promise<boolean>>());
	const queryKey = api.outcomes.get.queryKey({ input: { id: outcome.id } });
	const now = (): OutcomeView | undefined => queries.getQueryData(queryKey);

	const drop = (field: FieldName, text: string): void =>
		setDrafts(({ [field]: draft, ...rest }) =>
			draft === undefined || draft.text === text ? rest : { ...rest, [field]: draft },
		);

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

	/** Keeps what stands in a field's box. Answers whether the outcome now says what the box says. */
	const keep = (field: FieldName): Promise<boolean> => {
		const draft = drafts[field];
		const known = now()?.readings.find((reading) => reading.field === field);
		const value = draft && readValue(field, draft.text, t('screen.verify.indefinite'));
		if (draft === undefined) return sent.current.get(field) ?? Promise.resolve(true);
		if (value === undefined) {
			setRefused(field);
			return Promise.resolve(false);
		}
		const underWay = sent.current.get(field);
		if (underWay !== undefined) return underWay;
		if (value === (known?.value ?? '')) {
			drop(field, draft.text);
			return Promise.resolve(true);
		}
		return send({ ...draft, field, value });
	};

	const send = (correction: Correction): Promise<boolean> => {
		const done = correct
			.mutateAsync(correction)
			.then(
				() => true,
				() => false,
			)
			.finally(() => sent.current.delete(correction.field));
		sent.current.set(correction.field, done);
		return done;
	};

	return {
		drafts,
		/** The field whose value could not be kept. */
		refused,
		/** Why, where the core said so. */
		error: correct.error,
		type: (field: FieldName, draft: Draft) => {
			if (refused === field) setRefused(undefined);
			setDrafts((all) => ({ ...all, [field]: draft }));
		},
		keep,
		/** Says that the paper does not have a field. */
		declareAbsent: (field: FieldName) => send({ field, text: '', value: '' }),
		/** Keeps everything that is still in a box. */
		keepAll: async (): Promise<boolean> => {
			const fields = FIELD_NAMES.filter((field) => drafts[field] !== undefined || sent.current.has(field));
			return (await Promise.all(fields.map(keep))).every(Boolean);
		},
	};
}

export type Corrections = ReturnType<typeof useCorrections>;

/** The outcome as it is after a correction, so that it need not be asked for anew. */
function corrected(view: OutcomeView, revision: number, { field, value, place }: Correction): OutcomeView {
	const known = view.readings.find((reading) => reading.field === field);
	const reading: StoredReadingView = {
		field,
		value,
		printed: value,
		confidence: 1,
		page: place?.page ?? known?.page ?? 0,
		box: place?.box ?? known?.box ?? [0, 0, 0, 0],
		origin: known === undefined ? 'typed' : 'corrected',
		at: new Date().toISOString(),
	};
	const readings = FIELD_NAMES.flatMap((name) =>
		name === field ? reading : (view.readings.find((one) => one.field === name) ?? []),
	);
	return { ...view, revision, readings, values: { ...view.values, [field]: value } };
}
