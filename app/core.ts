import type { Db } from '../db/index.ts';
import type { Clock, FileVault, JobId } from '../domain/index.ts';
import type { Recognizer } from '../ocr/index.ts';
import type { Scanner } from '../scan/index.ts';
import type { ExportDesk } from './archive/export-desk.ts';
import type { CaptureBoard } from './capture/capture-board.ts';
import type { JobRunner } from './jobs/job-runner.ts';
import type { JournalPoint } from './jobs/job-tools.ts';
import type { Turns } from './turns.ts';

/** What use cases work with: one open data folder. */
export type Core = {
	readonly db: Db;
	readonly vault: FileVault;
	readonly clock: Clock;
	readonly jobs: JobRunner;
	readonly scanner: Scanner;
	/** The engine; made when it is first asked for. */
	recognizer(): Recognizer;
	/** Signatures are made one at a time. */
	readonly signing: Turns;
	/** Scans, watched folders and uploads that are under way. */
	readonly capture: CaptureBoard;
	/** Exports that are being fetched. */
	readonly exports: ExportDesk;
	/** Absolute path of a scratch file, in the data folder; swept at start-up. */
	scratchPath(name: JobId, extension: string): Promise<string>;
	/** Called when that point of the work is passed. */
	journal(point: JournalPoint): void;
};

/** As much of it as identity needs. */
export type IdentityCore = Pick<Core, 'db' | 'clock'>;

/** The clock's now, UTC, ISO 8601. */
export function instantOf(core: Pick<Core, 'clock'>): string {
	return core.clock.now().toISOString();
}
