// `npm start`: the workstation in a window. Electron where its binary is, otherwise the same app in the browser of this machine.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { electronBinary, hasDisplay } from './electron-binary.mjs';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

/** Electron's binary, fetched once where that is possible, or why there is none to use. */
function findElectron() {
	if (process.env.SOHOA_HOST === 'browser') return { why: 'SOHOA_HOST says so' };
	if (!hasDisplay()) return { why: 'there is no display' };
	if (electronBinary() === undefined) {
		process.stderr.write('Sohoa: fetching Electron (SOHOA_HOST=browser goes without it) …\n');
		spawnSync(NODE, [join(ROOT, 'node_modules/electron/install.js')], { stdio: 'ignore', timeout: 120_000 });
	}
	const binary = electronBinary();
	return binary === undefined ? { why: 'its binary is not here and could not be fetched' } : { binary };
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
