// `npm test`: everything that must hold, on a machine with nothing but Node and git.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureModules, NODE, ROOT } from './ensure-modules.mjs';
import { ensureTestPackages } from './system-packages.mjs';

ensureModules();
ensureTestPackages();

/** The dependencies' Node comes first, so that every tool runs on the same one. */
const env = { ...process.env, PATH: `${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH}` };

function step(title, command, args) {
	process.stdout.write(`\n== ${title}\n`);
	const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env });
	if (status !== 0) process.exit(status ?? 1);
}

const filter = process.argv.slice(2);
step('validators', NODE, ['scripts/fetch-validators.mjs']);
step('renderer', NODE, ['scripts/build-renderer.mjs']);
if (filter.length === 0) step('check: types, lint, import rules, dead code', 'npm', ['run', '--silent', 'check']);
step('tests', NODE, ['node_modules/vitest/vitest.mjs', 'run', ...filter]);
