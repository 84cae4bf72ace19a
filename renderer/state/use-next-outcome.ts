import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { goTo } from './use-route.ts';

/**
 * Leads from one outcome on the clerks' desk to the one after it, the first after the last, and back to the list when none is left.
 * The next one is fetched beforehand.
 */
export function useNextOutcome(id: OutcomeId): () => Promise<void> {
	const queries = useQueryClient();
	const options = api.outcomes.next.queryOptions({ input: { id }, staleTime: 30_000 });
	const next = useQuery(options).data?.id;
	useEffect(() => {
		if (next !== undefined) fetchAhead(queries, next);
	}, [queries, next]);
	return async () => {
		const to = (await queries.ensureQueryData(options).catch(() => undefined))?.id;
		goTo(to === undefined ? { kind: 'verify' } : { kind: 'outcome', id: to, page: 0 });
	};
}
