import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'cli/main.ts');

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
	readonly env?: Readonly<Record<string, string>>;
	readonly cwd?: string;
	/** Another entry than the command line, from the root. */
	readonly entry?: string;
	/** Numeric user to run as; root only. */
	readonly uid?: number;
	/** Called with the process, to send it signals. */
	readonly onStart?: (child: ChildProcess) => void;
};

/** Runs the real command line in a process of its own, in English, without a terminal. */
export function sohoa(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
	const entry = options.entry === undefined ? MAIN : join(ROOT, options.entry);
	const child = spawn(process.execPath, [entry, ...args], {
		cwd: options.cwd ?? ROOT,
		env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', SOHOA_LANG: 'en', ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
		...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
	});
	const stdout: Buffer[] = [];
	const stderr: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
	options.onStart?.(child);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
		});
	});
}

/** stdout as NDJSON: throws when a line is anything else. */
export function jsonLines<T>(ran: Ran): T[] {
	return ran.stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as T);
}
