import { type ChildProcess, spawn } from 'node:child_process';
import { Fault } from '../../domain/index.ts';
import { systemCode } from '../new-name.ts';
import type { ProgramEnd } from './sane-faults.ts';

/** How `scanimage` is reached. */
export type SaneProgram = {
	/** A path, or a name that is looked up in PATH. */
	readonly program: string;
	/** The whole environment of the program; the locale is set to C over it, so that its words can be read. */
	readonly env: NodeJS.ProcessEnv;
	/** Milliseconds without a sign of life after which the scanner counts as hung. */
	readonly quietMs: number;
	/** Milliseconds that the program is given to stop by itself. */
	readonly stopMs: number;
};

type Run = SaneProgram & {
	readonly args: readonly string[];
	readonly cwd?: string;
	readonly signal?: AbortSignal | undefined;
};

/** How a run ended, and whether it was we who ended it. */
export type RunEnd = ProgramEnd & { readonly stopped?: StopReason };

type StopReason = 'cancelled' | 'quiet' | 'flood';

/** Bytes of output: a device with 200 options has some 30 KB, and 2,000 page names as much. */
const MAX_OUTPUT_CHARS = 1024 * 1024;
const MAX_LINE_CHARS = 4_096;
/** What a failing driver said last is what counts; more than this of it is not kept. */
const MAX_ERROR_LINES = 50;
/** After this `scanimage` has nothing left to do. Some drivers hang while closing (SANE 1.2.1's own `test` driver did, 2026-11-23). */
const LAST_WORDS = /^Batch terminated/;
/** `--progress`: a sign of life and nothing else. */
const PROGRESS = /^Progress: /;

/** `scanimage` at work. */
export type SaneRun = {
	/** What it prints on stdout, line by line, as it comes. A loop that is left stops the program and waits until it is gone. */
	lines(): AsyncGenerator<string, void, undefined>;
	/** Settles when it is gone. @throws {Fault} `scannerProgramMissing`. */
	readonly ended: Promise<RunEnd>;
};

/**
 * Starts `scanimage`, never through a shell. It is stopped with SIGINT, which lets it park the lamp and delete its half page, and with
 * SIGKILL `stopMs` later.
 */
export function runScanimage(run: Run): SaneRun {
	const program = startProgram(run);
	async function* lines(): AsyncGenerator<string, void, undefined> {
		try {
			for (;;) {
				const line = program.lines.shift();
				if (line !== undefined) yield line;
				else if (program.hasEnded()) return;
				else await program.news();
			}
		} finally {
			program.stop('cancelled');
			await program.ended.catch(() => {});
		}
	}
	return { lines, ended: program.ended };
}

type Running = {
	/** Lines of stdout that nobody has taken yet. */
	readonly lines: string[];
	readonly ended: Promise<RunEnd>;
	hasEnded(): boolean;
	/** Settles when a line has come or the program has ended. */
	news(): Promise<void>;
	stop(why: StopReason): void;
};

function startProgram(run: Run): Running {
	const lines: string[] = [];
	const errors: string[] = [];
	let over = false;
	let wake = () => {};
	let taken = 0;
	const child = spawnProgram(run);
	const stopper = stopperOf(child, run);
	onLines(child.stdout, (line) => {
		stopper.signOfLife();
		taken += line.length + 1;
		if (taken > MAX_OUTPUT_CHARS) return stopper.stop('flood');
		lines.push(line);
		wake();
	});
	onLines(child.stderr, (line) => {
		stopper.signOfLife();
		if (PROGRESS.test(line)) return;
		errors.push(line);
		if (errors.length > MAX_ERROR_LINES) errors.shift();
		if (LAST_WORDS.test(line)) stopper.killSoon();
	});
	const ended = endOf(child, run.stopMs)
		.then((end): RunEnd => ({ ...end, errors, ...stopper.why() }))
		.finally(() => {
			over = true;
			stopper.release();
			wake();
		});
	// Nobody may be waiting for it when it fails; who asks later still gets the fault.
	ended.catch(() => {});
	const news = () =>
		new Promise<void>((resolve) => {
			wake = resolve;
		});
	return { lines, ended, hasEnded: () => over, news, stop: stopper.stop };
}

function spawnProgram(run: Run): ChildProcess {
	return spawn(run.program, [...run.args], {
		...(run.cwd === undefined ? {} : { cwd: run.cwd }),
		env: { ...run.env, LC_ALL: 'C', LANGUAGE: 'C' },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own: drivers start processes too, which must not outlive a kill, and Ctrl+C is ours to translate.
		detached: process.platform !== 'win32',
		windowsHide: true,
	});
}

type Stopper = {
	/** Starts the time of silence anew. */
	signOfLife(): void;
	/** Kills the program in `stopMs`, should it still be there. */
	killSoon(): void;
	/** Asks it to stop, and sees to it that it does. Only the first reason counts. */
	stop(why: StopReason): void;
	why(): { readonly stopped?: StopReason };
	/** To be called when the program is gone. */
	release(): void;
};

/** Stops a program for its silence, for an aborted signal, or when told to. */
function stopperOf(child: ChildProcess, run: Run): Stopper {
	let stopped: StopReason | undefined;
	let released = false;
	let killTimer: NodeJS.Timeout | undefined;
	const killSoon = () => {
		killTimer ??= setTimeout(() => killGroup(child), run.stopMs);
	};
	const stop = (why: StopReason) => {
		if (released || stopped !== undefined) return;
		stopped = why;
		child.kill('SIGINT');
		killSoon();
	};
	const quiet = setTimeout(() => stop('quiet'), run.quietMs);
	const onAbort = () => stop('cancelled');
	run.signal?.addEventListener('abort', onAbort, { once: true });
	if (run.signal?.aborted === true) onAbort();
	return {
		signOfLife: () => void quiet.refresh(),
		killSoon,
		stop,
		why: () => (stopped === undefined ? {} : { stopped }),
		release() {
			released = true;
			clearTimeout(quiet);
			clearTimeout(killTimer);
			run.signal?.removeEventListener('abort', onAbort);
		},
	};
}

/** Settles when the program is gone and its output read; a grandchild that keeps the pipes open is not waited for. */
function endOf(child: ChildProcess, stopMs: number): Promise<Pick<ProgramEnd, 'code' | 'signal'>> {
	return new Promise((resolve, reject) => {
		child.once('error', (error) => {
			const code = systemCode(error);
			const missing = code === 'ENOENT' || code === 'EACCES' || code === 'ENOEXEC';
			reject(missing ? new Fault('scannerProgramMissing', {}, error) : error);
		});
		child.once('exit', (code, signal) => {
			killGroup(child);
			const end = { code, signal };
			const timer = setTimeout(() => resolve(end), stopMs);
			child.once('close', () => {
				clearTimeout(timer);
				resolve(end);
			});
		});
	});
}

function killGroup(child: ChildProcess): void {
	try {
		if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
		else child.kill('SIGKILL');
	} catch (error) {
		if (systemCode(error) !== 'ESRCH') throw error;
	}
}

/** Lines by `\n` or `\r` (progress), each cut at 4,096 characters. */
function onLines(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
	let rest = '';
	stream?.setEncoding('utf8');
	stream?.on('data', (chunk: string) => {
		const pieces = (rest + chunk).split(/[\r\n]/);
		rest = (pieces.pop() ?? '').slice(0, MAX_LINE_CHARS);
		for (const piece of pieces) if (piece !== '') take(piece.slice(0, MAX_LINE_CHARS));
	});
	stream?.on('end', () => {
		if (rest !== '') take(rest);
	});
}
