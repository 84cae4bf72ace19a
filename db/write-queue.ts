import { AsyncLocalStorage } from 'node:async_hooks';

/** Runs pieces of work strictly one after the other, in the order they were asked for; a failed one stops nobody. */
export type SerialQueue = {
	/** @throws {Error} when called from inside a piece of work of the same queue, which would wait for itself for ever (a bug). */
	add<T>(work: () => Promise<T>): Promise<T>;
	/** Resolves when everything added so far has ended. */
	settled(): Promise<void>;
};

/** A new, empty queue. */
export function createSerialQueue(): SerialQueue {
	const inside = new AsyncLocalStorage<{ active: boolean }>();
	let tail: Promise<unknown> = Promise.resolve();
	return {
		add<T>(work: () => Promise<T>): Promise<T> {
			if (inside.getStore()?.active) return Promise.reject(new Error('A write was asked for inside a write'));
			// What a piece of work leaves running (a timer, say) may add again once it has ended.
			const mark = { active: true };
			const result = tail
				.then(() => inside.run(mark, work))
				.finally(() => {
					mark.active = false;
				});
			tail = result.catch(() => undefined);
			return result;
		},
		async settled() {
			await tail;
		},
	};
}

/**
 * Fails `work` as soon as it waits for anything but promises that are already on their way: better-sqlite3 answers at once,
 * so a transaction that awaits only the database ends before the event loop turns. Anything slower (a file, a timer, the
 * network) would hold every other writer up, and is a bug.
 *
 * @throws {Error} when the event loop turns before `work` has ended.
 */
export async function withinOneTurn<T>(work: () => Promise<T>): Promise<T> {
	const late = Promise.withResolvers<never>();
	const turn = setImmediate(() => late.reject(new Error('A transaction awaited something other than the database')));
	try {
		return await Promise.race([work(), late.promise]);
	} finally {
		clearImmediate(turn);
	}
}
