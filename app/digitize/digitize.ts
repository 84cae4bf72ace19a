import { copyFile, open, rename, rm } from 'node:fs/promises';
import {
	type Actor,
	assertMay,
	Fault,
	isFault,
	type OnProgress,
	type ScannedDocument,
	toFaultRecord,
} from '../../domain/index.ts';
import { createPdfWriter, createRecognizer, type Recognizer } from '../../ocr/index.ts';
import { type Grouping, type InputGroup, listInputs, openOutcomes } from '../../scan/index.ts';
import { recognizeDocument, throwIfAborted } from '../recognize-document.ts';
import { createTurns, type Turns } from '../turns.ts';
import { PRODUCER_VERSION } from '../version.ts';
import { windowed } from '../windowed.ts';
import { claimOutput, failWriting, type OutputClaim } from './claim-output.ts';
import { type Digitized, type DigitizeFailure, toDigitized } from './digitized.ts';

export type DigitizeRequest = {
	readonly inputs: readonly string[];
	readonly outDir: string;
	readonly group: Grouping;
	/** Pages read at once; by cores and free memory when absent. */
	readonly jobs?: number;
	/** Make finished ones again. */
	readonly force?: boolean;
};

/** One line of the answer. */
export type DigitizeResult =
	| { readonly kind: 'done'; readonly digitized: Digitized }
	| { readonly kind: 'skipped'; readonly source: string; readonly outputs: Digitized['outputs'] }
	| { readonly kind: 'failed'; readonly failure: DigitizeFailure };

type Context = DigitizeRequest & {
	readonly recognizer: Recognizer;
	/** Names are claimed in the order of the inputs, however long each takes to open: a rerun finds the same names. */
	readonly turns: Turns;
	readonly signal?: AbortSignal;
};

/**
 * Unattended scan-to-PDF: keeps nothing but the outputs, needs no database. Yields each outcome as it is finished;
 * one that fails does not stop the others.
 *
 * @throws {Fault} `notAllowed`; `cancelled` after what was under way has been put down; `languageDataMissing|Damaged`.
 */
export async function* digitize(
	actor: Actor,
	request: DigitizeRequest,
	host: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress } = {},
): AsyncGenerator<DigitizeResult> {
	assertMay(actor, 'digitize');
	const groups = await listInputs(request.inputs, {
		group: request.group,
		...(host.signal && { signal: host.signal }),
	});
	const recognizer = createRecognizer(request.jobs === undefined ? {} : { workers: request.jobs });
	const context: Context = {
		...request,
		recognizer,
		turns: createTurns(),
		...(host.signal ? { signal: host.signal } : {}),
	};
	let done = 0;
	try {
		const results = windowed(groups, recognizer.pagesAtOnce, (group) => digitizeGroup(group, context));
		for await (const groupResults of results) {
			done += 1;
			for (const result of groupResults) {
				yield result;
				const detail = result.kind === 'done' ? result.digitized.source : sourceOf(result);
				host.onProgress?.({ value: done / groups.length, title: 'digitize', detail });
			}
		}
		throwIfAborted(host.signal);
	} finally {
		await recognizer.close();
	}
}

function sourceOf(result: Exclude<DigitizeResult, { kind: 'done' }>): string {
	return result.kind === 'skipped' ? result.source : result.failure.source;
}

async function digitizeGroup(group: InputGroup, context: Context): Promise<readonly DigitizeResult[]> {
	if (group.kind === 'refused') return [failureOf(group.source, group.fault)];
	const turn = context.turns.take();
	const results: DigitizeResult[] = [];
	try {
		throwIfAborted(context.signal);
		const documents = await openOutcomes(group, context);
		await turn.mine;
		const claims: OutputClaim[] = [];
		for (const document of documents) claims.push(await claimFor(document, group.name, context));
		turn.pass();
		for (const [index, document] of documents.entries()) {
			const claim = claims[index];
			if (claim === undefined) continue;
			try {
				results.push(await digitizeDocument(document, claim, context));
			} catch (error) {
				results.push(failureOf(document.source, error));
			} finally {
				await document.close();
			}
		}
	} catch (error) {
		results.push(failureOf(group.source, error));
	} finally {
		turn.pass();
	}
	return results;
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

async function digitizeDocument(
	document: ScannedDocument,
	claim: OutputClaim,
	context: Context,
): Promise<DigitizeResult> {
	const { source, sha256 } = document;
	const outputs = { pdf: claim.pdf, json: claim.json };
	if (claim.finished) return { kind: 'skipped', source, outputs };
	const read =
		document.conformance === 'made'
			? await makePdf(document, claim.pdf, context)
			: await keepOriginal(document, claim.pdf, context);
	const digitized = toDigitized({ source, sha256, outputs }, read);
	await writeJson(claim.json, digitized);
	await claim.finish();
	return { kind: 'done', digitized };
}

async function makePdf(document: ScannedDocument, path: string, context: Context) {
	const writer = await createPdfWriter(path, {
		createdAt: new Date(),
		producerVersion: PRODUCER_VERSION,
		sourceSha256: document.sha256,
	});
	try {
		const read = await recognizeDocument(document, {
			recognizer: context.recognizer,
			width: context.recognizer.pagesAtOnce,
			...(context.signal ? { signal: context.signal } : {}),
			onPage: async (page, picture) => {
				if (picture === undefined) throw new Fault('unexpected', { error: 'pageWithoutPicture' });
				await writer.addPage(picture, page);
			},
		});
		await writer.finish();
		return read;
	} catch (error) {
		await writer.abort();
		throw error;
	}
}

async function keepOriginal(document: ScannedDocument, path: string, context: Context) {
	const read = await recognizeDocument(document, {
		recognizer: context.recognizer,
		width: context.recognizer.pagesAtOnce,
		...(context.signal ? { signal: context.signal } : {}),
	});
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		await copyFile(document.source, temporary);
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		failWriting(error);
	}
	return read;
}

async function writeJson(path: string, digitized: Digitized): Promise<void> {
	const temporary = `${path}.${process.pid}.tmp`;
	try {
		const file = await open(temporary, 'w');
		await file.writeFile(`${JSON.stringify(digitized)}\n`);
		await file.sync();
		await file.close();
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		failWriting(error);
	}
}
