// `npm run test:electron`: the tests of the window on the real Electron, where its binary is. (`npm test` runs the same tests
// on the double of tests/support/electron-double.)
import { spawnSync } from 'node:child_process';
import { electronBinary, hasDisplay } from './electron-binary.mjs';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';

ensureModules();
const binary = electronBinary();
if (binary === undefined || !hasDisplay()) {
	const why =
		binary === undefined
			? 'node_modules/electron/dist has no binary (fetch it: node node_modules/electron/install.js)'
			: 'there is no display (try: xvfb-run npm run test:electron)';
	process.stdout.write(`Sohoa: nothing was tested on the real Electron: ${why}.\n`);
} else {
	const args = ['node_modules/vitest/vitest.mjs', 'run', 'tests/e2e/electron.test.ts'];
	const env = { ...process.env, SOHOA_ELECTRON: binary };
	process.exit(spawnSync(NODE, args, { cwd: ROOT, stdio: 'inherit', env }).status ?? 1);
}
