import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toFault } from '../../contract/index.ts';
import { api } from '../client.ts';

/** The cache of all answers. A session that has ended leads back to the sign-in screen, whatever noticed it. */
export function createQueryClient(): QueryClient {
	const onError = (error: unknown): void => {
		if (toFault(error).code === 'sessionExpired') queries.setQueryData(api.session.current.queryKey(), null);
	};
	const queries = new QueryClient({
		queryCache: new QueryCache({ onError }),
		mutationCache: new MutationCache({ onError }),
		// The host is on this machine: a second try a moment later finds what the first found.
		defaultOptions: { queries: { retry: false, staleTime: 5_000 } },
	});
	return queries;
}
