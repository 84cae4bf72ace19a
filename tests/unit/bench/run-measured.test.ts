import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runMeasured } from '../../bench/run-measured.ts';

const burn = `const held = Buffer.alloc(120e6, 1); while (process.cpuUsage().user < 700000); console.log('done', held.length); console.error('note'); process.exit(3)`;

describe('a measured run', () => {
	it('gives output, exit code and, on Linux, memory and CPU time, also of children', async () => {
		const run = await runMeasured('sh', ['-c', `"${process.execPath}" -e "${burn}"`]);
		expect(run).toMatchObject({ exitCode: 3, stdout: 'done 120000000\n', stderr: 'note\n' });
		expect(run.wallMs).toBeGreaterThan(0);
		if (!existsSync('/proc/self/stat')) return;
		expect(run.peakBytes).toBeGreaterThan(120e6);
		expect(run.cpuMs).toBeGreaterThan(200);
	});

	it('rejects what can not be started', async () => {
		await expect(runMeasured('no-such-command-here', [])).rejects.toThrow('ENOENT');
	});
});
