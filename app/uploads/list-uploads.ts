import { codesOf, getOutcome, type Job, listJobs } from '../../db/index.ts';
import { type Actor, asId, type FaultRecord, isFault, type JobId, type OutcomeId } from '../../domain/index.ts';
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

const MAX_ROWS = 500;
const STATES = {
	queued: 'waiting',
	running: 'running',
	finished: 'stored',
	failed: 'failed',
	cancelled: 'failed',
} as const satisfies Record<Job<unknown>['state'], UploadRow['state']>;

/** The upload queue, newest first, as far as the actor may see the outcomes. @throws {Fault} `notAllowed`. */
export async function listUploads(actor: Actor, core: Core): Promise<readonly UploadRow[]> {
	const { orgUnitScope } = permit(actor, 'listUploads');
	const rows: UploadRow[] = [];
	for (const job of await listJobs(core.db, { kind: 'upload', limit: MAX_ROWS })) {
		const outcomeId = asId<OutcomeId>(job.subjectId ?? '');
		try {
			await getOutcome(core.db, outcomeId, orgUnitScope);
		} catch (error) {
			if (isFault(error, 'outcomeMissing')) continue;
			throw error;
		}
		const codes = await codesOf(core.db, outcomeId);
		const { id: jobId, attempts, fault, notBefore } = job;
		rows.push({
			jobId,
			outcomeId,
			docCode: codes?.docCode ?? '',
			state: STATES[job.state],
			attempts,
			...(job.state === 'queued' && { dueAt: notBefore }),
			...(fault !== undefined && job.state !== 'finished' && { fault }),
		});
	}
	return rows;
}
