import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { UploadQueueView } from '../../../contract/index.ts';
import { api } from '../../client.ts';

/** The queue is asked this often, ms: while something is to be sent, and while nothing is. */
const BUSY_MS = 2_000;
const QUIET_MS = 15_000;
/** A long queue takes longer to bring: a pause of this many ms for each row keeps the machine free. */
const ROW_MS = 10;

/** The upload queue as it changes. Looking at it is not logged, so it may be asked often. */
export function useUploadQueue(): UseQueryResult<UploadQueueView> {
	return useQuery(
		api.uploads.list.queryOptions({
			refetchInterval: ({ state: { data } }) => {
				if (data === undefined) return BUSY_MS;
				const quiet = data.counts.waiting + data.counts.running === 0;
				return quiet ? QUIET_MS : Math.max(BUSY_MS, data.items.length * ROW_MS);
			},
		}),
	);
}
