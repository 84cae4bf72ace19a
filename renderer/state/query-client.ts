import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { toFault } from '../../contract/index.ts';
import { api } from '../client.ts';
import { lockScreen } from './screen-lock.ts';

/** The cache of all answers. A session that has ended locks the screen, whatever noticed it: what was typed stays. */
export function createQueryClient(): QueryClient {
	const onError = (error: unknown): void => {
		const signedIn = queries.getQueryData(api.session.current.queryKey());
		if (toFault(error).code === 'sessionExpired' && signedIn) lockScreen('expired');
	};
	const queries = new QueryClient({
		queryCache: new QueryCache({ onError }),
		mutationCache: new MutationCache({
			onError,
			onSuccess: () => {
				// Nearly every act moves work from one place to another.
				void queries.invalidateQueries({ queryKey: api.work.key() });
			},
		}),
		defaultOptions: {
			// The host is on this machine: whether there is a network does not matter, and a second try a moment later finds what
			// the first found. Only when the host went away is it asked until it is back, so that no screen gives up what it shows.
			queries: { networkMode: 'always', retry: hostIsGone, retryDelay: 1_000, staleTime: 5_000 },
			mutations: { networkMode: 'always' },
		},
	});
	return queries;
}

function hostIsGone(_count: number, error: unknown): boolean {
	return toFault(error).code === 'hostGone';
}
