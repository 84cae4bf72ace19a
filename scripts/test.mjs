// `npm test`: everything that must hold, on a machine with nothing but Node and git.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
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
runTests();

/**
 * A test file whose worker process died of a signal, with no test failed, runs once more. Seen once in three runs: SIGTRAP, a check in V8's
 * books of WebAssembly code when threads that use it come and go (nodejs/node#64500, open); our engine threads do, and Node strips
 * types by WebAssembly in each of them.
 */
function runTests() {
	const report = join(ROOT, '.cache', 'tests.json');
	const args = [
		'node_modules/vitest/vitest.mjs',
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`,
	];
	const run = (files) => {
		rmSync(report, { force: true });
		process.stdout.write('\n== tests\n');
		return spawnSync(NODE, [...args, ...files], { cwd: ROOT, stdio: 'inherit', env }).status ?? 1;
	};
	const status = run(filter);
	if (status === 0) return;
	const { numFailedTests, testResults } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
	const died = (testResults ?? []).filter((file) => file.status !== 'passed').map((file) => relative(ROOT, file.name));
	if (numFailedTests !== 0 || died.length === 0) process.exit(status);
	process.stdout.write('\n== a test worker died, and no test failed: its files once more\n');
	process.exit(run(died));
}
