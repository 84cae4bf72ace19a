import { createThread, type Thread } from '../thread.ts';
import { workerEntry } from '../worker-entry.ts';
import { WorkerStopped } from '../worker-stopped.ts';
import type { EngineBlock, EngineLine, EngineResult, EngineWorker, GrayImage, OrientationGuess } from './engine.ts';
import { encodePgm } from './pgm.ts';
import type { RawOrientation } from './tesseract-protocol.ts';

/** What a tesseract.js worker is started with. */
export type TesseractOptions = {
	/** Name and proven bytes of the model. */
	readonly language: string;
	readonly model: Uint8Array;
	/** 1: LSTM (reads text). 0: legacy (tells orientation only). */
	readonly engineMode: 0 | 1;
	/** Tesseract's own parameters, set once. */
	readonly parameters: Readonly<Record<string, string>>;
	/** Milliseconds until a start counts as failed. */
	readonly startTimeoutMs?: number | undefined;
	/** Another worker script; for tests that break it on purpose. */
	readonly entry?: URL | undefined;
	/** Gives up the start. */
	readonly signal?: AbortSignal | undefined;
};

const START_TIMEOUT_MS = 30_000;

/**
 * Starts one tesseract.js worker thread and waits until it can read.
 *
 * tesseract.js' `createWorker` is not used: it can't be told of a thread that dies (the error becomes an uncaught exception
 * of the host), waits for ever for a model that is missing, and looks for models in the working directory.
 *
 * @throws {WorkerStopped} when it does not come up, or not in time.
 */
export async function startTesseract(options: TesseractOptions): Promise<EngineWorker> {
	if (options.signal?.aborted) throw new WorkerStopped('start given up');
	const thread = createThread(options.entry ?? workerEntry('tesseract-worker', import.meta.url), {
		// A refusal is an abort or an exception inside the engine: nobody knows what state it is in.
		toError: (data) => new WorkerStopped('engine refused', { cause: data }),
	});
	const giveUp = (): void => void thread.stop('start given up');
	const timer = setTimeout(giveUp, options.startTimeoutMs ?? START_TIMEOUT_MS);
	options.signal?.addEventListener('abort', giveUp, { once: true });
	try {
		await prepare(thread, options);
	} catch (error) {
		await thread.stop('not started');
		throw error;
	} finally {
		clearTimeout(timer);
		options.signal?.removeEventListener('abort', giveUp);
	}
	return {
		read: (image) => read(thread, image),
		detectOrientation: (image) => detect(thread, image),
		stop: () => thread.stop('stopped'),
	};
}

async function prepare(thread: Thread, options: TesseractOptions): Promise<void> {
	const { language, model, engineMode } = options;
	await thread.ask('load', { options: { lstmOnly: engineMode === 1, logging: false } });
	await thread.ask('loadLanguage', {
		langs: [{ code: language, data: model }],
		options: { cacheMethod: 'none', gzip: false, lstmOnly: engineMode === 1 },
	});
	await thread.ask('initialize', { langs: language, oem: engineMode, config: {} });
	await thread.ask('setParameters', { params: options.parameters });
}

async function read(thread: Thread, image: GrayImage): Promise<EngineResult> {
	const bytes = encodePgm(image);
	const started = performance.now();
	const payload = {
		image: bytes,
		// A PGM carries no resolution, and the engine's guess of it is poor on short pages.
		options: { user_defined_dpi: String(Math.round(image.dpi)) },
		output: { text: false, blocks: true },
	};
	const data = (await thread.ask('recognize', payload, [bytes.buffer])) as {
		readonly lines: readonly EngineLine[];
		readonly blocks: readonly EngineBlock[];
	};
	return { lines: data.lines, blocks: data.blocks, readMs: performance.now() - started };
}

/** Tesseract's own scale of orientation confidence; OCRmyPDF turns pages from 14 on by default. */
const CERTAIN_ORIENTATION = 14;

async function detect(thread: Thread, image: GrayImage): Promise<OrientationGuess> {
	const bytes = encodePgm(image);
	const data = (await thread.ask('detect', { image: bytes }, [bytes.buffer])) as RawOrientation;
	const { orientation_degrees: degrees, orientation_confidence: certainty } = data;
	if (degrees !== 0 && degrees !== 90 && degrees !== 180 && degrees !== 270) return { rotationDeg: 0, confidence: 0 };
	return { rotationDeg: degrees, confidence: Math.min(1, Math.max(0, (certainty ?? 0) / CERTAIN_ORIENTATION)) };
}
