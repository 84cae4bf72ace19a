import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault, type Sha256 } from '../../domain/index.ts';
import { failWriting, writeWhole } from './write-whole.ts';

/** Where one outcome's outputs go: a name that nobody else in this folder has. */
export type OutputClaim = {
	readonly pdf: string;
	readonly json: string;
	/** Both are there from an earlier run, of the same source bytes and settings. */
	readonly finished: boolean;
	/** Records that both are whole. Called last. */
	finish(): Promise<void>;
};

type ClaimRecord = {
	readonly source: string;
	readonly sha256: Sha256;
	readonly settings: string;
	readonly finished: boolean;
};

export type ClaimRequest = {
	readonly outDir: string;
	/** Safe base name, without extension. */
	readonly baseName: string;
	readonly source: string;
	readonly sha256: Sha256;
	/** Whatever changes the output, as one string. */
	readonly settings: string;
	/** Make finished ones again. */
	readonly force: boolean;
};

/** Claims live here, one small file a name, so that a rerun knows which outputs are its own. */
const CLAIMS_FOLDER = '.sohoa';

/** More inputs of one name than this in one folder is a mistake. */
const MAX_SUFFIX = 10_000;

/**
 * Reserves `<name>`, else `<name>-2`, `<name>-3` …: the first that this very source claimed earlier, or that is free.
 * Files that no claim names are somebody else's and are never touched; an unfinished claim's half-made files are removed.
 *
 * @throws {Fault} `outputUnwritable`, `diskFull`, `outputExists`.
 */
export async function claimOutput(request: ClaimRequest): Promise<OutputClaim> {
	await mkdir(join(request.outDir, CLAIMS_FOLDER), { recursive: true }).catch((error) => failWriting(error));
	for (let n = 1; n <= MAX_SUFFIX; n++) {
		const name = n === 1 ? request.baseName : `${request.baseName}-${n}`;
		const claim = await tryName(request, name);
		if (claim !== undefined) return claim;
	}
	throw new Fault('outputExists', { limit: MAX_SUFFIX });
}

async function tryName(request: ClaimRequest, name: string): Promise<OutputClaim | undefined> {
	const pdf = join(request.outDir, `${name}.pdf`);
	const json = join(request.outDir, `${name}.json`);
	const path = join(request.outDir, CLAIMS_FOLDER, `${name}.json`);
	const record = { source: resolve(request.source), sha256: request.sha256, settings: request.settings };
	const finish = () => writeRecord(path, { ...record, finished: true });
	const there = await readRecord(path);
	if (there === undefined) {
		if ((await exists(pdf)) || (await exists(json))) return undefined;
		const created = await createRecord(path, { ...record, finished: false });
		return created ? { pdf, json, finished: false, finish } : undefined;
	}
	if (there.source !== record.source) return undefined;
	const same = there.sha256 === record.sha256 && there.settings === record.settings;
	// The source's bytes changed since: what was made of the old ones stays, the new ones get a name of their own.
	if (!same && there.finished && !request.force) return undefined;
	if (same && there.finished && !request.force && (await exists(pdf)) && (await exists(json))) {
		return { pdf, json, finished: true, finish };
	}
	await writeRecord(path, { ...record, finished: false });
	await rm(pdf, { force: true });
	await rm(json, { force: true });
	return { pdf, json, finished: false, finish };
}

/** Whether the name was free: two inputs of one name at the same time must not both get it. */
async function createRecord(path: string, record: ClaimRecord): Promise<boolean> {
	try {
		const file = await open(path, 'wx');
		await file.writeFile(JSON.stringify(record));
		await file.close();
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		return failWriting(error);
	}
}

function writeRecord(path: string, record: ClaimRecord): Promise<void> {
	return writeWhole(path, JSON.stringify(record));
}

async function readRecord(path: string): Promise<ClaimRecord | undefined> {
	const text = await readFile(path, 'utf8').catch(() => undefined);
	if (text === undefined) return undefined;
	try {
		const { source, sha256, settings, finished } = JSON.parse(text);
		return { source: String(source), sha256, settings: String(settings), finished: finished === true };
	} catch {
		// Cut short by a crash: nobody's, and its name stays taken.
		return { source: '', sha256: '' as Sha256, settings: '', finished: false };
	}
}

async function exists(path: string): Promise<boolean> {
	return access(path, constants.F_OK).then(
		() => true,
		() => false,
	);
}
