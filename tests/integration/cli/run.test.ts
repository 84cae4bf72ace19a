import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = join(import.meta.dirname, '../../../scripts/run.mjs');

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'sohoa-run-'));
	writeFileSync(
		join(folder, 'entry.ts'),
		'const said: unknown = [process.env.MALLOC_MMAP_THRESHOLD_, ...process.argv.slice(2)];\nconsole.log(JSON.stringify(said));\nprocess.exitCode = 0;\n',
	);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(env: Readonly<Record<string, string | undefined>>): unknown {
	const inherited = { ...process.env, MALLOC_MMAP_THRESHOLD_: undefined, ...env };
	return JSON.parse(
		execFileSync(process.execPath, [RUN, join(folder, 'entry.ts'), 'a b'], { env: inherited, encoding: 'utf8' }),
	);
}

describe('the runner of TypeScript entries', () => {
	it('gives pictures memory that goes back to the system, unless told otherwise', () => {
		expect(run({})).toEqual(['1048576', 'a b']);
		expect(run({ MALLOC_MMAP_THRESHOLD_: '65536' })).toEqual(['65536', 'a b']);
	});
});
