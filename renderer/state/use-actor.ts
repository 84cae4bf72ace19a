import { useQuery } from '@tanstack/react-query';
import type { ActorView } from '../../contract/index.ts';
import { api } from '../client.ts';

/** Who is signed in, as the sign-in left it. */
export function useActor(): ActorView | undefined {
	const actor = useQuery(api.session.current.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
	return actor.data ?? undefined;
}
