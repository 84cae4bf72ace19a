import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Changes what a query shows. An answer that is on its way by then was true before the change: it is not waited for.
 *
 * @returns whether there was one, so that it has to be asked for anew once the core knows of the change.
 */
export async function changeShown<T>(
	queries: QueryClient,
	queryKey: QueryKey,
	change: (shown: T | undefined) => T | undefined,
): Promise<boolean> {
	const wasLate = queries.isFetching({ queryKey }) > 0;
	if (wasLate) await queries.cancelQueries({ queryKey });
	queries.setQueryData<T>(queryKey, change);
	return wasLate;
}
