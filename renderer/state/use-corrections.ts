import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView, StoredReadingView } from '../../contract/index.ts';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api, client } from '../client.ts';
import type { Draft } from './append-word.ts';
import { readValue } from './field-text.ts';
import { isSettled } from './open-fields.ts';
import { useDrafts } from './use-drafts.ts';
import { type Correction, confirmed, corrected } from './with-words.ts';

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
	const queryKey = queryKeyOf(outcome.id);
	const now = (): OutcomeView | undefined => queries.getQueryData(queryKey);
	const readingOf = (field: FieldName) => now()?.readings.find((reading) => reading.field === field);

	const correct = useCorrecting(outcome.id, { drop, setRefused });
	const confirm = useConfirming(outcome.id);

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

function queryKeyOf(id: OutcomeId) {
	return api.outcomes.get.queryKey({ input: { id } });
}

type Boxes = {
	readonly drop: (field: FieldName, text: string) => void;
	readonly setRefused: (field: FieldName | undefined) => void;
};

function useCorrecting(id: OutcomeId, { drop, setRefused }: Boxes) {
	const queries = useQueryClient();
	const queryKey = queryKeyOf(id);
	return useMutation({
		scope: { id: `corrections-${id}` },
		mutationFn: ({ field, value, place }: Correction) => {
			const revision = queries.getQueryData(queryKey)?.revision ?? 0;
			return client.workflow.correctField({ id, revision, field, value, place });
		},
		onSuccess: ({ revision }, correction) => {
			setRefused(undefined);
			drop(correction.field, correction.text);
			const before = queries.getQueryData(queryKey);
			queries.setQueryData(queryKey, (view: OutcomeView | undefined) => view && corrected(view, revision, correction));
			// A verification goes with a correction: which state comes after it, the core knows.
			return before?.state === 'verified' ? queries.invalidateQueries({ queryKey }) : undefined;
		},
		onError: (_, { field }) => {
			setRefused(field);
			return queries.invalidateQueries({ queryKey });
		},
	});
}

function useConfirming(id: OutcomeId) {
	const queries = useQueryClient();
	const queryKey = queryKeyOf(id);
	return useMutation({
		mutationFn: (readings: readonly StoredReadingView[]) =>
			client.fields.confirm({ id, fields: readings.map(({ field, value }) => ({ field, value })) }),
		onMutate: (readings) =>
			queries.setQueryData(queryKey, (view: OutcomeView | undefined) => view && confirmed(view, readings)),
		onError: () => queries.invalidateQueries({ queryKey }),
	});
}

function succeeded(work: Promise<unknown>): Promise<boolean> {
	return work.then(
		() => true,
		() => false,
	);
}
