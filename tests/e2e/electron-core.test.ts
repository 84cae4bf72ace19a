import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const NODE = join('node_modules', '.bin', 'node');

let folder: string;
beforeAll(async () => {
	await run(NODE, ['scripts/build-electron.mjs']);
	folder = await mkdtemp(join(tmpdir(), 'sohoa-core-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the core process as it is bundled for Electron', () => {
	// Electron itself is absent on machines without its binary: core-process-host.mjs plays main, everything else is real.
	it('opens a data folder and answers the procedures over a MessagePort', async () => {
		const host = ['tests/e2e/core-process-host.mjs', 'out/electron/core.js', join(folder, 'data')];
		const { stdout } = await run(NODE, host);
		expect(JSON.parse(stdout)).toEqual({
			before: { version: expect.any(String) },
			unknown: null,
			current: 'quantri',
			denied: 'notAllowed',
			resource: [7, 'outcomeMissing'],
		});
	});

	it('keeps the preload script to one forwarded port', async () => {
		const source = await readFile('out/electron/preload.cjs', 'utf8');
		expect(source.match(/require\(/g)).toHaveLength(1);
		expect(source).toContain('require("electron")');
		expect(source.match(/ipcRenderer\./g)).toHaveLength(1);
		expect(source).not.toContain('contextBridge');
	});
});
