import { getOutcome } from '../../db/index.ts';
import type { Actor, FaultRecord, OnProgress, OutcomeId } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';
import { jobsSettled } from '../jobs/jobs-settled.ts';
import { throwIfAborted } from '../recognize-document.ts';
import { type ImportOptions, type ImportResult, importOutcomes } from './import-outcomes.ts';
import { type OutcomeRow, outcomeRow } from './outcome-row.ts';

/** What became of one input in the end. */
export type ReadResult =
	| { readonly kind: 'read'; readonly source: string; readonly row: OutcomeRow }
	| Exclude<ImportResult, { kind: 'queued' }>;

/**
 * Takes papers in and waits until they are read; what an earlier run left unfinished is finished first.
 *
 * @throws {Fault} `notAllowed`, `cancelled` (what was under way is queued again); faults of the data folder.
 */
export async function* importAndRead(
	actor: Actor,
	core: Core,
	inputs: readonly string[],
	host: ImportOptions & { readonly onProgress?: OnProgress } = {},
): AsyncGenerator<ReadResult> {
	const { orgUnitScope } = permit(actor, 'importOutcomes');
	const stop = () => void core.jobs.stop();
	host.signal?.addEventListener('abort', stop, { once: true });
	try {
		await core.jobs.runUntilIdle();
		const queued: Extract<ImportResult, { kind: 'queued' }>[] = [];
		for await (const result of importOutcomes(actor, core, inputs, host)) {
			if (result.kind === 'queued') queued.push(result);
			else yield result;
		}
		const idle = core.jobs.runUntilIdle();
		for (const [index, { source, outcomeId }] of queued.entries()) {
			const fault = await jobsSettled(core, outcomeId, { idle });
			throwIfAborted(host.signal);
			const value = (index + 1) / queued.length;
			host.onProgress?.({ value, title: 'import', detail: source });
			if (fault === undefined) {
				const row = await outcomeRow(core.db, await getOutcome(core.db, outcomeId, orgUnitScope));
				yield { kind: 'read', source, row };
			} else yield notRead(source, fault);
		}
		await idle;
	} finally {
		host.signal?.removeEventListener('abort', stop);
	}
}

function notRead(source: string, fault: FaultRecord): ReadResult {
	const known = fault.code === 'duplicateOutcome' ? fault.data.outcomeId : undefined;
	if (known !== undefined) return { kind: 'known', source, outcomeId: String(known) as OutcomeId };
	return { kind: 'failed', source, fault };
}
