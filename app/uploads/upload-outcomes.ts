import { getOutcome, listJobs } from '../../db/index.ts';
import {
	type Actor,
	Fault,
	type FaultRecord,
	type Outcome,
	type OutcomeId,
	toFaultRecord,
} from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { throwIfAborted } from '../recognize-document.ts';

/** Where an upload is after the queue was worked through. */
export type UploadResult =
	| { readonly kind: 'stored'; readonly outcomeId: OutcomeId }
	/** It will be tried again by itself, from `dueAt` on (UTC, ISO 8601). */
	| { readonly kind: 'waiting'; readonly outcomeId: OutcomeId; readonly dueAt: string; readonly fault?: FaultRecord }
	| { readonly kind: 'failed'; readonly outcomeId: OutcomeId; readonly fault: FaultRecord };

/**
 * Works through what is due in the upload queue, and tells how each upload stands. (A host that runs jobs in the background does
 * the same by itself.)
 *
 * @throws {Fault} `notAllowed`, `cancelled`.
 */
export async function* uploadOutcomes(
	actor: Actor,
	core: Core,
	ids: readonly OutcomeId[] | undefined,
	signal?: AbortSignal,
): AsyncGenerator<UploadResult> {
	const { orgUnitScope } = permit(actor, 'uploadOutcomes');
	const open = await listJobs(core.db, {
		kind: 'upload',
		scope: orgUnitScope,
		states: ['queued', 'running', 'failed'],
		limit: 100_000,
	});
	const waiting = open.flatMap((job) => (job.subjectId === undefined ? [] : [job.subjectId as OutcomeId]));
	const chosen = ids ?? waiting.reverse();
	const stop = () => void core.jobs.stop();
	signal?.addEventListener('abort', stop, { once: true });
	try {
		await core.jobs.runUntilIdle();
		throwIfAborted(signal);
	} finally {
		signal?.removeEventListener('abort', stop);
	}
	for (const outcomeId of chosen) {
		yield await resultOf(core, await getOutcome(core.db, outcomeId, orgUnitScope));
	}
}

async function resultOf(core: Core, { id: outcomeId, state }: Outcome): Promise<UploadResult> {
	// The outcome says whether it is stored: a job can end without that.
	if (state.kind === 'stored') return { kind: 'stored', outcomeId };
	const [job] = await listJobs(core.db, { kind: 'upload', subjectId: outcomeId, limit: 1 });
	if (job?.state === 'queued' || job?.state === 'running') {
		return { kind: 'waiting', outcomeId, dueAt: job.notBefore, ...(job.fault !== undefined && { fault: job.fault }) };
	}
	const refused = new Fault('transitionRefused', { reason: 'wrongState', state: state.kind, event: 'upload' });
	return { kind: 'failed', outcomeId, fault: (job?.state === 'failed' && job.fault) || toFaultRecord(refused) };
}
