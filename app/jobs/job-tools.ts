import type { Db } from '../../db/index.ts';
import type { FileVault, JobId } from '../../domain/index.ts';
import type { Recognizer } from '../../ocr/index.ts';

/** Places in the work at which a crash is worth trying: tests kill the process there. */
export const JOURNAL_POINTS = [
	'importQueued',
	'originalStored',
	'outcomeMade',
	'documentWritten',
	'documentStored',
	'recognitionStored',
	'outcomeRecognized',
	'signatureBegun',
	'signatureMade',
	'signatureStored',
	'outcomeSigned',
	'uploadStarted',
	'uploadMarkedSent',
	'uploadAnswered',
	'outcomeStored',
] as const;
export type JournalPoint = (typeof JOURNAL_POINTS)[number];

/** What job handlers work with. */
export type JobTools = {
	readonly db: Db;
	readonly vault: FileVault;
	/** UTC, ISO 8601. */
	now(): string;
	/** Made on first need: it takes memory. */
	recognizer(): Recognizer;
	/** Absolute path of a scratch file of this job, in the data folder; swept at start-up. */
	scratchPath(job: JobId, extension: string): Promise<string>;
	/** Called when that point is passed. */
	journal(point: JournalPoint): void;
	/** Called when pages of a stack have become originals of an outcome. */
	stackKept(): void;
};
