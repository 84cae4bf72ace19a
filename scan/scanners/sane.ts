import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, isFault } from '../../domain/index.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ScannedPageFile, Scanner, ScannerDevice, ScanSettings, ScanTarget } from '../scanner.ts';
import { refuseCancelled } from '../source-file.ts';
import {
	abandonedStagings,
	isPublished,
	isStagedName,
	leaveStaging,
	makeStaging,
	publishPage,
	STAGED_PATTERN,
	stagedPages,
	unwritable,
} from './page-files.ts';
import { capabilitiesOf, scanArguments, sourceArguments } from './sane-arguments.ts';
import { endingOf } from './sane-faults.ts';
import { parseSaneOptions, type SaneOptions } from './sane-options.ts';
import { type RunEnd, runScanimage, type SaneProgram } from './sane-program.ts';

/** What {@link saneScanner} is given where the usual does not do. */
export type SaneScannerOptions = Partial<SaneProgram>;

/** Lamps warm up for a minute, network scanners wake up for as long; nothing healthy is silent for two. */
const QUIET_MS = 120_000;
/** `scanimage` parks the carriage after SIGINT, which takes some seconds. */
const STOP_MS = 10_000;
/** Fields of a line of the device list; no name has a tab. */
const LIST_FORMAT = '%d\t%v\t%m\t%t%n';

/**
 * Scanners that SANE knows, through its program `scanimage` (Debian: `sane-utils`; any release from 1.0.25 on, tried with 1.2.1).
 *
 * @param options `program` (default `scanimage`, looked up in PATH), `env` (default the environment of this process), `quietMs`
 * (default 120,000: a scanner that gives no sign of life for so long counts as hung), `stopMs` (default 10,000: from SIGINT to SIGKILL).
 */
export function saneScanner(options: SaneScannerOptions = {}): Scanner {
	const setup: SaneProgram = {
		program: options.program ?? 'scanimage',
		env: options.env ?? process.env,
		quietMs: options.quietMs ?? QUIET_MS,
		stopMs: options.stopMs ?? STOP_MS,
	};
	return {
		async listScanners(signal) {
			const lines = await ask(setup, [`--formatted-device-list=${LIST_FORMAT}`], signal);
			return lines.flatMap(deviceOfLine);
		},
		async capabilities(deviceId, signal) {
			return capabilitiesOf(await optionsOf(setup, deviceId, [], signal));
		},
		scan: (deviceId, settings, target) => scan(setup, deviceId, settings, target),
	};
}

function deviceOfLine(line: string): readonly ScannerDevice[] {
	const [id = '', maker = '', model = '', type] = line.split('\t');
	return type === undefined ? [] : [{ id, name: `${maker} ${model}`.trim() }];
}

/** The device's options as they are once `args` are set: limits depend on the source. */
async function optionsOf(
	setup: SaneProgram,
	deviceId: string,
	args: readonly string[],
	signal: AbortSignal | undefined,
): Promise<SaneOptions> {
	return parseSaneOptions(await ask(setup, [deviceArgument(deviceId), ...args, '--all-options'], signal));
}

/** SANE's names are printable; anything else was never announced by it. */
function deviceArgument(deviceId: string): string {
	if (!/^[^\p{Cc}]{1,500}$/u.test(deviceId)) throw new Fault('scannerMissing');
	return `--device-name=${deviceId}`;
}

/** Runs `scanimage` for an answer. */
async function ask(
	setup: SaneProgram,
	args: readonly string[],
	signal: AbortSignal | undefined,
): Promise<readonly string[]> {
	refuseCancelled(signal);
	const run = runScanimage({ ...setup, args, signal });
	const lines: string[] = [];
	for await (const line of run.lines()) lines.push(line);
	refuseBadEnd(await run.ended, 0);
	return lines;
}

async function* scan(
	setup: SaneProgram,
	deviceId: string,
	settings: ScanSettings,
	{ folder, signal }: ScanTarget,
): AsyncGenerator<ScannedPageFile, void, undefined> {
	let index = 0;
	for await (const page of recover(folder)) {
		yield page;
		index = page.index + 1;
	}
	const args = [deviceArgument(deviceId), ...(await argumentsFor(setup, deviceId, settings, signal))];
	const staging = await makeStaging(folder);
	try {
		let pages = 0;
		const run = runScanimage({ ...setup, args: [...args, ...batchArguments(settings)], cwd: staging, signal });
		for await (const line of run.lines()) {
			if (!isStagedName(line)) continue;
			yield await publishPage(join(staging, line), folder, index++);
			pages++;
		}
		const end = await run.ended;
		// A page that was finished, but whose name was lost when the program was killed.
		for (const staged of await stagedPages(staging)) {
			yield await publishPage(staged, folder, index++);
			pages++;
		}
		refuseBadEnd(end, pages);
		const ending = endingOf(end, pages);
		if (ending.kind === 'noRoom') throw await unwritable(folder);
		if (pages === 0) throw noPage(settings);
	} finally {
		await keepFinished(staging, folder);
	}
}

/** @throws {Fault} `scannerSettingRefused`, `imageTooLarge`, and as {@link Scanner.capabilities}. */
async function argumentsFor(
	setup: SaneProgram,
	deviceId: string,
	settings: ScanSettings,
	signal: AbortSignal | undefined,
): Promise<readonly string[]> {
	const options = await optionsOf(setup, deviceId, [], signal);
	const source = sourceArguments(options, settings.source);
	if (source === undefined || source.length === 0) return scanArguments(options, settings);
	// A feeder takes longer sheets than the glass does; its limits are told only once it is chosen.
	const there = await optionsOf(setup, deviceId, source, signal);
	return scanArguments(there, settings);
}

function batchArguments(settings: ScanSettings): readonly string[] {
	const count = settings.source === 'flatbed' ? 1 : DEFAULT_LIMITS.maxPages;
	return ['--format=tiff', `--batch=${STAGED_PATTERN}`, `--batch-count=${count}`, '--batch-print', '--progress'];
}

/** @throws {Fault} for any end that is not the paper's. */
function refuseBadEnd(end: RunEnd, pages: number): void {
	if (end.stopped === 'cancelled') throw new Fault('cancelled');
	if (end.stopped === 'quiet') throw new Fault('scannerFailed', { status: 'noAnswer', pages });
	if (end.stopped === 'flood') throw new Fault('scannerFailed', { status: 'flood', pages });
	const ending = endingOf(end, pages);
	if (ending.kind === 'fault') throw ending.fault;
}

function noPage(settings: ScanSettings): Fault {
	if (settings.source !== 'flatbed') return new Fault('scannerNoPaper');
	return new Fault('scannerFailed', { status: 'noPage', pages: 0 });
}

/** Pages that a program left behind which was killed while it scanned into this folder. */
async function* recover(folder: string): AsyncGenerator<ScannedPageFile, void, undefined> {
	let index = 0;
	for (const staging of await abandonedStagings(folder)) {
		for (const [i, staged] of (await stagedPages(staging)).entries()) {
			if (i === 0 && (await isPublished(staged, folder))) await rm(staged);
			else yield await publishPage(staged, folder, index++);
		}
		await leaveStaging(staging);
	}
}

/** Pages that were finished while nobody asked for them any more become pages all the same. */
async function keepFinished(staging: string, folder: string): Promise<void> {
	try {
		for (const staged of await stagedPages(staging)) await publishPage(staged, folder, 0);
	} catch (error) {
		// They stay where they are, and the next scan finds them. Why the scan ends is being told already.
		if (!isFault(error)) throw error;
	}
	await leaveStaging(staging);
}
