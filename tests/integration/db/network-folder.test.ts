import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createBackup, openDatabase, openFileVault, restoreBackup } from '../../../db/index.ts';
import { openTemp, tempFolder } from '../../unit/db/support.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sohoa-share-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Mounting takes rights that tests do not have: the system's own table is read with one line more.
vi.mock('node:fs', async (original) => {
	const real = await original<typeof import('node:fs')>();
	const readFileSync = (path: string, ...rest: [never]) => {
		const text = real.readFileSync(path, ...rest);
		return path === '/proc/mounts' ? `${text}server:/share ${folder} nfs4 rw 0 0\n` : text;
	};
	return { ...real, readFileSync };
});

describe.skipIf(process.platform !== 'linux')('a data folder on another machine', () => {
	it('is neither opened nor restored into', async () => {
		const refused = { code: 'dataFolderOnNetwork' };
		await expect(openDatabase(folder)).rejects.toMatchObject(refused);
		const db = await openTemp(tempFolder());
		const now = new Date('2026-11-23T02:00:00Z');
		const backup = await createBackup(db, openFileVault(db.folder), { now });
		const restored = restoreBackup(backup.folder, folder, { actor: { kind: 'system' }, now });
		await expect(restored).rejects.toMatchObject(refused);
	});
});
