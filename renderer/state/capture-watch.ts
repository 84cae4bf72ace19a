import { useMutation } from '@tanstack/react-query';
import type { Desk } from '../../contract/index.ts';
import { api } from '../client.ts';

/** Starts and stops the watching of the folder. */
export function useWatch(desk: Desk | undefined): { readonly error: unknown; toggle(): void } {
	const start = useMutation(api.capture.startWatching.mutationOptions());
	const stop = useMutation(api.capture.stopWatching.mutationOptions());
	return {
		error: start.error ?? stop.error,
		toggle() {
			if (desk === undefined || desk.watch.folder === null) return;
			if (desk.watch.running) stop.mutate({});
			else start.mutate({});
		},
	};
}
