import { skipToken, useQuery } from '@tanstack/react-query';
import type { Suggestion } from '../../contract/index.ts';
import { type FieldName, RECURRING_FIELDS } from '../../domain/fields.ts';
import { api } from '../client.ts';

/** Values of earlier outcomes for a field, most used first; asked once for many papers. */
export function useSuggestions(field: FieldName, wanted: boolean): readonly Suggestion[] {
	const input = wanted && RECURRING_FIELDS.includes(field) ? { field } : skipToken;
	return useQuery(api.fields.suggest.queryOptions({ input, staleTime: 120_000 })).data ?? [];
}
