import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldCheckView, OutcomeView } from '../../contract/index.ts';
import { checkValues, type FieldCheckCode } from '../../domain/check-values.ts';
import { FIELD_NAMES, type FieldName } from '../../domain/fields.ts';
import { vietnamWallTime } from '../../domain/vietnam-time.ts';
import { api } from '../client.ts';
import { readValue } from './field-text.ts';
import type { Drafts } from './use-drafts.ts';

/** What only the core can tell: the others are told while one types, by the same rules. */
const FROM_CORE: readonly FieldCheckCode[] = ['qrDiffers', 'duplicatePaper', 'duplicateFile'];

/** What should be looked at again, as the boxes stand now; nothing of it waits for the core but codes and duplicates. */
export function useChecks(outcome: OutcomeView, drafts: Drafts): readonly FieldCheckView[] {
	const { t } = useTranslation();
	const { id, revision, kind, readings } = outcome;
	const asked = useQuery({
		...api.fields.check.queryOptions({ input: { id } }),
		queryKey: [...api.fields.check.queryKey({ input: { id } }), revision],
		placeholderData: keepPreviousData,
	});
	const values: { [F in FieldName]?: string } = {};
	const declared = new Set<FieldName>();
	const impossible: FieldCheckView[] = [];
	for (const field of FIELD_NAMES) {
		const kept = readings.find((reading) => reading.field === field)?.value;
		const draft = drafts[field];
		const typed = draft && readValue(field, draft.text, t('screen.verify.indefinite'));
		if (kept === '') declared.add(field);
		if (draft !== undefined && typed === undefined) impossible.push({ code: 'dateImpossible', field });
		const value = draft === undefined ? kept : typed;
		if (value !== undefined) values[field] = value;
	}
	const today = vietnamWallTime(new Date()).slice(0, 10);
	const said = checkValues(values, { kind, today }).filter(
		({ code, field }) => code !== 'missing' || field === undefined || !declared.has(field),
	);
	const known = (asked.data ?? []).filter(({ code }) => FROM_CORE.includes(code));
	return [...impossible, ...said, ...known];
}
