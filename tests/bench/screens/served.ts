import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** `sohoa serve` in a process of its own. */
export type Served = {
	/** With the one-time token. */
	readonly url: string;
	readonly origin: string;
	/** From the start of the process until it listens, ms. */
	readonly startedMs: number;
	/** Resident memory of the process, MB; 0 where /proc is absent. */
	memoryMb(): number;
	close(): Promise<void>;
};

/** Builds the screens where they have changed, and starts the host over a data folder. */
export async function startServed(dataDir: string): Promise<Served> {
	await finished(spawn(process.execPath, [join(ROOT, 'scripts/build-renderer.mjs')], { stdio: ['ignore', 2, 2] }));
	const began = performance.now();
	const args = [join(ROOT, 'cli/main.ts'), 'serve', '--data', dataDir];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const url = await linkOf(child);
	const startedMs = performance.now() - began;
	return {
		url,
		origin: new URL(url).origin,
		startedMs,
		memoryMb: () => memoryOf(child.pid ?? 0),
		async close() {
			child.kill('SIGTERM');
			if (child.exitCode === null) await once(child, 'exit');
		},
	};
}

async function finished(child: ChildProcess): Promise<void> {
	const [code] = await once(child, 'exit');
	if (code !== 0) throw new Error(`The screens were not built (${code})`);
}

function linkOf(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		child.stdout?.on('data', (chunk: Buffer) => {
			said = `${said}${chunk.toString('utf8')}`.slice(-4_000);
			const link = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said)?.[0];
			if (link !== undefined) resolve(link);
		});
		child.once('exit', () => reject(new Error('The host ended before it listened')));
	});
}

function memoryOf(pid: number): number {
	try {
		const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return Number(kb ?? 0) / 1024;
	} catch {
		return 0;
	}
}
