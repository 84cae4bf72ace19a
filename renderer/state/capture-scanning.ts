import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Desk, StackRow } from '../../contract/index.ts';
import type { StackId } from '../../domain/ids.ts';
import { client } from '../client.ts';
import { forgetIfGone, settingsNow } from './capture-scan.ts';

/** Starts a scan at once: with what was used last, or the first scanner that answers. */
export function useScan(selected: StackRow | undefined, desk: Desk, onStack: (id: StackId) => void) {
	const queries = useQueryClient();
	const begin = useMutation({
		mutationFn: async (stackId: StackId | undefined) => {
			const settings = await settingsNow(queries);
			return client.capture.scan({ ...settings, ...(stackId !== undefined && { stackId }) });
		},
		onSuccess: ({ stackId }) => onStack(stackId),
	});
	const stopped = desk.scan?.running ? undefined : desk.scan?.fault;
	useEffect(() => {
		if (stopped !== undefined) forgetIfGone(stopped);
	}, [stopped]);
	const start = (stackId: StackId | undefined): void => {
		if (!begin.isPending && !desk.scan?.running) begin.mutate(stackId);
	};
	return {
		starting: begin.isPending,
		error: begin.error,
		/** `more`: into the stack whose scan has stopped, if it is still there, else the selected one. */
		start: (more: boolean) => {
			const { scan } = desk;
			// A stack without a page is not in the inbox yet, and is there all the same.
			const broken = stopped !== undefined && (scan?.count === 0 || desk.stacks.some(({ id }) => id === scan?.stackId));
			if (!more) start(undefined);
			else if (broken) start(scan?.stackId);
			else if (selected !== undefined && !selected.bound) start(selected.id);
		},
		/** Stops what runs; what has stopped is taken note of. */
		stop: () => {
			if (desk.scan?.running || stopped !== undefined) void client.capture.stopScan();
		},
	};
}
