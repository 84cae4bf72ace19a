import { type FSWatcher, watch } from 'node:fs';

/** However much happens in the folder, it is looked at ten times a second at most. */
const LEAST_WAIT_MS = 100;

/** Waiting that ends early when something may have happened in a folder. */
export type FolderHint = {
	/** Settles after `ms`, when the system reports a change, or when `signal` is aborted. */
	wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
	close(): void;
};

/**
 * Asks the system to report changes in a folder. Network shares report none and some systems refuse; then the waiting merely takes
 * its full time.
 */
export function folderHint(folder: string): FolderHint {
	let changed = false;
	let wake = () => {};
	const watcher = watcherOf(folder, () => {
		changed = true;
		wake();
	});
	return {
		async wait(ms, signal) {
			await pause(Math.min(ms, LEAST_WAIT_MS), signal);
			if (!changed && ms > LEAST_WAIT_MS) {
				const hinted = new Promise<void>((resolve) => {
					wake = resolve;
				});
				await pause(ms - LEAST_WAIT_MS, signal, hinted);
			}
			changed = false;
		},
		close: () => watcher?.close(),
	};
}

function watcherOf(folder: string, onChange: () => void): FSWatcher | undefined {
	try {
		const watcher = watch(folder, { persistent: false }, onChange);
		// A folder that goes away ends its hints, not the watching.
		watcher.on('error', () => watcher.close());
		return watcher;
	} catch {
		// Only ever a hint: no room for another watcher, a file system that has none.
		return undefined;
	}
}

function pause(ms: number, signal: AbortSignal | undefined, sooner?: Promise<void>): Promise<void> {
	return new Promise((resolve) => {
		const finish = () => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', finish);
			resolve();
		};
		const timer = setTimeout(finish, ms);
		signal?.addEventListener('abort', finish, { once: true });
		sooner?.then(finish);
		if (signal?.aborted === true) finish();
	});
}
