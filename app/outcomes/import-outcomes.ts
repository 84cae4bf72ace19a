import { resolve } from 'node:path';
import { enqueueJob, findOutcomesByOriginal, newId } from '../../db/index.ts';
import {
	type AccountActor,
	type Actor,
	type FaultRecord,
	isFault,
	type OutcomeId,
	type Sha256,
	toFaultRecord,
} from '../../domain/index.ts';
import { type InputGroup, listInputs, openOutcomes, openSource } from '../../scan/index.ts';
import { permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';
import { throwIfAborted } from '../recognize-document.ts';
import type { ImportPayload } from './import-job.ts';
import { outcomeFolder } from './outcome-paths.ts';

/** What became of one paper. */
export type ImportResult =
	/** Taken in; the job runner copies and reads it. */
	| { readonly kind: 'queued'; readonly source: string; readonly outcomeId: OutcomeId }
	/** These very bytes are there already. */
	| { readonly kind: 'known'; readonly source: string; readonly outcomeId: OutcomeId }
	| { readonly kind: 'failed'; readonly source: string; readonly fault: FaultRecord };

export type ImportOptions = {
	/** `folder`: the pictures of one folder are one paper. */
	readonly group?: 'file' | 'folder' | undefined;
	readonly signal?: AbortSignal | undefined;
};

/**
 * Takes files and folders in: each paper becomes a queued job; one that can't be read does not stop the others.
 *
 * @throws {Fault} `notAllowed`, `cancelled`; faults of the data folder (`diskFull` …).
 */
export async function* importOutcomes(
	actor: Actor,
	core: Core,
	inputs: readonly string[],
	options: ImportOptions = {},
): AsyncGenerator<ImportResult> {
	const clerk = permit(actor, 'importOutcomes');
	for (const group of await listInputs(inputs, { group: options.group ?? 'file' })) {
		throwIfAborted(options.signal);
		if (group.kind === 'refused') yield { kind: 'failed', source: group.source, fault: toFaultRecord(group.fault) };
		else yield* queuePapers(clerk, core, group);
	}
}

type Inputs = Extract<InputGroup, { kind: 'inputs' }>;
type Paper = Pick<ImportPayload, 'files' | 'pageCount'> & { readonly sha256: Sha256; readonly source: string };

/** Who a paper is taken in for. */
export type Taker = Pick<AccountActor, 'accountId' | 'orgUnitId' | 'orgUnitScope'>;

/**
 * Queues the papers of a group: its pictures are one, each PDF that keeps its bytes is one of its own. Faults of the files are results.
 *
 * @param dropFolder a folder of ours that goes once its files are kept.
 */
export async function* queuePapers(
	taker: Taker,
	core: Core,
	group: Inputs,
	dropFolder?: string,
): AsyncGenerator<ImportResult> {
	let papers: readonly Paper[];
	try {
		papers = await papersOf(group);
	} catch (error) {
		if (!isFault(error)) throw error;
		yield { kind: 'failed', source: group.source, fault: toFaultRecord(error) };
		return;
	}
	for (const { source, ...paper } of papers) {
		const [there] = await findOutcomesByOriginal(core.db, paper.sha256, taker.orgUnitScope);
		if (there !== undefined) yield { kind: 'known', source, outcomeId: there };
		else {
			const found = dropFolder === undefined ? paper : { ...paper, dropFolder };
			yield { kind: 'queued', source, outcomeId: await enqueue(taker, core, found) };
		}
	}
}

async function papersOf(group: Inputs): Promise<readonly Paper[]> {
	const parts = [];
	for (const { path } of group.parts) {
		const document = await openSource(path);
		const { sha256, pageCount, conformance } = document;
		await document.close();
		parts.push({ source: resolve(path), sha256, pageCount, conformance });
	}
	const kept = parts.filter((part) => part.conformance === 'originalKept');
	const pictures = parts.filter((part) => part.conformance === 'made');
	const alone = pictures.length === 1 ? parts : kept;
	const papers = alone.map(({ source, sha256, pageCount }) => ({
		source,
		sha256,
		pageCount,
		files: [{ source, sha256 }],
	}));
	return pictures.length < 2 ? papers : [await joined(group, pictures), ...papers];
}

async function joined(group: Inputs, pictures: Paper['files'] & readonly { source: string }[]): Promise<Paper> {
	const [document] = await openOutcomes({ ...group, parts: pictures.map(({ source }) => ({ path: source })) });
	if (document === undefined) throw new Error('Pictures make a document');
	const { sha256, pageCount } = document;
	await document.close();
	const files = pictures.map((file) => ({ source: file.source, sha256: file.sha256 }));
	return { source: group.source, sha256, pageCount, files };
}

async function enqueue(
	taker: Taker,
	core: Core,
	paper: Pick<ImportPayload, 'files' | 'sha256' | 'pageCount' | 'dropFolder'>,
): Promise<OutcomeId> {
	const outcomeId = newId<OutcomeId>();
	const folder = outcomeFolder(outcomeId, core.clock.now());
	const payload: ImportPayload = { ...paper, folder, clerkId: taker.accountId, orgUnitId: taker.orgUnitId };
	await core.db.write((tx) => enqueueJob(tx, { kind: 'import', subjectId: outcomeId, payload }, instantOf(core)));
	core.journal('importQueued');
	core.jobs.wake();
	return outcomeId;
}
