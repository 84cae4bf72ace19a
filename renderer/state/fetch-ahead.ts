import type { QueryClient } from '@tanstack/react-query';
import { pagePath } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api, client } from '../client.ts';

/** How long what was fetched for the next outcome is good, ms: the time for a long look at this one. */
const FETCHED_AHEAD_MS = 120_000;

/**
 * Fetches the outcome that will be opened next, with the picture of its first page, so that the hand-over takes no time. Nobody sees
 * it yet: the core gives it out without a line in the log, and the screen that shows it says so.
 */
export function fetchAhead(queries: QueryClient, id: OutcomeId): void {
	void queries.prefetchQuery({
		...api.outcomes.get.queryOptions({ input: { id }, staleTime: FETCHED_AHEAD_MS }),
		queryFn: () => client.outcomes.ahead({ id }),
	});
	new Image().src = pagePath(id, 0);
}

/** Fetches what the deciding screen shows beside that: what is odd, the signatures, the words of the first page. */
export function fetchReviewAhead(queries: QueryClient, id: OutcomeId): void {
	const fresh = { input: { id }, staleTime: FETCHED_AHEAD_MS };
	fetchAhead(queries, id);
	void queries.prefetchQuery(api.review.get.queryOptions(fresh));
	void queries.prefetchQuery(api.signing.report.queryOptions(fresh));
	void queries.prefetchQuery(
		api.outcomes.pageWords.queryOptions({ input: { id, page: 0 }, staleTime: FETCHED_AHEAD_MS }),
	);
}
