import { useEffect, useState } from 'react';
import type { Desk } from '../../contract/index.ts';
import { client } from '../client.ts';

/** Pause before a broken stream is opened again, ms. */
const REOPEN_MS = 2_000;

type DeskNow = { readonly desk: Desk | undefined; readonly error: unknown };

/** All that the clerk has in hand, as it changes. `error`: why it can't be seen now; it is asked for again by itself. */
export function useDesk(): DeskNow {
	const [now, setNow] = useState<DeskNow>({ desk: undefined, error: null });
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
					if (!stop.signal.aborted) setNow(({ desk }) => ({ desk, error }));
				});
				await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
			}
		};
		void keepFollowing();
		return () => stop.abort();
	}, []);
	return now;
}
