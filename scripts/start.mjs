// `npm start`: the workstation in a window. Electron where its binary is, otherwise the same app in the browser of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

/** Electron's binary, or why there is none. It comes from outside the npm registry: closed networks have none. */
function findElectron() {
	const folder = join(ROOT, 'node_modules/electron');
	const pathFile = join(folder, 'path.txt');
	if (!existsSync(pathFile)) {
		process.stderr.write('Sohoa: fetching Electron …\n');
		spawnSync(NODE, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 120_000 });
	}
	if (!existsSync(pathFile)) return { why: 'its binary is not here and could not be fetched' };
	const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
	if (!existsSync(binary)) return { why: 'its binary is not here and could not be fetched' };
	if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
		return { why: 'there is no display' };
	return { binary };
}

function run(command, args) {
	const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
}

function build(script) {
	const { status } = spawnSync(NODE, [join(ROOT, 'scripts', script)], { cwd: ROOT, stdio: ['ignore', 2, 2] });
	if (status !== 0) process.exit(status ?? 1);
}

ensureModules();
build('build-renderer.mjs');
const args = process.argv.slice(2);
const electron = findElectron();
if (electron.binary === undefined) {
	process.stderr.write(`Sohoa: opening in the browser, because Electron can't be used: ${electron.why}.\n`);
	run(NODE, [join(ROOT, 'cli/main.ts'), 'serve', '--open', ...args]);
} else {
	build('build-electron.mjs');
	process.stderr.write('Sohoa: opening in Electron.\n');
	run(electron.binary, [ROOT, ...args]);
}
