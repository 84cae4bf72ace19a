import { resolve } from 'node:path';
import { enqueueJob, findOutcomesByOriginal, newId } from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	type FaultRecord,
	isFault,
	type OutcomeId,
	toFaultRecord,
} from '../../domain/index.ts';
import { listInputs, openSource } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { throwIfAborted } from '../recognize-document.ts';
import type { ImportPayload } from './import-job.ts';
import { outcomeFolder } from './outcome-paths.ts';

/** What became of one input: one file is one outcome. */
export type ImportResult =
	/** Taken in; the job runner copies and reads it. */
	| { readonly kind: 'queued'; readonly source: string; readonly outcomeId: OutcomeId }
	/** These very bytes are there already. */
	| { readonly kind: 'known'; readonly source: string; readonly outcomeId: OutcomeId }
	| { readonly kind: 'failed'; readonly source: string; readonly fault: FaultRecord };

/**
 * Takes files and folders in: each readable one becomes a queued job; one that can't be read does not stop the others.
 *
 * @throws {Fault} `notAllowed`, `cancelled`; faults of the data folder (`diskFull` …).
 */
export async function* importOutcomes(
	actor: Actor,
	core: Core,
	inputs: readonly string[],
	signal?: AbortSignal,
): AsyncGenerator<ImportResult> {
	const clerk = permit(actor, 'importOutcomes');
	const groups = await listInputs(inputs, { group: 'file' });
	for (const group of groups) {
		throwIfAborted(signal);
		if (group.kind === 'refused') yield { kind: 'failed', source: group.source, fault: toFaultRecord(group.fault) };
		else yield await queueOne(clerk, core, group.source);
	}
}

async function queueOne(clerk: AccountActor, core: Core, source: string): Promise<ImportResult> {
	try {
		const document = await openSource(source);
		try {
			const { sha256, pageCount } = document;
			const [there] = await findOutcomesByOriginal(core.db, sha256, clerk.orgUnitScope);
			if (there !== undefined) return { kind: 'known', source, outcomeId: there };
			const outcomeId = await enqueue(clerk, core, { source: resolve(source), sha256, pageCount });
			return { kind: 'queued', source, outcomeId };
		} finally {
			await document.close();
		}
	} catch (error) {
		if (!isFault(error)) throw error;
		return { kind: 'failed', source, fault: toFaultRecord(error) };
	}
}

async function enqueue(
	clerk: AccountActor,
	core: Core,
	found: Pick<ImportPayload, 'source' | 'sha256' | 'pageCount'>,
): Promise<OutcomeId> {
	const outcomeId = newId<OutcomeId>();
	const folder = outcomeFolder(outcomeId, core.clock.now());
	const payload: ImportPayload = { ...found, folder, clerkId: clerk.accountId, orgUnitId: clerk.orgUnitId };
	await core.db.write((tx) => enqueueJob(tx, { kind: 'import', subjectId: outcomeId, payload }, instantOf(core)));
	core.journal('importQueued');
	core.jobs.wake();
	return outcomeId;
}
