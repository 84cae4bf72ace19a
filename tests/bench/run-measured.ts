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
	/** CPU time of all of them, as last seen (at most 200 ms too little a process); steadier than wall time on a busy machine. */
	readonly cpuMs: number;
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
		let cpuMs = 0;
		const timer = setInterval(() => {
			const usage = child.pid === undefined ? undefined : usageOf(child.pid);
			peakBytes = Math.max(peakBytes, usage?.bytes ?? 0);
			cpuMs = Math.max(cpuMs, usage?.cpuMs ?? 0);
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
				cpuMs,
			});
		});
	});
}

type Usage = { readonly bytes: number; readonly cpuMs: number };

/**
 * Resident bytes (pages that are shared count more than once) and CPU time (with that of children that ended) of `root` and all
 * processes below it. Linux: fields of /proc/PID/stat by proc(5), 4-KiB pages, 100 ticks a second.
 */
function usageOf(root: number): Usage {
	const children = new Map<number, number[]>();
	const usages = new Map<number, Usage>();
	for (const name of processes()) {
		try {
			const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
			// After the command's name, which may hold spaces: state, parent, …; index = field number - 3.
			const rest = stat
				.slice(stat.lastIndexOf(')') + 2)
				.split(' ')
				.map(Number);
			const parent = rest[1] ?? 0;
			children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
			const ticks = rest.slice(11, 15).reduce((sum, n) => sum + n, 0);
			usages.set(Number(name), { bytes: (rest[21] ?? 0) * 4096, cpuMs: ticks * 10 });
		} catch {
			// It ended while we looked.
		}
	}
	const sum = (pid: number): Usage =>
		(children.get(pid) ?? [])
			.map(sum)
			.reduce(
				(a, b) => ({ bytes: a.bytes + b.bytes, cpuMs: a.cpuMs + b.cpuMs }),
				usages.get(pid) ?? { bytes: 0, cpuMs: 0 },
			);
	return sum(root);
}

function processes(): readonly string[] {
	try {
		return readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
	} catch {
		return [];
	}
}
