import { Fault } from '../domain/index.ts';

/** Lets at most so many in at once; the others wait, higher priority first, equal ones in order of arrival. */
export type Gate = {
	/**
	 * Waits for a place.
	 *
	 * @returns what gives the place back; safe to call twice.
	 * @throws {Fault} `cancelled` when `signal` aborts while waiting, or when the gate is or gets closed.
	 */
	enter(options?: {
		readonly signal?: AbortSignal | undefined;
		readonly priority?: number | undefined;
	}): Promise<() => void>;
	/** Turns away all who wait and all who come later. Those inside are not touched. */
	close(): void;
};

type Waiter = { readonly priority: number; admit(): void; refuse(): void };

/** A gate with `places` places (at least 1). */
export function createGate(places: number): Gate {
	const waiting: Waiter[] = [];
	let free = places;
	let closed = false;

	const admitNext = (): void => {
		while (free > 0) {
			const next = waiting.shift();
			if (next === undefined) return;
			free -= 1;
			next.admit();
		}
	};
	const leaveOnce = (): (() => void) => {
		let inside = true;
		return () => {
			if (!inside) return;
			inside = false;
			free += 1;
			admitNext();
		};
	};
	return {
		enter({ signal, priority = 0 } = {}) {
			if (closed || signal?.aborted) return Promise.reject(new Fault('cancelled'));
			return new Promise((resolve, reject) => {
				const onAbort = (): void => {
					waiting.splice(waiting.indexOf(waiter), 1);
					reject(new Fault('cancelled'));
				};
				const waiter: Waiter = {
					priority,
					admit: () => {
						signal?.removeEventListener('abort', onAbort);
						resolve(leaveOnce());
					},
					refuse: () => {
						signal?.removeEventListener('abort', onAbort);
						reject(new Fault('cancelled'));
					},
				};
				signal?.addEventListener('abort', onAbort, { once: true });
				const after = waiting.findIndex((other) => other.priority < priority);
				waiting.splice(after === -1 ? waiting.length : after, 0, waiter);
				admitNext();
			});
		},
		close() {
			closed = true;
			for (const waiter of waiting.splice(0)) waiter.refuse();
		},
	};
}
