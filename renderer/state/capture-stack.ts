import { useEffect, useReducer, useRef, useState } from 'react';
import type { StackId } from '../../domain/ids.ts';
import type { Stack, StackEdit } from '../../domain/stack.ts';
import { client } from '../client.ts';
import { EMPTY_TABLE, nextTable, stackOn } from './capture-table.ts';

/** The stack that is being worked at. */
export type StackWork = {
	/** As the clerk has it by now, also before the core has answered. */
	readonly stack: Stack | undefined;
	/** Why the last thing asked was refused. */
	readonly error: unknown;
	edit(edit: StackEdit): void;
	/** Resolves with the stacks that changed. */
	undo(): Promise<readonly Stack[]>;
	redo(): Promise<readonly Stack[]>;
	/** Resolves when the core has answered all that was asked. */
	settled(): Promise<void>;
	forget(): void;
};

/**
 * A stack whose edits are seen at once and done by the core one after the other.
 *
 * @param stamp changes whenever the core's stack may have.
 */
export function useStack(id: StackId | undefined, stamp: string): StackWork {
	const [table, tell] = useReducer(nextTable, EMPTY_TABLE);
	const [error, setError] = useState<unknown>(null);
	const line = useRef<Promise<unknown>>(Promise.resolve());
	const keys = useRef(0);
	const resting = table.pending.length === 0;
	const { epoch } = table;
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new stamp says that there is something new to ask for
	useEffect(() => {
		if (id === undefined || !resting) return;
		client.capture
			.stack({ stackId: id })
			.then((stack) => tell({ kind: 'loaded', stack, epoch }))
			// A stack that is gone goes from the desk too.
			.catch(() => undefined);
	}, [id, stamp, resting, epoch]);
	const ask = (call: () => Promise<readonly Stack[]>, edit?: StackEdit): Promise<readonly Stack[]> => {
		const key = ++keys.current;
		tell({ kind: 'sent', key, ...(edit !== undefined && { edit }) });
		const answer = line.current.then(async () => {
			try {
				const changed = await call();
				setError(null);
				tell({ kind: 'answered', key, changed });
				return changed;
			} catch (refusal) {
				setError(refusal);
				tell({ kind: 'answered', key, changed: [] });
				return [];
			}
		});
		line.current = answer;
		return answer;
	};
	return {
		stack: id === undefined ? undefined : stackOn(table, id),
		error,
		edit: (edit) => void ask(() => client.capture.edit(edit), edit),
		undo: () => ask(() => client.capture.undo()),
		redo: () => ask(() => client.capture.redo()),
		settled: async () => void (await line.current),
		forget: () => setError(null),
	};
}
