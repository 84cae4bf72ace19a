import { basename } from 'node:path';
import { Fault, type FaultCode, isFault, toFaultRecord } from '../domain/index.ts';
import { type HotEntry, lookAgain, readHotFolder } from './hot-folder-entries.ts';
import { type FolderHint, folderHint } from './hot-folder-hint.ts';
import type { HotFolderEvent, HotFolderOptions } from './hot-folder-options.ts';
import { refuseUnsafeFolder, setAside, writeNote } from './hot-folder-place.ts';
import { filesBeingWritten } from './hot-folder-writers.ts';
import { systemCode } from './new-name.ts';

/** Faults that a file has by itself: with the same bytes it would fail again. */
const OF_THE_FILE: ReadonlySet<FaultCode> = new Set<FaultCode>([
	'fileUnreadable',
	'fileEmpty',
	'fileTooLarge',
	'fileKindUnknown',
	'fileNotRegular',
	'fileNameUnusable',
	'imageDamaged',
	'imageTooLarge',
	'tooManyPages',
	'pdfEncrypted',
	'pdfDamaged',
	'pdfTimedOut',
	'folderEmpty',
	'unexpected',
]);
/** What a file has that another program keeps locked, or is still at. */
const PASSING: ReadonlySet<unknown> = new Set(['EBUSY', 'changed']);

type Settings = HotFolderOptions &
	Required<Pick<HotFolderOptions, 'stableMs' | 'folderStableMs' | 'pollMs' | 'retryMs'>>;

/** What is known of an entry; the time by the monotonic clock, ms. */
type Seen = {
	readonly fingerprint: string;
	/** When it may be offered; `Infinity` when it has had its turn. */
	readonly dueAt: number;
	/** The fault that it was postponed for. */
	readonly told?: FaultCode;
};

/**
 * Watches a folder and offers what comes into it, in natural order of names, each once it has been left alone for a while. Works by
 * looking again and again, so that it works on network shares too. Links, pipes, devices, hidden and temporary names are passed over,
 * empty files are waited for. Nothing is ever deleted or replaced; a name that comes again with other bytes is a new file.
 *
 * @returns what happens, as it happens; ends when `signal` is aborted. A loop that is left ends the watching.
 * @throws {Fault} `hotFolderUnsafe`, also later when the folder becomes so; `fileMissing` when it is not there at the start.
 */
export async function* watchFolder(options: HotFolderOptions): AsyncGenerator<HotFolderEvent, void, undefined> {
	const settings = { stableMs: 5_000, folderStableMs: 60_000, pollMs: 2_000, retryMs: 60_000, ...options };
	await refuseUnsafeFolder(settings.folder, settings.notInside);
	const hint = folderHint(settings.folder);
	try {
		yield* watching(settings, hint);
	} finally {
		hint.close();
	}
}

async function* watching(settings: Settings, hint: FolderHint): AsyncGenerator<HotFolderEvent, void, undefined> {
	const seen = new Map<string, Seen>();
	let lost = false;
	while (settings.signal?.aborted !== true) {
		const entries = await look(settings);
		if (isFault(entries)) {
			if (!lost) yield { kind: 'folderLost', fault: entries };
			if (settings.once === true) return;
		} else {
			note(entries, seen, settings);
			yield* offerDue(entries, seen, settings);
			if (settings.once === true && entries.every((entry) => !entry.whole || hadItsTurn(seen.get(entry.path)))) return;
		}
		lost = isFault(entries);
		await hint.wait(waitMs(seen, settings), settings.signal);
	}
}

/** The entries, or why there are none. */
async function look(settings: Settings): Promise<readonly HotEntry[] | Fault> {
	try {
		await refuseUnsafeFolder(settings.folder, settings.notInside);
		return await readHotFolder(settings.folder);
	} catch (error) {
		if (isFault(error, 'fileMissing')) return error;
		if (systemCode(error) === '') throw error;
		return new Fault('fileUnreadable', { reason: systemCode(error) }, error);
	}
}

/** Keeps in mind what is new or has changed, and forgets what is gone. */
function note(entries: readonly HotEntry[], seen: Map<string, Seen>, settings: Settings): void {
	const there = new Set(entries.map((entry) => entry.path));
	for (const path of seen.keys()) if (!there.has(path)) seen.delete(path);
	for (const entry of entries) {
		if (seen.get(entry.path)?.fingerprint !== entry.fingerprint) seen.set(entry.path, firstSight(entry, settings));
	}
}

function firstSight(entry: HotEntry, settings: Settings): Seen {
	const stableMs = entry.kind === 'file' ? settings.stableMs : settings.folderStableMs;
	return { fingerprint: entry.fingerprint, dueAt: performance.now() + stableMs };
}

