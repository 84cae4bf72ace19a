import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { JobProgress } from '../../contract/index.ts';
import { api, client } from '../client.ts';
import { SCREEN_LOCK } from './screen-lock.ts';
import { useStore } from './store.ts';

/** Pause before a broken stream is opened again, ms. */
const REOPEN_MS = 3_000;

/** The jobs that wait, run or have failed, as they change. A job that goes away has changed an outcome: lists are asked anew. */
export function useJobs(): readonly JobProgress[] {
	const [jobs, setJobs] = useState<readonly JobProgress[]>([]);
	const queries = useQueryClient();
	const locked = useStore(SCREEN_LOCK) !== undefined;
	useEffect(() => {
		if (locked) return;
		const stop = new AbortController();
		const follow = async (): Promise<void> => {
			let known = 0;
			for await (const now of await client.outcomes.progress(undefined, { signal: stop.signal })) {
				setJobs(now);
				if (now.length < known) {
					void queries.invalidateQueries({ queryKey: api.outcomes.key() });
					void queries.invalidateQueries({ queryKey: api.work.key() });
				}
				known = now.length;
			}
		};
		const keepFollowing = async (): Promise<void> => {
			while (!stop.signal.aborted) {
				// A stream that ended or broke (host restarted, machine slept) is opened again; other screens show faults.
				await follow().catch(() => setJobs([]));
				await pause(REOPEN_MS, stop.signal);
			}
		};
		void keepFollowing();
		return () => stop.abort();
	}, [queries, locked]);
	return jobs;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
