import { runCommandLine } from './run-command-line.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		// The second one means it: no more waiting for what is under way.
		if (stop.signal.aborted) process.exit(130);
		stop.abort();
	});
}
process.exitCode = await runCommandLine(process.argv.slice(2), { signal: stop.signal, env: process.env });
