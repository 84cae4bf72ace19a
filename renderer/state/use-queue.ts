import { useQuery } from '@tanstack/react-query';
import type { OutcomeId } from '../../domain/ids.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import type { Route } from './route.ts';
import { goTo } from './use-route.ts';

/** Outcomes looked ahead at: the server's most for one call. */
const AHEAD = 200;

/** Leads from one outcome of a queue to the one after it, the first after the last, and back to the queue when none is left. */
export function useQueue(states: readonly OutcomeStateKind[], id: OutcomeId, queue: Route): () => void {
	const input = { states: [...states], limit: AHEAD };
	const list = useQuery(api.outcomes.list.queryOptions({ input, staleTime: 30_000 }));
	return () => {
		const ids = (list.data?.items ?? []).map((row) => row.id);
		const next = ids[ids.indexOf(id) + 1] ?? ids.find((other) => other !== id);
		goTo(next === undefined || next === id ? queue : { kind: 'outcome', id: next, query: '', page: 0 });
	};
}
