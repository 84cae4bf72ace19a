import { useSyncExternalStore } from 'react';

/** A value outside React that components can follow: for what the client, the keys and the screens share. */
export type Store<T> = {
	get(): T;
	set(value: T): void;
	subscribe(changed: () => void): () => void;
};

/** A store that holds `first`. */
export function createStore<T>(first: T): Store<T> {
	let value = first;
	const listeners = new Set<() => void>();
	return {
		get: () => value,
		set(next) {
			if (Object.is(next, value)) return;
			value = next;
			for (const listener of listeners) listener();
		},
		subscribe(changed) {
			listeners.add(changed);
			return () => listeners.delete(changed);
		},
	};
}

/** What a store holds now, and again at each change. */
export function useStore<T>(store: Store<T>): T {
	return useSyncExternalStore(store.subscribe, store.get);
}
