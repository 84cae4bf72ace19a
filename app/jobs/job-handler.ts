import type { Job, WritableDb } from '../../db/index.ts';
import type { FaultRecord, OnProgress } from '../../domain/index.ts';

/** Every kind of job there is. */
export const JOB_KINDS = ['import', 'recognize', 'upload'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** How an attempt ended. `commit` runs in the transaction that finishes the job, so that both happen or neither; `committed` after it. */
export type JobResult =
	| { readonly kind: 'finished'; readonly commit?: (tx: WritableDb) => Promise<void>; readonly committed?: () => void }
	| { readonly kind: 'retry'; readonly afterMs: number; readonly fault: FaultRecord }
	| {
			readonly kind: 'failed';
			readonly fault: FaultRecord;
			/** Runs in the transaction that fails the job. */
			readonly commit?: (tx: WritableDb) => Promise<void>;
	  };

export type JobContext = { readonly signal: AbortSignal; readonly onProgress: OnProgress };

/** Does the jobs of one kind. It may be called again for the same job after a crash, at any point of its work. */
export type JobHandler = (job: Job<unknown>, context: JobContext) => Promise<JobResult>;

export type JobHandlers = { readonly [K in JobKind]: JobHandler };
