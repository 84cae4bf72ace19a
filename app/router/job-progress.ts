import type { JobProgress } from '../../contract/index.ts';
import { getOutcome, type Job, listJobs } from '../../db/index.ts';
import { type AccountActor, asId, isFault, type OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/** Unfinished jobs shown at most. */
const LIMIT = 500;

/** All unfinished jobs of the actor's org units, at once and again at each change, until the signal fires. */
export async function* jobProgress(
	actorNow: () => Promise<AccountActor>,
	core: Core,
	signal: AbortSignal | undefined,
): AsyncGenerator<readonly JobProgress[]> {
	let wake = Promise.withResolvers<void>();
	const unsubscribe = core.jobs.subscribe(() => wake.resolve());
	const onAbort = () => wake.resolve();
	signal?.addEventListener('abort', onAbort);
	try {
		while (!signal?.aborted) {
			wake = Promise.withResolvers<void>();
			// Asked each time: an account that was disabled meanwhile sees nothing more.
			yield await snapshot(permit(await actorNow(), 'listOutcomes'), core);
			await wake.promise;
		}
	} finally {
		unsubscribe();
		signal?.removeEventListener('abort', onAbort);
	}
}

async function snapshot(actor: AccountActor, core: Core): Promise<readonly JobProgress[]> {
	const jobs = await listJobs(core.db, { states: ['queued', 'running', 'failed'], limit: LIMIT });
	const shown = await Promise.all(jobs.map((job) => toProgress(actor, core, job)));
	return shown.filter((job) => job !== undefined);
}

async function toProgress(actor: AccountActor, core: Core, job: Job<unknown>): Promise<JobProgress | undefined> {
	if (!(await mayKnow(actor, core, job))) return undefined;
	const live = core.jobs.running().find((running) => running.id === job.id)?.progress;
	return {
		jobId: job.id,
		...(job.subjectId !== undefined && { outcomeId: asId<OutcomeId>(job.subjectId) }),
		state: job.state === 'failed' ? 'failed' : job.state === 'running' ? 'running' : 'waiting',
		value: live?.value ?? 0,
		title: live?.title ?? job.kind,
		detail: live?.detail ?? '',
		...(job.state === 'failed' && job.fault !== undefined && { fault: job.fault }),
	};
}

/** A job that has not made its outcome yet carries the org unit in its payload. */
async function mayKnow(actor: AccountActor, core: Core, job: Job<unknown>): Promise<boolean> {
	const { orgUnitId } = job.payload as { readonly orgUnitId?: unknown };
	if (orgUnitId !== undefined) return actor.orgUnitScope.some((unit) => unit === orgUnitId);
	if (job.subjectId === undefined) return false;
	try {
		await getOutcome(core.db, asId<OutcomeId>(job.subjectId), actor.orgUnitScope);
		return true;
	} catch (error) {
		if (isFault(error, 'outcomeMissing')) return false;
		throw error;
	}
}
