import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export type Measured = {
	readonly exitCode: number;
	readonly stdout: string;
	/** The last 4,000 characters. */
	readonly stderr: string;
	readonly wallMs: number;
	/** Highest sum of resident memory of the process and its descendants, seen every 200 ms; 0 where /proc is absent. */
	readonly peakBytes: number;
};

/** Runs a command to its end, timing it and watching its memory. Rejects when it can't be started. */
export function runMeasured(
	command: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
		const out: Buffer[] = [];
		let stderr = '';
		let peakBytes = 0;
		const timer = setInterval(() => {
			peakBytes = Math.max(peakBytes, child.pid === undefined ? 0 : residentBytes(child.pid));
		}, 200);
		child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => {
			stderr = (stderr + chunk.toString('utf8')).slice(-4000);
		});
		child.on('error', (error) => {
			clearInterval(timer);
			reject(error);
		});
		child.on('close', (code) => {
			clearInterval(timer);
			resolve({
				exitCode: code ?? -1,
				stdout: Buffer.concat(out).toString('utf8'),
				stderr,
				wallMs: performance.now() - started,
				peakBytes,
			});
		});
	});
}

/** Resident bytes of `root` and all processes below it; pages that they share count more than once. */
function residentBytes(root: number): number {
	const children = new Map<number, number[]>();
	const resident = new Map<number, number>();
	let names: string[];
	try {
		names = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
	} catch {
		return 0;
	}
	for (const name of names) {
		try {
			const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
			const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			const parent = Number(rest[1]);
			children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
			resident.set(Number(name), Number(rest[21]) * 4096);
		} catch {
			// It ended while we looked.
		}
	}
	const sum = (pid: number): number =>
		(resident.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
	return sum(root);
}
