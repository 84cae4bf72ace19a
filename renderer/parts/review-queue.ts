import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { fetchReviewAhead } from '../state/fetch-ahead.ts';
import { goTo } from '../state/use-route.ts';

/** The place of an outcome in the supervisors' queue, and the ways on from it. The next one is fetched ahead. */
export function useReviewQueue(id: OutcomeId) {
	const queries = useQueryClient();
	const options = api.review.place.queryOptions({ input: { id } });
	const { data } = useQuery(options);
	const next = data?.next;
	useEffect(() => {
		if (next !== undefined) fetchReviewAhead(queries, next);
	}, [queries, next]);
	/** Where a key leads, also one that was pressed before the place was known. */
	const go = async (way: 'next' | 'previous' | 'leave'): Promise<void> => {
		const place = await queries.ensureQueryData(options).catch(() => undefined);
		const inQueue = place?.position !== undefined;
		const to = way === 'previous' ? place?.previous : way === 'next' || inQueue ? place?.next : undefined;
		// The one that is left may stand in what is known of its neighbours' places.
		if (way === 'leave') queries.removeQueries({ queryKey: api.review.place.key() });
		goTo(to === undefined ? { kind: 'approve' } : { kind: 'outcome', id: to, page: 0 });
	};
	return {
		/** From 1; absent for one that is not, or no longer, in the queue. */
		position: data?.position,
		total: data?.total ?? 0,
		goOn: () => void go('next'),
		goBack: () => void go('previous'),
		/** Goes on, and leaves this one behind: it is decided. What did not stand in the queue leads back to it. */
		leave: () => {
			void go('leave');
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
