import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../db/index.ts';
import { type Actor, assertMay, type FaultRecord, toFaultRecord } from '../domain/index.ts';
import { checkRecognition } from '../ocr/index.ts';
import { PRODUCER_VERSION } from './version.ts';

/** One thing that was examined. `detail`: figures and names, shown as they are. */
export type Finding = {
	readonly subject: 'runtime' | 'memory' | 'disk' | 'database' | 'recognition' | 'dataFolder';
	readonly state: 'good' | 'doubtful' | 'bad';
	readonly detail: string;
	readonly fault?: FaultRecord;
};

/** Below this there is room for one OCR worker only (peers.md §3.2: about 250 MB each, 1 GB for the rest), bytes. */
const LITTLE_MEMORY = 1.5 * 1024 ** 3;
/** A day of 200 papers takes some 200 MB; below this a week is not safe, bytes. */
const LITTLE_DISK = 2 * 1024 ** 3;

/** Tries out what Sohoa needs of this machine. Keeps nothing. @throws {Fault} `notAllowed`. */
export async function examineMachine(
	actor: Actor,
	options: { readonly dataDir?: string } = {},
): Promise<readonly Finding[]> {
	assertMay(actor, 'examineMachine');
	const { dataDir } = options;
	return [
		{
			subject: 'runtime',
			state: 'good',
			detail: `Sohoa ${PRODUCER_VERSION}, Node ${process.version}, ${process.platform} ${process.arch}`,
		},
		examineMemory(),
		await examineDisk(dataDir ?? process.cwd()),
		await examine('database', examineDatabase),
		await examine('recognition', checkRecognition),
		...(dataDir === undefined ? [] : [await examine('dataFolder', () => examineDataFolder(dataDir))]),
	];
}

async function examine(subject: Finding['subject'], work: () => Promise<string>): Promise<Finding> {
	try {
		return { subject, state: 'good', detail: await work() };
	} catch (error) {
		const fault = toFaultRecord(error);
		return { subject, state: 'bad', detail: fault.code, fault };
	}
}

function examineMemory(): Finding {
	const free = freemem();
	const detail = `${Math.round(free / 1024 ** 2)} MB, ${availableParallelism()} CPU`;
	return { subject: 'memory', state: free < LITTLE_MEMORY ? 'doubtful' : 'good', detail };
}

async function examineDisk(folder: string): Promise<Finding> {
	const { bavail, bsize } = await statfs(folder).catch(() => statfs(process.cwd()));
	const free = bavail * bsize;
	return {
		subject: 'disk',
		state: free < LITTLE_DISK ? 'doubtful' : 'good',
		detail: `${Math.round(free / 1024 ** 3)} GB`,
	};
}

/** Makes a whole database, with all migrations, in a scratch folder. */
async function examineDatabase(): Promise<string> {
	const scratch = await mkdtemp(join(tmpdir(), 'sohoa-doctor-'));
	try {
		const db = await openDatabase(scratch);
		await db.close();
		return 'SQLite';
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

async function examineDataFolder(dataDir: string): Promise<string> {
	const db = await openDatabase(dataDir);
	await db.close();
	return dataDir;
}
