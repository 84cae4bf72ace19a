import { claimNextJob, type Job, listJobs, nextJobDue, requeueInterruptedJobs } from '../../db/index.ts';
import { isFault, type JobId, type Progress } from '../../domain/index.ts';
import { whereThrown } from '../log.ts';
import { JOB_KINDS, type JobHandlers, type JobKind } from './job-handler.ts';
import { resultOf, type SettleTools, settleJob } from './settle-job.ts';

/** A job at work, as screens see it. */
export type RunningJob = {
	readonly id: JobId;
	readonly kind: JobKind;
	readonly subjectId?: string;
	readonly progress: Progress;
};

export type JobRunner = {
	/** Runs until nothing is due any more. Safe to call while running: all callers wait for the same end. */
	runUntilIdle(): Promise<void>;
	/** Goes on in the background whenever jobs come due, until `stop`. */
	start(): void;
	/** Tells a started runner that there may be new work. */
	wake(): void;
	/** Aborts what is under way (it is queued again) and waits for it. */
	stop(): Promise<void>;
	running(): readonly RunningJob[];
	/** Calls back at each change until the returned function is called. */
	subscribe(listener: () => void): () => void;
};

export type JobRunnerOptions = SettleTools & {
	readonly handlers: JobHandlers;
	/** Jobs at work at once. */
	readonly width: number;
};

/** A started runner looks at least this often, ms: the clock may have been set. */
const LONGEST_SLEEP_MS = 60_000;
/** More jobs than this never run at once. */
const MAX_RUNNING = 1_000;

/**
 * Takes jobs from the table and runs them. What a crash interrupted is undone and queued again first.
 * Crash safety: an attempt's result and the job's end are one transaction; files are written before.
 */
export async function createJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
	for (const job of await listJobs(options.db, { states: ['running'], limit: MAX_RUNNING })) await options.undo(job);
	await options.db.write((tx) => requeueInterruptedJobs(tx, JOB_KINDS, options.clock.now().toISOString()));
	const board = createBoard();
	const stopping = new AbortController();
	const { runUntilIdle, idle } = createLanes(options.width, () => runLane(options, board, stopping.signal));
	const background = createBackground(options, runUntilIdle);
	return {
		runUntilIdle,
		start: background.start,
		wake: background.wake,
		async stop() {
			background.stop();
			stopping.abort();
			await idle();
		},
		running: board.list,
		subscribe: board.subscribe,
	};
}

/** Keeps up to `width` lanes running: each call starts those that have come to their end. */
function createLanes(width: number, lane: () => Promise<void>) {
	let active = 0;
	let rest = Promise.withResolvers<void>();
	rest.resolve();

	async function run(): Promise<void> {
		try {
			await lane();
		} catch (error) {
			rest.reject(error);
		} finally {
			active -= 1;
			if (active === 0) rest.resolve();
		}
	}
	return {
		runUntilIdle(): Promise<void> {
			if (active === 0) rest = Promise.withResolvers<void>();
			while (active < width) {
				active += 1;
				void run();
			}
			return rest.promise;
		},
		/** Resolves when no lane runs, also after a failure. */
		idle: () => rest.promise.catch(() => undefined),
	};
}

/** One job after the other, until none is due. */
async function runLane(options: JobRunnerOptions, board: Board, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		const now = options.clock.now().toISOString();
		const job = await options.db.write((tx) => claimNextJob(tx, JOB_KINDS, now));
		if (job === undefined) return;
		const kind = kindOf(job);
		const about = job.subjectId === undefined ? {} : { subjectId: job.subjectId };
		const onProgress = (progress: Progress) => board.show({ id: job.id, kind, ...about, progress });
		onProgress({ value: 0, title: kind, detail: '' });
		try {
			const result = await options.handlers[kind](job, { signal, onProgress }).catch((error) => {
				if (!isFault(error)) options.log.error({ job: job.id, kind, ...whereThrown(error) }, 'job threw');
				return resultOf(error);
			});
			await settleJob(options, job, result);
		} finally {
			board.remove(job.id);
		}
	}
}

function kindOf(job: Job<unknown>): JobKind {
	const kind = JOB_KINDS.find((known) => known === job.kind);
	if (kind === undefined) throw new Error(`No handler for jobs of kind ${job.kind}`);
	return kind;
}

/** What runs now, and who wants to know. */
type Board = {
	show(job: RunningJob): void;
	remove(id: JobId): void;
	list(): readonly RunningJob[];
	subscribe(listener: () => void): () => void;
};

function createBoard(): Board {
	const running = new Map<JobId, RunningJob>();
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of listeners) listener();
	};
	return {
		show(job) {
			running.set(job.id, job);
			changed();
		},
		remove(id) {
			running.delete(id);
			changed();
		},
		list: () => [...running.values()],
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

/** Runs whenever jobs come due. */
function createBackground(options: JobRunnerOptions, runUntilIdle: () => Promise<void>) {
	let started = false;
	let timer: NodeJS.Timeout | undefined;

	async function turn(): Promise<void> {
		clearTimeout(timer);
		let wait = LONGEST_SLEEP_MS;
		try {
			await runUntilIdle();
			const due = await nextJobDue(options.db, JOB_KINDS);
			if (due !== undefined) wait = Date.parse(due) - options.clock.now().getTime();
		} catch (error) {
			// The table itself can't be written (a full disk): the jobs are still there, and so is the next turn.
			if (!isFault(error)) throw error;
		}
		if (!started) return;
		timer = setTimeout(() => void turn(), Math.min(Math.max(wait, 0), LONGEST_SLEEP_MS));
		timer.unref();
	}
	return {
		start() {
			started = true;
			void turn();
		},
		wake() {
			if (started) void turn();
		},
		stop() {
			started = false;
			clearTimeout(timer);
		},
	};
}
