import {
	type Actor,
	assertMay,
	isFault,
	type OnProgress,
	type ScannedDocument,
	toFaultRecord,
	weightedProgress,
} from '../../domain/index.ts';
import { createRecognizer, type Recognizer } from '../../ocr/index.ts';
import { type Grouping, type InputGroup, listInputs, openOutcomes } from '../../scan/index.ts';
import { throwIfAborted } from '../recognize-document.ts';
import { createTurns, type Turns } from '../turns.ts';
import { PRODUCER_VERSION } from '../version.ts';
import { windowed } from '../windowed.ts';
import { claimOutput, type OutputClaim } from './claim-output.ts';
import { digitizeDocument } from './digitize-document.ts';
import type { DigitizeResult } from './digitize-result.ts';

export type DigitizeRequest = {
	readonly inputs: readonly string[];
	readonly outDir: string;
	readonly group: Grouping;
	/** Pages read at once; by cores and free memory when absent. */
	readonly jobs?: number;
	/** Make finished ones again. */
	readonly force?: boolean;
};

export type DigitizeHost = { readonly signal?: AbortSignal; readonly onProgress?: OnProgress };

type Context = DigitizeRequest & {
	readonly recognizer: Recognizer;
	/** Names are claimed in the order of the inputs, however long each takes to open: a rerun finds the same names. */
	readonly turns: Turns;
	readonly signal?: AbortSignal | undefined;
};

/** A group, and how to say how far it is (0-1 of it). */
type GroupJob = { readonly group: InputGroup; readonly report: (value: number, detail: string) => void };

/**
 * Unattended scan-to-PDF: keeps nothing but the outputs, needs no database. Yields each outcome as it is finished, in the
 * order of the inputs; one that fails does not stop the others.
 *
 * @throws {Fault} `notAllowed`; `cancelled` after what was under way has been put down.
 */
export async function* digitize(
	actor: Actor,
	request: DigitizeRequest,
	host: DigitizeHost = {},
): AsyncGenerator<DigitizeResult> {
	assertMay(actor, 'digitize');
	const { signal } = host;
	const groups = await listInputs(request.inputs, { group: request.group, ...(signal && { signal }) });
	const recognizer = createRecognizer({ workers: request.jobs });
	const context: Context = { ...request, recognizer, turns: createTurns(), signal };
	try {
		const jobs = withReports(groups, host.onProgress);
		for await (const results of windowed(jobs, recognizer.pagesAtOnce, (job) => digitizeGroup(job, context))) {
			yield* results;
		}
		throwIfAborted(signal);
	} finally {
		await recognizer.close();
	}
}

function withReports(groups: readonly InputGroup[], onProgress: OnProgress | undefined): readonly GroupJob[] {
	const progress = weightedProgress(groups.map((_, index) => ({ key: String(index), weight: 1 })));
	return groups.map((group, index) => ({
		group,
		report: (value, detail) => onProgress?.({ value: progress(String(index), value), title: 'digitize', detail }),
	}));
}

async function digitizeGroup({ group, report }: GroupJob, context: Context): Promise<readonly DigitizeResult[]> {
	if (group.kind === 'refused') return [failureOf(group.source, group.fault)];
	const turn = context.turns.take();
	let documents: readonly ScannedDocument[] = [];
	try {
		throwIfAborted(context.signal);
		documents = await openOutcomes(group, context.signal && { signal: context.signal });
		await turn.mine;
		const claims: (readonly [ScannedDocument, OutputClaim])[] = [];
		for (const document of documents) claims.push([document, await claimFor(document, group.name, context)]);
		turn.pass();
		const results: DigitizeResult[] = [];
		for (const [document, claim] of claims) results.push(await digitizeOne(document, claim, context, report));
		return results;
	} catch (error) {
		return [failureOf(group.source, error)];
	} finally {
		turn.pass();
		for (const document of documents) await document.close();
		report(1, group.source);
	}
}

async function digitizeOne(
	document: ScannedDocument,
	claim: OutputClaim,
	{ recognizer, signal }: Context,
	report: GroupJob['report'],
): Promise<DigitizeResult> {
	const onPage = (done: number, all: number) => report(done / all, `${document.source} ${done}/${all}`);
	try {
		return await digitizeDocument(document, claim, { recognizer, signal, onPage });
	} catch (error) {
		return failureOf(document.source, error);
	}
}

function failureOf(source: string, error: unknown): DigitizeResult {
	// Stopping is the host's wish for all of them, not this input's fault.
	if (isFault(error, 'cancelled')) throw error;
	return { kind: 'failed', failure: { source, fault: toFaultRecord(error) } };
}

function claimFor(document: ScannedDocument, baseName: string, context: Context): Promise<OutputClaim> {
	const { source, sha256 } = document;
	return claimOutput({
		outDir: context.outDir,
		baseName,
		source,
		sha256,
		settings: `${PRODUCER_VERSION} ${context.group}`,
		force: context.force ?? false,
	});
}
