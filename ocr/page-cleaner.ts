import { fromFaultRecord, type PagePicture } from '../domain/index.ts';
import type { CleanedPage, CleanStep, GrayImage, Orientation } from './cleanup/index.ts';
import { createLanes } from './lanes.ts';
import type { CleanRefusal, CleanRequest } from './page-protocol.ts';
import { createThread } from './thread.ts';
import { timeLimitMs } from './time-limit.ts';
import { workerEntry } from './worker-entry.ts';

/** Cleans pages in worker threads. */
export type PageCleaner = {
	/** Pages cleaned side by side. */
	readonly size: number;
	/**
	 * See `cleanPage` of `cleanup`. The picture's bytes stay the caller's.
	 *
	 * @throws {Fault} those of `cleanPage`; `cancelled`; `engineStopped` when the thread died or hung, also a fresh one.
	 */
	clean(
		picture: PagePicture,
		options?: {
			readonly signal?: AbortSignal | undefined;
			readonly priority?: number | undefined;
			/** Steps that make no sense for this picture; none by default. */
			readonly without?: readonly CleanStep[] | undefined;
		},
	): Promise<CleanedPage>;
	/** Ends the threads; what was waiting or under way is rejected with `cancelled`. */
	close(): Promise<void>;
};

/** How the cleaner is made. */
export type PageCleanerOptions = {
	/** Threads. */
	readonly size: number;
	/** The engine's opinion on how a page lies, asked only when the cleaner is unsure. Its faults become faults of the page. */
	readonly detectOrientation: (gray: GrayImage) => Promise<Orientation>;
	/** Another worker script; for tests that break it on purpose. */
	readonly entry?: URL | undefined;
	/** Milliseconds that a picture of that size, px, may take; by default {@link timeLimitMs}. */
	readonly timeLimitMs?: ((width: number, height: number) => number) | undefined;
};

/** A thread gives its memory back after so many pages. */
const RECYCLE_AFTER = 500;

/** Makes the cleaner; threads start with the first page. */
export function createPageCleaner(options: PageCleanerOptions): PageCleaner {
	const entry = options.entry ?? workerEntry('page-worker', import.meta.url);
	const limit = options.timeLimitMs ?? timeLimitMs;
	const start = async () => {
		const thread = createThread(entry, {
			toError: errorOf,
			onCall: (gray) => options.detectOrientation(gray as GrayImage),
		});
		return {
			clean: async (request: CleanRequest) => (await thread.ask('clean', request)) as CleanedPage,
			stop: () => thread.stop('stopped'),
		};
	};
	const lanes = createLanes({ size: options.size, recycleAfter: RECYCLE_AFTER, start });
	return {
		size: options.size,
		clean: (picture, { without = [], ...how } = {}) =>
			lanes.run({
				...how,
				timeLimitMs: limit(picture.widthPx, picture.heightPx),
				work: (worker) => worker.clean({ picture, without }),
			}),
		close: () => lanes.close(),
	};
}

function errorOf(data: unknown): Error {
	const refusal = data as CleanRefusal;
	return 'fault' in refusal ? fromFaultRecord(refusal.fault) : refusal.bug;
}
