import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Job, newId, openDatabase, openFileVault } from '../db/index.ts';
import { asId, type Clock, type OutcomeId } from '../domain/index.ts';
import { createRecognizer, type Recognizer } from '../ocr/index.ts';
import { type Scanner, saneScanner } from '../scan/index.ts';
import type { DeliveryPolicy } from '../upload/index.ts';
import { createExportDesk } from './archive/export-desk.ts';
import { createCaptureBoard } from './capture/capture-board.ts';
import { takeInLeftBehind } from './capture/incoming.ts';
import { dropKeptFiles, recoverStacks } from './capture/recover-stacks.ts';
import type { Core } from './core.ts';
import { dropUnfinished } from './jobs/drop-unfinished.ts';
import type { JobHandlers } from './jobs/job-handler.ts';
import { createJobRunner } from './jobs/job-runner.ts';
import type { JobTools, JournalPoint } from './jobs/job-tools.ts';
import { openLog } from './log.ts';
import { importJob } from './outcomes/import-job.ts';
import { recognizeJob } from './outcomes/recognize-job.ts';
import { createTurns } from './turns.ts';
import { uploadJob } from './uploads/upload-job.ts';

export type CoreOptions = {
	readonly dataDir: string;
	readonly clock?: Clock;
	/** OCR workers; by cores and free memory when absent. */
	readonly workers?: number;
	/** How scanners are reached; SANE when absent. */
	readonly scanner?: Scanner;
	/** What the results repository asks for, from the host's secret store. */
	readonly repositoryToken?: string | undefined;
	/** How patient uploads are, where not as the default. */
	readonly deliveryPolicy?: Partial<DeliveryPolicy>;
	readonly onJournalPoint?: (point: JournalPoint) => void;
};

export type OpenCore = { readonly core: Core; close(): Promise<void> };

/** Scratch files of running jobs; emptied at start-up. */
const WORK_FOLDER = 'work';

/**
 * Opens a data folder: one process at a time. What a crash interrupted is undone and queued again; nothing runs yet.
 *
 * @throws {Fault} of the data folder and database family.
 */
export async function openCore(options: CoreOptions): Promise<OpenCore> {
	const clock = options.clock ?? { now: () => new Date() };
	const journal = options.onJournalPoint ?? (() => undefined);
	const db = await openDatabase(options.dataDir);
	try {
		const vault = openFileVault(options.dataDir);
		const log = openLog(db.folder, clock);
		const scratchPath = await makeScratch(db.folder);
		const ocr = lazyRecognizer(options.workers);
		const now = () => clock.now().toISOString();
		const capture = createCaptureBoard(log);
		const stackKept = () => capture.begin(`drop ${newId()}`, () => dropKeptFiles({ db, vault }));
		const tools: JobTools = { db, vault, now, recognizer: ocr.get, scratchPath, journal, stackKept };
		const handlers = makeHandlers(tools, clock, options);
		const undo = (job: Job<unknown>) => undoJob({ db, vault }, job);
		const jobs = await createJobRunner({ db, clock, log, handlers, undo, width: jobWidth(options.workers) });
		const scanner = options.scanner ?? saneScanner();
		const signing = createTurns();
		const recognizer = ocr.get;
		const exports = createExportDesk();
		const desks = { signing, capture, exports };
		const core: Core = { db, vault, clock, jobs, scanner, recognizer, ...desks, scratchPath, journal };
		await takeInLeftBehind(core);
		await recoverStacks(core);
		return {
			core,
			async close() {
				exports.close();
				await jobs.stop();
				await capture.close();
				await ocr.close();
				await db.close();
				log.close();
			},
		};
	} catch (error) {
		await db.close();
		throw error;
	}
}

function makeHandlers(tools: JobTools, clock: Clock, options: CoreOptions): JobHandlers {
	const { repositoryToken, deliveryPolicy: policy = {} } = options;
	return {
		import: importJob(tools),
		recognize: recognizeJob(tools),
		upload: uploadJob({ ...tools, clock, repositoryToken, policy }),
	};
}

/** What an earlier process left is of no use to this one. */
async function makeScratch(dataDir: string): Promise<Core['scratchPath']> {
	const folder = join(dataDir, WORK_FOLDER);
	await rm(folder, { recursive: true, force: true });
	return async (name, extension) => {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		return join(folder, `${name}.${extension}`);
	};
}

/** One more than there are OCR workers, so that the next paper is opened while the others are read. */
function jobWidth(workers: number | undefined): number {
	return (workers ?? Math.min(availableParallelism(), 8)) + 1;
}

function lazyRecognizer(workers: number | undefined) {
	let made: Recognizer | undefined;
	return {
		get: () => {
			made ??= createRecognizer({ workers });
			return made;
		},
		close: async () => made?.close(),
	};
}

/** Takes away what an attempt at a job left. */
async function undoJob(tools: Pick<Core, 'db' | 'vault'>, job: Job<unknown>): Promise<void> {
	const { folder } = job.payload as { readonly folder?: unknown };
	if (typeof folder !== 'string' || job.subjectId === undefined) return;
	await dropUnfinished(tools, asId<OutcomeId>(job.subjectId), folder);
}
