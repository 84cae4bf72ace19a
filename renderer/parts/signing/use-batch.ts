import { useCallback, useEffect, useRef, useState } from 'react';
import { toFault } from '../../../contract/index.ts';
import type { FaultRecord } from '../../../domain/fault.ts';
import type { OutcomeId } from '../../../domain/ids.ts';

/** One that was not done, and why. */
export type Refusal = { readonly id: OutcomeId; readonly fault: FaultRecord };

/** How far a batch is. `stopped`: why the whole of it ended early; `cancelled`: a person stopped it. */
export type Batch = {
	readonly phase: 'idle' | 'running' | 'ended';
	readonly total: number;
	readonly done: readonly OutcomeId[];
	readonly refused: readonly Refusal[];
	readonly stopped?: unknown;
	readonly cancelled: boolean;
};

/** One result of a batch, as it comes. */
export type BatchResult = { readonly id: OutcomeId; readonly fault?: FaultRecord };

/** Does the work of a batch, result by result, until the signal fires. */
export type BatchRun = (signal: AbortSignal) => AsyncIterable<BatchResult>;

const IDLE: Batch = { phase: 'idle', total: 0, done: [], refused: [], cancelled: false };

/**
 * Runs one batch at a time and shows its results while they come. What the run closes over (a password) lives no longer than the
 * run: nothing of it is kept here, nor in any cache.
 */
export function useBatch(): {
	readonly batch: Batch;
	readonly start: (total: number, run: BatchRun) => Promise<Batch>;
	readonly cancel: () => void;
} {
	const [batch, setBatch] = useState<Batch>(IDLE);
	const stopping = useRef<AbortController>(undefined);
	useEffect(() => () => stopping.current?.abort(), []);
	const start = useCallback(async (total: number, run: BatchRun): Promise<Batch> => {
		const stop = new AbortController();
		stopping.current = stop;
		let now: Batch = { ...IDLE, phase: 'running', total };
		const show = (next: Batch): void => {
			now = next;
			setBatch(next);
		};
		show(now);
		try {
			for await (const { id, fault } of run(stop.signal)) {
				if (fault === undefined) show({ ...now, done: [...now.done, id] });
				else show({ ...now, refused: [...now.refused, { id, fault }] });
			}
			show({ ...now, phase: 'ended', cancelled: stop.signal.aborted });
		} catch (error) {
			// Being stopped is no fault.
			show({ ...now, phase: 'ended', cancelled: stop.signal.aborted, ...(!stop.signal.aborted && { stopped: error }) });
		}
		return now;
	}, []);
	const cancel = useCallback(() => stopping.current?.abort(), []);
	return { batch, start, cancel };
}

/** The same act on each, one after the other; one that is refused does not stop the others. */
export async function* oneByOne(
	ids: readonly OutcomeId[],
	act: (id: OutcomeId) => Promise<unknown>,
	signal: AbortSignal,
): AsyncGenerator<BatchResult> {
	for (const id of ids) {
		if (signal.aborted) return;
		yield await act(id).then(
			() => ({ id }),
			(error: unknown) => ({ id, fault: toFault(error) }),
		);
	}
}
