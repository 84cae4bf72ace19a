#!/usr/bin/env node
// `npx sohoa`: the same as `npm run sohoa --`.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const pathOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const args = [pathOf('../scripts/run.mjs'), pathOf('./main.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
