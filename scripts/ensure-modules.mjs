import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const STAMP = join(ROOT, 'node_modules', '.sohoa-lock-sha256');

/** The Node 24 that comes with the dependencies: the machine's own may be older and unable to read TypeScript. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs the dependencies when they are missing or the lock file has changed since. */
export function ensureModules() {
	const lock = createHash('sha256')
		.update(readFileSync(join(ROOT, 'package-lock.json')))
		.digest('hex');
	const stamped = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
	if (stamped === lock && existsSync(NODE)) return;
	process.stderr.write('Sohoa: installing dependencies (npm ci) …\n');
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	execFileSync(npm, ['ci', '--no-audit', '--no-fund'], {
		cwd: ROOT,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32',
		// Electron's binary comes from outside the registry: its absence must not break the installation.
		env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
	});
	writeFileSync(STAMP, lock);
}
