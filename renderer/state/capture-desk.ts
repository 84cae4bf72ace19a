import { useEffect, useState } from 'react';
import { type Desk, toFault } from '../../contract/index.ts';
import { client } from '../client.ts';

/** Pause before a broken stream is opened again, ms. */
const REOPEN_MS = 2_000;

type DeskNow = { readonly desk: Desk | undefined; readonly error: unknown };
/** `again`: asks at once. */
type FollowedDesk = DeskNow & { readonly again: () => void };

/** All that the clerk has in hand, as it changes. `error`: why it can't be seen now; it is asked for again by itself. */
export function useDesk(): FollowedDesk {
	const [now, setNow] = useState<DeskNow>({ desk: undefined, error: null });
	const [tries, setTries] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another try follows it anew
	useEffect(() => {
		const stop = new AbortController();
		const follow = async (): Promise<void> => {
			for await (const desk of await client.capture.desk(undefined, { signal: stop.signal })) {
				setNow({ desk, error: null });
			}
		};
		const keepFollowing = async (): Promise<void> => {
			while (!stop.signal.aborted) {
				await follow().catch((error: unknown) => {
					// That the host is gone is said over every screen: this one stays as it is until it is back.
					if (stop.signal.aborted || toFault(error).code === 'hostGone') return;
					setNow(({ desk }) => ({ desk, error }));
				});
				await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
			}
		};
		void keepFollowing();
		return () => stop.abort();
	}, [tries]);
	return { ...now, again: () => setTries(tries + 1) };
}
