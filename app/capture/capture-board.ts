import type { AccountId, FaultRecord, StackId } from '../../domain/index.ts';
import { type Log, whereThrown } from '../log.ts';
import { createTurns, type Turns } from '../turns.ts';

/** A scan into a stack, running or ended. */
export type ScanState = {
	readonly stackId: StackId;
	readonly device: string;
	/** Pages of this scan so far. */
	readonly count: number;
	readonly running: boolean;
	/** Why it ended before the paper did. */
	readonly fault?: FaultRecord;
};

/** A folder being watched for a clerk. */
export type WatchState = {
	readonly running: boolean;
	/** Papers taken since it was started. */
	readonly taken: number;
	/** Of the newest file that could not be taken, or of the folder. */
	readonly fault?: FaultRecord;
};

/** A file that is coming from a screen, in pieces. */
export type Upload = {
	readonly clerkId: AccountId;
	readonly name: string;
	readonly byteLength: number;
	readonly stackId: StackId | undefined;
	/** Absolute path of what has come so far. */
	readonly path: string;
	received: number;
};

/** What is under way for clerks, outside of any call: it goes on when a screen is closed, and ends with the program. */
export type CaptureBoard = {
	readonly scans: Map<AccountId, ScanState>;
	readonly watches: Map<AccountId, WatchState>;
	readonly uploads: Map<string, Upload>;
	/** Pictures of pages are drawn one at a time: reading papers needs the processor too. */
	readonly drawing: Turns;
	/** Runs work in the background until it ends or `stop` is called with the same key. What it throws is logged. */
	begin(key: string, work: (signal: AbortSignal) => Promise<void>): void;
	/** Asks the work under a key to end, and waits until it has. */
	stop(key: string): Promise<void>;
	/** Tells whoever looks that something is not as it was. */
	changed(): void;
	/** Calls back at each change until the returned function is called. */
	subscribe(listener: () => void): () => void;
	/** Stops all work and waits for it. */
	close(): Promise<void>;
};

/** An empty board. */
export function createCaptureBoard(log: Log): CaptureBoard {
	const listeners = new Set<() => void>();
	const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
	const stop = async (key: string): Promise<void> => {
		const work = running.get(key);
		work?.stop.abort();
		await work?.ended;
	};
	const board: CaptureBoard = {
		scans: new Map(),
		watches: new Map(),
		uploads: new Map(),
		drawing: createTurns(),
		begin(key, work) {
			const controller = new AbortController();
			const ended = work(controller.signal)
				.catch((error) => log.error({ work: key.split(' ')[0], ...whereThrown(error) }, 'capture threw'))
				.finally(() => {
					running.delete(key);
					board.changed();
				});
			running.set(key, { stop: controller, ended });
		},
		stop,
		changed() {
			for (const listener of listeners) listener();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			await Promise.all([...running.keys()].map(stop));
		},
	};
	return board;
}
