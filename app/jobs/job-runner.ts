import { type Clock, Fault, isFault, type JobId, type Progress, toFaultRecord } from '../../domain/index.ts';
import {
	appendAudit,
	claimNextJob,
	type Db,
	failJob,
	finishJob,
	type Job,
	listJobs,
	nextJobDue,
	requeueInterruptedJobs,
	retryJob,
} from '../../db/index.ts';
import { JOB_KINDS, type JobHandlers, type JobKind, type JobResult } from './job-handler.ts';

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

export type JobRunnerOptions = {
	readonly db: Db;
	readonly clock: Clock;
	readonly handlers: JobHandlers;
	/** Takes away what an attempt left that did not finish. */
	readonly undo: (job: Job<unknown>) => Promise<void>;
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
	const { db, clock } = options;
	const at = () => clock.now().toISOString();
	for (const job of await listJobs(db, { states: ['running'], limit: MAX_RUNNING })) await options.undo(job);
	await db.write((tx) => requeueInterruptedJobs(tx, at()));
	const stopping = new AbortController();
	const running = new Map<JobId, RunningJob>();
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of listeners) listener();
	};
	let lanes: Promise<void> | undefined;
	let timer: NodeJS.Timeout | undefined;
	let started = false;

	async function lane(): Promise<void> {
		while (!stopping.signal.aborted) {
			const job = await db.write((tx) => claimNextJob(tx, JOB_KINDS, at()));
			if (job === undefined) return;
			await attempt(job);
		}
	}

	async function attempt(job: Job<unknown>): Promise<void> {
		const kind = kindOf(job);
		const about = job.subjectId === undefined ? {} : { subjectId: job.subjectId };
		const show = (progress: Progress) => {
			running.set(job.id, { id: job.id, kind, ...about, progress });
			changed();
		};
		show({ value: 0, title: kind, detail: '' });
		try {
			const result = await options.handlers[kind](job, { signal: stopping.signal, onProgress: show }).catch(asResult);
			await settle(job, result).catch(async (error) => {
				// The commit was refused (somebody was faster): its transaction is undone, and the job says why.
				if (result.kind !== 'finished' || !isFault(error)) throw error;
				await settle(job, asResult(error));
			});
		} finally {
			running.delete(job.id);
			changed();
		}
	}

	async function settle(job: Job<unknown>, result: JobResult): Promise<void> {
		if (result.kind !== 'finished') await options.undo(job);
		await db.write(async (tx) => {
			switch (result.kind) {
				case 'finished':
					await result.commit?.(tx);
					return finishJob(tx, job.id, at());
				case 'retry': {
					const due = new Date(clock.now().getTime() + result.afterMs).toISOString();
					return retryJob(tx, job.id, due, result.fault, at());
				}
				case 'failed': {
					const event = { kind: 'jobFailed', jobId: job.id, jobKind: job.kind, fault: result.fault.code } as const;
					await appendAudit(tx, { kind: 'system' }, event, at());
					return failJob(tx, job.id, result.fault, at());
				}
			}
		});
		if (result.kind === 'finished') result.committed?.();
	}

	function runUntilIdle(): Promise<void> {
		lanes ??= Promise.all(Array.from({ length: options.width }, lane))
			.then(() => undefined)
			.finally(() => {
				lanes = undefined;
			});
		return lanes;
	}

	async function turn(): Promise<void> {
		clearTimeout(timer);
		let wait = LONGEST_SLEEP_MS;
		try {
			await runUntilIdle();
			const due = await nextJobDue(db, JOB_KINDS);
			if (due !== undefined) wait = Date.parse(due) - clock.now().getTime();
		} catch (error) {
			// The table itself can't be written (a full disk): the jobs are still there, and so is the next turn.
			if (!isFault(error)) throw error;
		}
		if (stopping.signal.aborted || !started) return;
		timer = setTimeout(() => void turn(), Math.min(Math.max(wait, 0), LONGEST_SLEEP_MS));
		timer.unref();
	}

	return {
		runUntilIdle,
		start() {
			started = true;
			void turn();
		},
		wake() {
			if (started) void turn();
		},
		async stop() {
			started = false;
			clearTimeout(timer);
			stopping.abort();
			await lanes;
		},
		running: () => [...running.values()],
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

function kindOf(job: Job<unknown>): JobKind {
	const kind = JOB_KINDS.find((known) => known === job.kind);
	if (kind === undefined) throw new Error(`No handler for jobs of kind ${job.kind}`);
	return kind;
}

/** What a handler threw: stopping queues it again at once, a fault that may pass later, anything else fails visibly. */
function asResult(error: unknown): JobResult {
	const fault = toFaultRecord(error);
	if (isFault(error, 'cancelled')) return { kind: 'retry', afterMs: 0, fault };
	return { kind: 'failed', fault };
}

/** Faults that can pass by themselves: memory was short, the disk was full. */
const PASSING: readonly Fault['code'][] = ['engineStopped', 'diskFull', 'pdfTimedOut'];
/** Attempts before a passing fault counts as lasting. */
const MAX_ATTEMPTS = 4;

/** A retry with growing delay for faults that may pass, else a failure. */
export function retryOrFail(job: Job<unknown>, error: unknown): JobResult {
	if (isFault(error, 'cancelled')) throw error;
	const fault = toFaultRecord(error);
	const passing = PASSING.includes(fault.code) && job.attempts < MAX_ATTEMPTS;
	return passing ? { kind: 'retry', afterMs: 5_000 * 4 ** (job.attempts - 1), fault } : { kind: 'failed', fault };
}
