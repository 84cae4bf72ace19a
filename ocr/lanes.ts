import { Fault } from '../domain/index.ts';
import { createGate } from './gate.ts';
import { WorkerStopped } from './worker-stopped.ts';

/** What every lane's worker can do; after a {@link WorkerStopped} it is of no more use. */
export type Stoppable = { stop(): Promise<void> };

/** Limits of a set of lanes. */
export type LaneOptions<W extends Stoppable> = {
	/** Workers that run side by side. Each starts when it is first needed. */
	readonly size: number;
	/** Starts one worker; `signal` aborts when the lanes close. @throws {WorkerStopped} when it does not come up. */
	readonly start: (signal: AbortSignal) => Promise<W>;
	/** A worker is replaced after so many jobs, so that memory it may have lost comes back. */
	readonly recycleAfter: number;
	/** Idle milliseconds after which all workers are stopped; absent: they stay until `close`. */
	readonly idleMs?: number | undefined;
};

/** One job for a lane. */
export type LaneJob<W extends Stoppable, T> = {
	/** Done once; once more in a fresh worker when the first one died or hung. */
	readonly work: (worker: W) => Promise<T>;
	/** Milliseconds after which the worker counts as hung. */
	readonly timeLimitMs: number;
	readonly signal?: AbortSignal | undefined;
	/** Higher goes first. */
	readonly priority?: number | undefined;
};

/** Workers behind one queue: watched, restarted, stopped. */
export type Lanes<W extends Stoppable> = {
	/**
	 * Does a job on the next free worker.
	 *
	 * @throws {Fault} `cancelled` when aborted or closed; `engineStopped` (data `reason`: {@link StopReason}) when the worker
	 * failed, also a fresh one. Errors of `work` other than {@link WorkerStopped} pass through.
	 */
	run<T>(job: LaneJob<W, T>): Promise<T>;
	/** Kills all workers; what waits or is under way is rejected with `cancelled`. */
	close(): Promise<void>;
};

/** Why a worker gave no result. */
export type StopReason = 'timedOut' | 'crashed' | 'notStarted';

type Lane<W> = { worker?: Promise<W> | undefined; done: number };
type Failure = { readonly ok: false; readonly reason: StopReason | 'cancelled'; readonly cause?: unknown };
type Attempt<T> = { readonly ok: true; readonly value: T } | Failure;

/** Tries of a job, each in a fresh worker. */
const MOST_TRIES = 2;

/** Makes the lanes; nothing starts before the first job. */
export function createLanes<W extends Stoppable>(options: LaneOptions<W>): Lanes<W> {
	const gate = createGate(options.size);
	const lanes: readonly Lane<W>[] = Array.from({ length: options.size }, () => ({ done: 0 }));
	const idle: Lane<W>[] = [...lanes];
	const closing = new AbortController();
	let idleTimer: NodeJS.Timeout | undefined;

	const sleepLater = (): void => {
		if (options.idleMs === undefined || idle.length < lanes.length) return;
		idleTimer = setTimeout(() => void Promise.all(idle.map(retire)), options.idleMs).unref();
	};
	return {
		async run(job) {
			const leave = await gate.enter(job);
			clearTimeout(idleTimer);
			// A started worker first, so that a quiet machine does not start them all.
			idle.sort((a, b) => Number(b.worker !== undefined) - Number(a.worker !== undefined));
			const lane = idle.shift();
			if (lane === undefined) throw new Error('More jobs than lanes');
			try {
				return await runOnLane(lane, options, job, closing.signal);
			} finally {
				idle.push(lane);
				leave();
				sleepLater();
			}
		},
		async close() {
			gate.close();
			closing.abort();
			await Promise.all(lanes.map(retire));
			clearTimeout(idleTimer);
		},
	};
}

async function runOnLane<W extends Stoppable, T>(
	lane: Lane<W>,
	options: LaneOptions<W>,
	job: LaneJob<W, T>,
	closing: AbortSignal,
): Promise<T> {
	for (let tries = 1; ; tries += 1) {
		const attempt = await tryOnce(lane, options, job, closing);
		if (attempt.ok) {
			lane.done += 1;
			if (lane.done >= options.recycleAfter) await retire(lane);
			return attempt.value;
		}
		await retire(lane);
		if (attempt.reason === 'cancelled') throw new Fault('cancelled');
		if (tries === MOST_TRIES) throw new Fault('engineStopped', { reason: attempt.reason }, attempt.cause);
	}
}

async function tryOnce<W extends Stoppable, T>(
	lane: Lane<W>,
	options: LaneOptions<W>,
	job: LaneJob<W, T>,
	closing: AbortSignal,
): Promise<Attempt<T>> {
	const signals = job.signal === undefined ? [closing] : [closing, job.signal];
	const started = await untilAborted(startedWorker(lane, options, closing), signals);
	if (!started.ok) return started;
	const worker = started.value;
	let reason: Failure['reason'] = 'crashed';
	const kill = (why: Failure['reason']): void => {
		reason = why;
		void worker.stop();
	};
	const watchdog = setTimeout(() => kill('timedOut'), job.timeLimitMs);
	const forget = onAbort(signals, () => kill('cancelled'));
	try {
		return { ok: true, value: await job.work(worker) };
	} catch (error) {
		if (error instanceof WorkerStopped) return { ok: false, reason, cause: error };
		throw error;
	} finally {
		clearTimeout(watchdog);
		forget();
	}
}

/** What `start` yields. @throws {Fault} `cancelled` on abort; the start goes on, for the next job. */
async function untilAborted<T>(start: Promise<T>, signals: readonly AbortSignal[]): Promise<T> {
	const aborted = Promise.withResolvers<never>();
	const forget = onAbort(signals, () => aborted.reject(new Fault('cancelled')));
	try {
		return await Promise.race([start, aborted.promise]);
	} finally {
		forget();
	}
}

/** Calls back once one of the signals aborts, at once when one has. @returns what takes the listeners off again. */
function onAbort(signals: readonly AbortSignal[], react: () => void): () => void {
	if (signals.some((signal) => signal.aborted)) react();
	// No AbortSignal.any: made once a page from a signal that lives as long as the program, its listeners would pile up.
	for (const signal of signals) signal.addEventListener('abort', react, { once: true });
	return () => {
		for (const signal of signals) signal.removeEventListener('abort', react);
	};
}

/** The lane's worker, started when there is none. */
async function startedWorker<W extends Stoppable>(
	lane: Lane<W>,
	options: LaneOptions<W>,
	closing: AbortSignal,
): Promise<Attempt<W>> {
	lane.worker ??= options.start(closing);
	try {
		return { ok: true, value: await lane.worker };
	} catch (error) {
		lane.worker = undefined;
		if (error instanceof WorkerStopped) return { ok: false, reason: 'notStarted', cause: error };
		throw error;
	}
}

/** Stops the lane's worker; the next job starts a fresh one. */
async function retire<W extends Stoppable>(lane: Lane<W>): Promise<void> {
	const worker = lane.worker;
	lane.worker = undefined;
	lane.done = 0;
	if (worker === undefined) return;
	const started = await worker.catch(() => undefined); // a start that failed was told to the job that waited for it
	await started?.stop();
}
