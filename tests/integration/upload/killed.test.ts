import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DestinationSetting, folderRepository } from '../../../upload/index.ts';
import { seeded, seededFaults } from '../../support/reference-repository-faults.ts';
import { makeUpload, NEVER, repository, tempFolder } from '../../unit/upload/support.ts';

const UPLOADS = 30;
const KILLS = 10;

/** One life of the uploader: killed `delayMs` after it has kept something for the `lines`-th time, or run to its end. */
function live(folder: string, death?: { readonly lines: number; readonly delayMs: number }): Promise<number | null> {
	const script = join(import.meta.dirname, 'upload-child.ts');
	const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
	let lines = 0;
	child.stdout.on('data', (text: Buffer) => {
		lines += text.toString().split('\n').length - 1;
		if (death !== undefined && lines >= death.lines) setTimeout(() => child.kill('SIGKILL'), death.delayMs);
	});
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code) => resolve(code));
	});
}

/** Runs the uploader over and over, killing it at seeded moments, until it comes to its end. */
async function runKilled(folder: string, setting: DestinationSetting, seed: number) {
	const uploads = Array.from({ length: UPLOADS }, (_, i) => makeUpload(folder, i + 1, Buffer.alloc(200_000, `${i} `)));
	writeFileSync(join(folder, 'uploads.json'), JSON.stringify(uploads));
	writeFileSync(join(folder, 'setting.json'), JSON.stringify(setting));
	const random = seeded(seed);
	let killed = 0;
	for (let life = 0; life < KILLS; life += 1) {
		const code = await live(folder, { lines: 1 + Math.floor(random() * 6), delayMs: random() * 8 });
		if (code === null) killed += 1;
		else expect(code).toBe(0);
	}
	expect(await live(folder)).toBe(0);
	const ends = readdirSync(folder)
		.filter((name) => name.endsWith('.end'))
		.map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kind: string }).kind);
	expect(ends).toEqual(uploads.map(() => 'stored'));
	return { uploads, killed };
}

describe('kill -9', () => {
	it.each([true, false])(
		'over and over leaves each document with the server exactly once (key honoured: %s)',
		async (keyHonoured) => {
			const faults = { seed: 11, storeRate: 0.4, findRate: 0.1, most: 40, latestMs: 60, silent: false };
			const server = await repository({ keyHonoured, plan: seededFaults(faults) });
			const setting = { kind: 'http', baseUrl: server.baseUrl, settleMs: 150 } as const;
			const { uploads, killed } = await runKilled(tempFolder(), setting, 5);
			expect(killed).toBeGreaterThan(2);
			for (const { docCode, document } of uploads) {
				expect([docCode, server.documents(docCode).map(({ sha256 }) => sha256)]).toEqual([docCode, [document.sha256]]);
			}
			expect(server.size()).toBe(UPLOADS);
		},
	);

	it('over and over leaves each document in the folder, whole, and nothing else', async () => {
		const folder = tempFolder();
		const repositoryFolder = join(folder, 'kho');
		const { uploads, killed } = await runKilled(folder, { kind: 'folder', folder: repositoryFolder }, 7);
		expect(killed).toBeGreaterThan(2);
		expect(readdirSync(repositoryFolder).sort()).toEqual(uploads.map(({ docCode }) => docCode).sort());
		const kept = folderRepository({ folder: repositoryFolder });
		for (const { docCode, document } of uploads) {
			expect(await kept.find(docCode, NEVER)).toMatchObject({ kind: 'present', receipt: { sha256: document.sha256 } });
		}
	});
});
