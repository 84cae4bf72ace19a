import { useQuery } from '@tanstack/react-query';
import type { WorkCountsView } from '../../contract/index.ts';
import { api } from '../client.ts';

/** Others work too: how often the counts are asked for, ms. After an act of one's own they are asked for at once (query-client.ts). */
const AGAIN_MS = 20_000;

/** How much work waits where; nothing while that is not known, or for roles that have no queue. */
export function useWorkCounts(enabled: boolean): WorkCountsView {
	const counts = useQuery(api.work.counts.queryOptions({ enabled, refetchInterval: AGAIN_MS }));
	return counts.data ?? {};
}
