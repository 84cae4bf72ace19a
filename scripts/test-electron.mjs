// `npm run test:electron`: the tests of the window on the real Electron, where its binary is. (`npm test` runs the same tests
// on the double of tests/support/electron-double.)
import { spawnSync } from 'node:child_process';
import { electronBinary, hasDisplay } from './electron-binary.mjs';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

ensureModules();
const binary = electronBinary();
const why = whyNot();
if (why !== undefined) {
	process.stdout.write(`Sohoa: nothing was tested on the real Electron: ${why}.\n`);
} else {
	const tests = ['tests/e2e/electron.test.ts', 'tests/e2e/whole-office.test.ts'];
	// One window at a time: only one has the focus.
	const args = ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism', ...tests];
	const env = { ...process.env, SOHOA_ELECTRON: binary };
	process.exit(spawnSync(NODE, args, { cwd: ROOT, stdio: 'inherit', env }).status ?? 1);
}

function whyNot() {
	if (binary === undefined) {
		return 'node_modules/electron/dist has no binary (fetch it: node node_modules/electron/install.js)';
	}
	if (process.platform === 'linux' && process.getuid?.() === 0) {
		return 'Electron with its sandbox on does not start as root';
	}
	// Maximizing, minimizing and the focus are a window manager's.
	if (!hasDisplay()) return 'there is no display (try: xvfb-run -a sh -c "openbox & npm run test:electron")';
	return undefined;
}
