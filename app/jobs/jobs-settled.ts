import { listJobs } from '../../db/index.ts';
import { Fault, type FaultRecord, type OutcomeId, toFaultRecord } from '../../domain/index.ts';
import type { Core } from '../core.ts';

type Waiting = {
	/** Only jobs of this kind. */
	readonly kind?: string | undefined;
	/** Resolves when nothing runs any more: what is still open then waits for a later try. */
	readonly idle?: Promise<void> | undefined;
	readonly signal?: AbortSignal | undefined;
};

/**
 * Waits until no job of the outcome is at work any more. The fault of the one that did not finish, if any.
 *
 * @throws {Fault} `cancelled`.
 */
export async function jobsSettled(
	core: Core,
	outcomeId: OutcomeId,
	{ kind, idle, signal }: Waiting,
): Promise<FaultRecord | undefined> {
	for (let resting = false; ; ) {
		if (signal?.aborted) throw new Fault('cancelled');
		const changed = Promise.withResolvers<void>();
		const unsubscribe = core.jobs.subscribe(changed.resolve);
		const stop = () => changed.resolve();
		signal?.addEventListener('abort', stop);
		try {
			const jobs = await listJobs(core.db, { subjectId: outcomeId, limit: 10, ...(kind !== undefined && { kind }) });
			const failed = jobs.find((job) => job.state === 'failed' || job.state === 'cancelled');
			if (failed !== undefined) return failed.fault ?? stopped();
			const open = jobs.find((job) => job.state === 'queued' || job.state === 'running');
			if (open === undefined) return undefined;
			if (resting) return open.fault ?? stopped();
			const waits = [changed.promise.then(() => false)];
			if (idle !== undefined) waits.push(idle.then(() => true));
			resting = await Promise.race(waits);
		} finally {
			unsubscribe();
			signal?.removeEventListener('abort', stop);
		}
	}
}

function stopped(): FaultRecord {
	return toFaultRecord(new Fault('cancelled'));
}
