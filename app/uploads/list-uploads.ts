import { codesOf, type Job, listJobs, type ReadableDb } from '../../db/index.ts';
import { type Actor, asId, type FaultRecord, type JobId, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/** One upload as lists show it. */
export type UploadRow = {
	readonly jobId: JobId;
	readonly outcomeId: OutcomeId;
	readonly docCode: string;
	readonly state: 'waiting' | 'running' | 'stored' | 'failed';
	readonly attempts: number;
	/** UTC, ISO 8601: when it is tried next. */
	readonly dueAt?: string;
	/** Why the last try did not succeed. */
	readonly fault?: FaultRecord;
};

/** Finished uploads shown, the newest. Of the others, all are: nothing that waits or has failed is hidden. */
const MAX_FINISHED = 200;
const MAX_OPEN = 100_000;
const STATES = {
	queued: 'waiting',
	running: 'running',
	finished: 'stored',
	failed: 'failed',
	cancelled: 'failed',
} as const satisfies Record<Job<unknown>['state'], UploadRow['state']>;

/** The upload queue as far as the actor may see the outcomes: what is open first, newest first. @throws {Fault} `notAllowed`. */
export async function listUploads(actor: Actor, core: Core): Promise<readonly UploadRow[]> {
	const { orgUnitScope: scope } = permit(actor, 'listUploads');
	const mine = { kind: 'upload', scope } as const;
	const open = await listJobs(core.db, {
		...mine,
		states: ['queued', 'running', 'failed', 'cancelled'],
		limit: MAX_OPEN,
	});
	const finished = await listJobs(core.db, { ...mine, states: ['finished'], limit: MAX_FINISHED });
	return Promise.all([...open, ...finished].map((job) => uploadRow(core.db, job)));
}

async function uploadRow(db: ReadableDb, job: Job<unknown>): Promise<UploadRow> {
	const outcomeId = asId<OutcomeId>(job.subjectId ?? '');
	const codes = await codesOf(db, outcomeId);
	const { id: jobId, attempts, fault, notBefore } = job;
	return {
		jobId,
		outcomeId,
		docCode: codes?.docCode ?? '',
		state: STATES[job.state],
		attempts,
		...(job.state === 'queued' && { dueAt: notBefore }),
		...(fault !== undefined && job.state !== 'finished' && { fault }),
	};
}
