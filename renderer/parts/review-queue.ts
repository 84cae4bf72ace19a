import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { pagePath } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api, client } from '../client.ts';
import { goTo } from '../state/use-route.ts';

/** Outcomes fetched at once (the server's most for one call), and how near to the last known one more are fetched. */
const AT_ONCE = 200;
const NEAR_END = 20;
/** How long what was fetched for the next outcome is good, ms: the time for a long look at this one. */
const FETCHED_AHEAD_MS = 120_000;

/** Not below `review.list`: a look or an act makes lists old, but must not change the order under the supervisor's hands. */
const QUEUE_KEY = ['reviewQueue'] as const;

type QueuePage = Awaited<ReturnType<typeof client.review.list>>;
type QueuePages = InfiniteData<QueuePage>;

/** The place of an outcome in the supervisors' queue, however long, and the ways on from it. The next one is fetched ahead. */
export function useReviewQueue(id: OutcomeId) {
	const queries = useQueryClient();
	const queue = useInfiniteQuery({
		queryKey: QUEUE_KEY,
		queryFn: ({ pageParam: cursor, signal }) => client.review.list({ cursor, limit: AT_ONCE }, { signal }),
		initialPageParam: undefined as string | undefined,
		getNextPageParam: (last) => last.nextCursor,
		staleTime: FETCHED_AHEAD_MS,
	});
	const ids = idsOf(queue.data);
	const at = ids.indexOf(id);
	const next = nextOf(ids, id);
	useFetchAhead(next);
	const { hasNextPage, isFetching, isSuccess, fetchNextPage, refetch } = queue;
	useEffect(() => {
		if (at >= ids.length - NEAR_END && hasNextPage && !isFetching) void fetchNextPage();
	}, [at, ids.length, hasNextPage, isFetching, fetchNextPage]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each outcome that came in after the queue was fetched
	useEffect(() => {
		if (isSuccess && at === -1) void refetch();
	}, [id, isSuccess]);
	const open = (other: OutcomeId | undefined): void =>
		goTo(
			other === undefined || other === id ? { kind: 'approve' } : { kind: 'outcome', id: other, query: '', page: 0 },
		);
	/** A key that is quicker than the queue waits for it. */
	const walk = async (to: (ids: readonly OutcomeId[]) => OutcomeId | undefined): Promise<void> => {
		const data = queue.data ?? (await refetch({ cancelRefetch: false })).data;
		open(to(idsOf(data)));
	};
	return {
		/** From 1; absent for one that is not, or no longer, in the queue. */
		position: at === -1 ? undefined : at + 1,
		total: queue.data?.pages[0]?.total ?? 0,
		goOn: () => void walk((known) => nextOf(known, id)),
		goBack: () => void walk((known) => known[known.indexOf(id) - 1] ?? known.at(-1)),
		/** Goes on, and leaves this one behind: it is decided. What did not stand in the queue leads back to it. */
		leave: () => {
			open(at === -1 ? undefined : next);
			queries.setQueryData(QUEUE_KEY, (pages: QueuePages | undefined) => pages && without(pages, id));
			void queries.invalidateQueries({ queryKey: api.review.list.key({ type: 'infinite' }), refetchType: 'none' });
		},
	};
}

function idsOf(data: QueuePages | undefined): readonly OutcomeId[] {
	return (data?.pages ?? []).flatMap(({ items }) => items.map((entry) => entry.id));
}

/** The one after it; the first after the last. */
function nextOf(ids: readonly OutcomeId[], id: OutcomeId): OutcomeId | undefined {
	return ids[ids.indexOf(id) + 1] ?? ids.find((other) => other !== id);
}

/** The queue's last opened outcome: where its list takes up again. */
let lastOpened: OutcomeId | undefined;
export function rememberOpened(id: OutcomeId): void {
	lastOpened = id;
}
export function recallOpened(): OutcomeId | undefined {
	return lastOpened;
}

function without({ pages, pageParams }: QueuePages, id: OutcomeId): QueuePages {
	const known = pages.some(({ items }) => items.some((entry) => entry.id === id));
	const left = pages.map((page) => ({
		...page,
		items: page.items.filter((entry) => entry.id !== id),
		total: page.total - (known ? 1 : 0),
	}));
	return { pages: left, pageParams };
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
