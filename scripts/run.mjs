// Runs a TypeScript entry on the Node that comes with the dependencies, after making sure that they are there.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) throw new Error('usage: run.mjs ENTRY [ARG...]');
ensureModules();
const child = spawn(NODE, [resolve(ROOT, entry), ...rest], { stdio: 'inherit' });
// The terminal sends Ctrl+C to both; this one waits for the other to stop cleanly.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
