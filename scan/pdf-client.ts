import { Worker } from 'node:worker_threads';
import { Fault, fromFaultRecord } from '../domain/index.ts';
import type { ScanLimits } from './limits.ts';
import type { PdfAnswers, PdfReply, PdfRequest, PdfWorkerData } from './pdf-protocol.ts';
import { compilePdfium } from './pdfium.ts';
import type { SourceFile } from './source-file.ts';

/** One PDF in a thread of its own, which is killed when it takes too long or breaks, and started again when next needed. */
export type PdfClient = {
	/**
	 * Asks the worker; requests wait for each other.
	 *
	 * @throws {Fault} what the worker found; `pdfTimedOut` after `ms`; `pdfDamaged` when it broke; `cancelled`.
	 */
	ask<K extends PdfRequest['kind']>(
		request: Extract<PdfRequest, { kind: K }>,
		ms: number,
		signal?: AbortSignal,
	): Promise<PdfAnswers[K]>;
	/** Ends the thread; later requests are `cancelled`. */
	close(): Promise<void>;
};

/** V8's share of a worker; PDFium's own heap has its limit in the compiled module. */
const WORKER_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

/** Compiled once for each heap limit: compiling takes as long as starting from it (60 and 45 ms, measured 2026-11-23). */
const compiledModules = new Map<number, Promise<WebAssembly.Module>>();

/** Where the worker's code lies: beside this file, as `.ts` from the source tree or `.js` from a bundle. */
export function pdfWorkerUrl(here: string = import.meta.url): URL {
	const extension = /\.ts(?:\?|$)/.test(here) ? 'ts' : 'js';
	return new URL(`./pdf-worker.${extension}`, here);
}

/** Prepares a client for one file. No thread is started before the first request. */
export function createPdfClient(file: Pick<SourceFile, 'path' | 'size' | 'mtimeMs'>, limits: ScanLimits): PdfClient {
	let worker: Worker | undefined;
	let closed = false;
	let last: Promise<unknown> = Promise.resolve();

	const kill = async (): Promise<void> => {
		const dying = worker;
		worker = undefined;
		await dying?.terminate();
	};
	const exchange = async (request: PdfRequest, ms: number, signal?: AbortSignal): Promise<unknown> => {
		const thread = worker;
		if (thread === undefined) throw new Error('The worker is not running');
		try {
			return await roundTrip(thread, request, ms, signal);
		} catch (error) {
			if (!(error instanceof WorkerAnsweredFault)) await kill();
			throw error instanceof WorkerAnsweredFault ? error.fault : error;
		}
	};
	const perform = async (request: PdfRequest, ms: number, signal?: AbortSignal): Promise<unknown> => {
		if (closed || signal?.aborted === true) throw new Fault('cancelled');
		if (worker === undefined) {
			worker = await startWorker(file, limits);
			const opened = await exchange({ kind: 'open' }, limits.pdfOpenMs, signal);
			if (request.kind === 'open') return opened;
		}
		return exchange(request, ms, signal);
	};
	return {
		ask<K extends PdfRequest['kind']>(
			request: Extract<PdfRequest, { kind: K }>,
			ms: number,
			signal?: AbortSignal,
		): Promise<PdfAnswers[K]> {
			const turn = last.then(() => perform(request, ms, signal));
			last = turn.catch(() => undefined);
			// The worker answers each kind of request with its own kind of answer.
			return turn as Promise<PdfAnswers[K]>;
		},
		async close() {
			closed = true;
			await kill();
		},
	};
}

/** The worker is alive and said no: nothing needs to be restarted. */
class WorkerAnsweredFault extends Error {
	readonly fault: Fault;

	constructor(fault: Fault) {
		super(fault.message);
		this.fault = fault;
	}
}

async function startWorker(file: Pick<SourceFile, 'path' | 'size' | 'mtimeMs'>, limits: ScanLimits): Promise<Worker> {
	const bytes = limits.maxPdfHeapBytes;
	const compiling = compiledModules.get(bytes) ?? compilePdfium(bytes);
	compiledModules.set(bytes, compiling);
	const workerData: PdfWorkerData = {
		compiled: await compiling,
		path: file.path,
		size: file.size,
		mtimeMs: file.mtimeMs,
	};
	const worker = new Worker(pdfWorkerUrl(), { workerData, resourceLimits: WORKER_LIMITS, stdout: true, stderr: true });
	// PDFium writes complaints about bad files to stderr; they say nothing to a person. A document left open must not keep the program running.
	worker.stdout.resume();
	worker.stderr.resume();
	worker.on('error', () => undefined);
	worker.unref();
	return worker;
}

function roundTrip(worker: Worker, request: PdfRequest, ms: number, signal?: AbortSignal): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const finish = (act: () => void): void => {
			clearTimeout(timer);
			worker.off('message', onMessage);
			worker.off('error', onError);
			worker.off('exit', onExit);
			signal?.removeEventListener('abort', onAbort);
			worker.unref();
			act();
		};
		const fail = (error: Error): void => finish(() => reject(error));
		const onMessage = (reply: PdfReply): void => {
			if (reply.kind === 'answer') finish(() => resolve(reply.value));
			else if (reply.kind === 'fault') fail(new WorkerAnsweredFault(fromFaultRecord(reply.record)));
			else fail(new Fault('pdfDamaged', { reason: 'crash' }, new Error(reply.message)));
		};
		const onError = (error: Error): void => fail(new Fault('pdfDamaged', { reason: 'crash' }, error));
		const onExit = (): void => fail(new Fault('cancelled'));
		const onAbort = (): void => fail(new Fault('cancelled'));
		const timer = setTimeout(() => fail(new Fault('pdfTimedOut', { ms })), ms);
		worker.on('message', onMessage);
		worker.on('error', onError);
		worker.on('exit', onExit);
		signal?.addEventListener('abort', onAbort);
		worker.ref();
		worker.postMessage(request);
	});
}