async function* offerDue(
	entries: readonly HotEntry[],
	seen: Map<string, Seen>,
	settings: Settings,
): AsyncGenerator<HotFolderEvent, void, undefined> {
	const now = performance.now();
	const due = entries.filter(
		(entry) => entry.whole && (seen.get(entry.path)?.dueAt ?? Number.POSITIVE_INFINITY) <= now,
	);
	if (due.length === 0) return;
	const written = [...(await filesBeingWritten(settings.folder))];
	for (const entry of due) {
		if (settings.signal?.aborted === true) return;
		if (written.some((path) => path === entry.path || path.startsWith(`${entry.path}/`))) {
			seen.set(entry.path, firstSight(entry, settings));
			continue;
		}
		// Others took their time since the folder was read.
		const current = entry.usable ? await lookAgain(entry) : entry;
		if (current?.fingerprint !== entry.fingerprint) continue;
		yield* offer(entry, seen, settings);
	}
}

async function* offer(
	entry: HotEntry,
	seen: Map<string, Seen>,
	settings: Settings,
): AsyncGenerator<HotFolderEvent, void, undefined> {
	const before = seen.get(entry.path);
	const fault = await faultOfTaking(entry, settings);
	if (fault?.code === 'cancelled' && settings.signal?.aborted === true) return;
	const current = entry.usable ? await lookAgain(entry) : entry;
	const changed = current !== undefined && current.fingerprint !== entry.fingerprint;
	// What was seen was not the whole of it: it is told of (unless it came to nothing) and offered again like a new file.
	if (changed) seen.set(entry.path, firstSight(current, settings));
	if (fault === undefined || fault.code === 'duplicateOutcome') {
		if (!changed) hasHadItsTurn(entry, seen);
		yield {
			kind: 'taken',
			path: entry.path,
			...(changed || current === undefined ? {} : await settle(entry, settings)),
		};
		return;
	}
	if (changed || current === undefined || fault.code === 'fileMissing') return;
	if (isOfTheFile(fault)) {
		hasHadItsTurn(entry, seen);
		const place = isInPlace(entry, fault) ? {} : await settleFailed(entry, fault, settings);
		yield { kind: 'failed', path: entry.path, fault, ...place };
		return;
	}
	seen.set(entry.path, {
		fingerprint: entry.fingerprint,
		dueAt: performance.now() + settings.retryMs,
		told: fault.code,
	});
	if (before?.told !== fault.code) yield { kind: 'postponed', path: entry.path, fault };
}

async function faultOfTaking(entry: HotEntry, settings: Settings): Promise<Fault | undefined> {
	if (!entry.usable) return new Fault('fileNameUnusable', { reason: 'character' });
	try {
		await settings.take({ kind: entry.kind, path: entry.path }, settings.signal);
		return undefined;
	} catch (error) {
		// A bug that one file wakes must not stop the others; it is told as what it is.
		if (isFault(error)) return error;
		return new Fault('unexpected', { error: error instanceof Error ? error.name : typeof error }, error);
	}
}

function isOfTheFile(fault: Fault): boolean {
	return OF_THE_FILE.has(fault.code) && !PASSING.has(fault.data.reason);
}

/** What can't be read or named is not moved either: whoever put it there looks for it there. */
function isInPlace(entry: HotEntry, fault: Fault): boolean {
	return !entry.usable || fault.code === 'fileUnreadable';
}

async function settle(entry: HotEntry, settings: Settings): Promise<{ movedTo?: string; fault?: Fault }> {
	if (settings.after === 'keep') return {};
	try {
		return { movedTo: await setAside(settings.folder, entry, 'done') };
	} catch (error) {
		if (!isFault(error)) throw error;
		return error.code === 'fileMissing' ? {} : { fault: error };
	}
}

async function settleFailed(entry: HotEntry, fault: Fault, settings: Settings): Promise<{ movedTo?: string }> {
	if (settings.after === 'keep') return {};
	try {
		const movedTo = await setAside(settings.folder, entry, 'failed');
		await writeNote(movedTo, basename(entry.path), toFaultRecord(fault), new Date());
		return { movedTo };
	} catch (error) {
		// It stays where it is; the fault of the file matters more than that.
		if (!isFault(error)) throw error;
		return {};
	}
}

function hasHadItsTurn(entry: HotEntry, seen: Map<string, Seen>): void {
	seen.set(entry.path, { fingerprint: entry.fingerprint, dueAt: Number.POSITIVE_INFINITY });
}

/** Whether nothing is to be waited for: taken, failed, or postponed. */
function hadItsTurn(seen: Seen | undefined): boolean {
	return seen === undefined || seen.dueAt === Number.POSITIVE_INFINITY || seen.told !== undefined;
}

/** Until the next look: the poll, or sooner when an entry comes due. */
function waitMs(seen: ReadonlyMap<string, Seen>, settings: Settings): number {
	const now = performance.now();
	const next = Math.min(...[...seen.values()].map((each) => each.dueAt));
	// Something that is due but not whole yet does not hurry the looks.
	return next > now ? Math.min(settings.pollMs, next - now + 1) : settings.pollMs;
}
