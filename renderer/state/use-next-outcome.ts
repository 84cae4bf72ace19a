import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type OutcomeRow, pagePath } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { CLERK_STATES } from './next-steps.ts';
import { goTo } from './use-route.ts';

/** Outcomes looked ahead at: the server's most for one call. */
const AHEAD = 200;

/**
 * Leads from one outcome on a clerk's desk to the one after it, the first after the last, and back to the list when none is left.
 * The next one is fetched beforehand, with the picture of its first page, so that the hand-over takes no time.
 */
export function useNextOutcome(id: OutcomeId): () => Promise<void> {
	const queries = useQueryClient();
	const options = api.outcomes.list.queryOptions({
		input: { states: [...CLERK_STATES], limit: AHEAD },
		staleTime: 30_000,
	});
	const next = nextOf(useQuery(options).data?.items, id);
	useEffect(() => {
		if (next === undefined) return;
		void queries.prefetchQuery(api.outcomes.get.queryOptions({ input: { id: next }, staleTime: 60_000 }));
		new Image().src = pagePath(next, 0);
	}, [queries, next]);
	return async () => {
		const list = await queries.ensureQueryData(options).catch(() => undefined);
		const to = nextOf(list?.items, id);
		goTo(to === undefined ? { kind: 'verify' } : { kind: 'outcome', id: to, query: '', page: 0 });
	};
}

function nextOf(rows: readonly OutcomeRow[] | undefined, id: OutcomeId): OutcomeId | undefined {
	const ids = (rows ?? []).map((row) => row.id);
	return ids[ids.indexOf(id) + 1] ?? ids.find((other) => other !== id);
}
