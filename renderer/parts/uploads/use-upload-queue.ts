import { keepPreviousData, type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { UploadQueueView, UploadView } from '../../../contract/index.ts';
import { api } from '../../client.ts';

/** The queue is asked this often, ms: while something is to be sent, and while nothing is. */
const BUSY_MS = 2_000;
const QUIET_MS = 15_000;
/** A long list takes longer to bring anew: a pause of this many ms for each row keeps the machine free. */
const ROW_MS = 10;
/** Rows of one call. */
const PAGE = 100;

/** How many uploads there are, as it changes. Looking at it is not logged, so it may be asked often. */
export function useUploadCounts(): UseQueryResult<UploadQueueView> {
	return useQuery(
		api.uploads.list.queryOptions({
			input: { limit: 1 },
			refetchInterval: ({ state: { data } }) => pauseFor(data === undefined ? [] : [data]),
		}),
	);
}

/** Uploads of a state, or of all, that hold the text; as they change. */
export function useUploads(state: UploadView['state'] | undefined, text: string) {
	return useInfiniteQuery(
		api.uploads.list.infiniteOptions({
			input: (cursor: string | undefined) => ({ state, text, cursor, limit: PAGE }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			placeholderData: keepPreviousData,
			refetchInterval: ({ state: { data } }) => pauseFor(data?.pages ?? []),
		}),
	);
}

function pauseFor(pages: readonly UploadQueueView[]): number {
	const counts = pages.at(-1)?.counts;
	if (counts === undefined) return BUSY_MS;
	const rows = pages.reduce((sum, page) => sum + page.items.length, 0);
	return Math.max(counts.waiting + counts.running === 0 ? QUIET_MS : BUSY_MS, rows * ROW_MS);
}
