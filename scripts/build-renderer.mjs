// Builds the screens into out/renderer when their sources have changed since.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

const STAMP = join(ROOT, 'out/renderer/.sources-sha256');
const SOURCES = ['renderer', 'contract', 'domain', 'i18n'];

function sourcesHash() {
	const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
	for (const folder of SOURCES) {
		for (const name of readdirSync(join(ROOT, folder), { recursive: true }).sort()) {
			if (/\.(tsx?|json|css|html|svg)$/.test(name)) hash.update(name).update(readFileSync(join(ROOT, folder, name)));
		}
	}
	return hash.digest('hex');
}

ensureModules();
const wanted = sourcesHash();
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== wanted) {
	const args = ['node_modules/vite/bin/vite.js', 'build', '--config', 'renderer/vite.config.ts', '--logLevel', 'warn'];
	const { status } = spawnSync(NODE, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
	if (status !== 0) process.exit(status ?? 1);
	mkdirSync(join(ROOT, 'out/renderer'), { recursive: true });
	writeFileSync(STAMP, wanted);
}
