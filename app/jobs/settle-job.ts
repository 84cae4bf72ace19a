import { appendAudit, type Db, failJob, finishJob, type Job, retryJob } from '../../db/index.ts';
import { type Clock, type Fault, isFault, toFaultRecord } from '../../domain/index.ts';
import type { Log } from '../log.ts';
import type { JobResult } from './job-handler.ts';

export type SettleTools = {
	readonly db: Db;
	readonly clock: Clock;
	readonly log: Log;
	/** Takes away what an attempt left that did not finish. */
	readonly undo: (job: Job<unknown>) => Promise<void>;
};

/** Writes down how an attempt ended, in one transaction with its commit. A commit that is refused becomes the job's failure. */
export async function settleJob(tools: SettleTools, job: Job<unknown>, result: JobResult): Promise<void> {
	try {
		await write(tools, job, result);
	} catch (error) {
		// Somebody was faster, or the disk is full: the transaction is undone, and the job says why and is tried again if that may pass.
		if (result.kind !== 'finished' || !isFault(error)) throw error;
		await write(tools, job, retryOrFail(job, error));
	}
}

async function write({ db, clock, log, undo }: SettleTools, job: Job<unknown>, result: JobResult): Promise<void> {
	if (result.kind !== 'finished') await undo(job);
	const now = clock.now();
	const at = now.toISOString();
	await db.write(async (tx) => {
		switch (result.kind) {
			case 'finished':
				await result.commit?.(tx);
				return finishJob(tx, job.id, at);
			case 'retry':
				return retryJob(tx, job.id, new Date(now.getTime() + result.afterMs).toISOString(), result.fault, at);
			case 'failed': {
				await result.commit?.(tx);
				const event = { kind: 'jobFailed', jobId: job.id, jobKind: job.kind, fault: result.fault.code } as const;
				await appendAudit(tx, { kind: 'system' }, event, at);
				return failJob(tx, job.id, result.fault, at);
			}
		}
	});
	if (result.kind === 'finished') result.committed?.();
	const about = { job: job.id, kind: job.kind, attempt: job.attempts };
	if (result.kind === 'finished') log.info(about, 'job finished');
	else
		log.warn({ ...about, result: result.kind, fault: result.fault.code, data: result.fault.data }, 'job not finished');
}

/** What a handler threw: stopping queues it again at once, anything else fails visibly. */
export function resultOf(error: unknown): JobResult {
	const fault = toFaultRecord(error);
	return isFault(error, 'cancelled') ? { kind: 'retry', afterMs: 0, fault } : { kind: 'failed', fault };
}

/** Faults that can pass by themselves: memory was short, the disk was full. */
const PASSING: readonly Fault['code'][] = ['engineStopped', 'diskFull', 'pdfTimedOut'];
/** Attempts before a passing fault counts as lasting. */
const MAX_ATTEMPTS = 4;
/** Before the second attempt; four times as long before each further one. */
const FIRST_DELAY_MS = 5_000;

/** A retry with growing delay for faults that may pass, else a failure. @throws {Fault} `cancelled`, which is neither. */
export function retryOrFail(job: Job<unknown>, error: unknown): JobResult {
	// A bug is the runner's to log; being stopped is neither.
	if (!isFault(error) || error.code === 'cancelled') throw error;
	const fault = toFaultRecord(error);
	const passing = PASSING.includes(fault.code) && job.attempts < MAX_ATTEMPTS;
	if (!passing) return { kind: 'failed', fault };
	return { kind: 'retry', afterMs: FIRST_DELAY_MS * 4 ** (job.attempts - 1), fault };
}
