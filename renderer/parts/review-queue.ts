import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { pagePath } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api, type client } from '../client.ts';
import { goTo } from '../state/use-route.ts';

/** Outcomes known ahead: the server's most for one call. */
const AHEAD = 200;
/** How long what was fetched for the next outcome is good, ms: the time for a long look at this one. */
const FETCHED_AHEAD_MS = 120_000;

type QueuePage = Awaited<ReturnType<typeof client.review.list>>;

/** The place of an outcome in the supervisors' queue, and the ways on from it. The next one is fetched ahead. */
export function useReviewQueue(id: OutcomeId) {
	const queries = useQueryClient();
	const options = api.review.list.queryOptions({ input: { limit: AHEAD }, staleTime: FETCHED_AHEAD_MS });
	const queue = useQuery(options);
	const ids = queue.data?.items.map((entry) => entry.id) ?? [];
	const at = ids.indexOf(id);
	const next = ids[at + 1] ?? ids.find((other) => other !== id);
	useFetchAhead(next);
	const open = (other: OutcomeId | undefined): void =>
		goTo(
			other === undefined || other === id ? { kind: 'approve' } : { kind: 'outcome', id: other, query: '', page: 0 },
		);
	return {
		/** From 1; absent for one that is not, or no longer, in the queue. */
		position: at === -1 ? undefined : at + 1,
		total: queue.data?.total ?? 0,
		goOn: () => open(next),
		goBack: () => open(ids[at - 1] ?? ids.at(-1)),
		/** Goes on, and leaves this one behind: it is decided. What did not stand in the queue leads back to it. */
		leave: () => {
			open(at === -1 ? undefined : next);
			queries.setQueryData(options.queryKey, (page: QueuePage | undefined) => page && without(page, id));
			void queries.invalidateQueries({ queryKey: api.review.list.key({ type: 'infinite' }), refetchType: 'none' });
		},
	};
}

/** The queue's last opened outcome: where its list takes up again. */
let lastOpened: OutcomeId | undefined;
export function rememberOpened(id: OutcomeId): void {
	lastOpened = id;
}
export function recallOpened(): OutcomeId | undefined {
	return lastOpened;
}

function without(page: QueuePage, id: OutcomeId): QueuePage {
	const items = page.items.filter((entry) => entry.id !== id);
	return { ...page, items, total: page.total - (page.items.length - items.length) };
}

/** What the deciding screen shows first of an outcome: asked for while the one before is looked at. */
function useFetchAhead(id: OutcomeId | undefined): void {
	const queries = useQueryClient();
	useEffect(() => {
		if (id === undefined) return;
		const fresh = { input: { id }, staleTime: FETCHED_AHEAD_MS };
		void queries.prefetchQuery(api.outcomes.get.queryOptions(fresh));
		void queries.prefetchQuery(api.review.get.queryOptions(fresh));
		void queries.prefetchQuery(api.signing.report.queryOptions(fresh));
		void queries.prefetchQuery(
			api.outcomes.pageWords.queryOptions({ input: { id, page: 0 }, staleTime: FETCHED_AHEAD_MS }),
		);
		new Image().src = pagePath(id, 0);
	}, [id, queries]);
}
