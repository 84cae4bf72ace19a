// Runs a TypeScript entry on the Node that comes with the dependencies, after making sure that they are there.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) throw new Error('usage: run.mjs ENTRY [ARG...]');
ensureModules();
/**
 * On Linux: pictures get memory of their own, which goes back to the system with them. By itself glibc soon keeps blocks of up
 * to 32 MB for later and can't use them again: a batch held 1.1 GB where it holds 0.5 GB now, in the same time (2026-11-23).
 */
const env = { MALLOC_MMAP_THRESHOLD_: '1048576', ...process.env };
const child = spawn(NODE, [resolve(ROOT, entry), ...rest], { stdio: 'inherit', env });
// The terminal sends Ctrl+C to both; this one waits for the other to stop cleanly.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
