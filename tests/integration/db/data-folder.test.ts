import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DATABASE_FILE, getSetting, openDatabase, setSetting } from '../../../db/index.ts';
import { isNetworkMount, isOnNetwork, isUncPath } from '../../../db/network-path.ts';
import { AT, openTemp, tempFolder } from '../../unit/db/support.ts';

const isRoot = process.getuid?.() === 0;
/** `nobody`: root is stopped by no permission. */
const NOBODY = 65_534;

async function openInChild(folder: string, uid?: number): Promise<{ child: ChildProcess; said: string }> {
	const script = join(import.meta.dirname, 'open-child.ts');
	const child = spawn(process.execPath, [script, folder], {
		stdio: ['ignore', 'pipe', 'inherit'],
		...(uid !== undefined && { uid, gid: uid }),
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, said: chunk.toString().trim() };
}

describe('the data folder', () => {
	it('is made, and opened again', async () => {
		const folder = join(tempFolder(), 'new', 'data');
		const db = await openDatabase(folder);
		await db.close();
		expect(readdirSync(folder).sort()).toEqual(['sohoa.lock', 'sohoa.sqlite']);
		await (await openDatabase(folder)).close();
	});

	it('is refused to a second Sohoa, in this process and in another, until the first has gone, however it went', async () => {
		const folder = tempFolder();
		const { child, said } = await openInChild(folder);
		expect(said).toBe('open');
		await expect(openDatabase(folder)).rejects.toMatchObject({ code: 'dataFolderInUse' });
		child.kill('SIGKILL');
		await once(child, 'exit');
		const db = await openTemp(folder);
		// What the killed process had committed is there.
		expect(await getSetting(db, 'opened')).toBe(true);
		await expect(openDatabase(folder)).rejects.toMatchObject({ code: 'dataFolderInUse' });
		// The refusal in this process must not have dropped the lock (POSIX drops it on any close of the file).
		expect((await openInChild(folder)).said).toBe('dataFolderInUse');
		await db.close();
		expect((await openInChild(folder)).said).toBe('open');
	});

	it.skipIf(!isRoot)('is refused when it cannot be written', async () => {
		const folder = tempFolder();
		chmodSync(folder, 0o555);
		expect((await openInChild(folder, NOBODY)).said).toBe('dataFolderReadOnly');
		expect((await openInChild(join(folder, 'below'), NOBODY)).said).toBe('dataFolderReadOnly');
	});

	it('is refused when the database is damaged or none', async () => {
		const none = tempFolder();
		writeFileSync(join(none, DATABASE_FILE), 'This is a text, and not a database at all. '.repeat(100));
		await expect(openDatabase(none)).rejects.toMatchObject({ code: 'databaseDamaged' });
		const cut = tempFolder();
		await (await openDatabase(cut)).close();
		truncateSync(join(cut, DATABASE_FILE), 5_000);
		await expect(openDatabase(cut)).rejects.toMatchObject({ code: 'databaseDamaged' });
		// A refusal lets go of the folder.
		expect(existsSync(join(cut, DATABASE_FILE))).toBe(true);
		await expect(openDatabase(cut)).rejects.toMatchObject({ code: 'databaseDamaged' });
	});

	it('is refused when a newer Sohoa wrote the database, which stays as it is', async () => {
		const folder = tempFolder();
		const raw = new Database(join(folder, DATABASE_FILE));
		raw.pragma('user_version = 99990');
		raw.close();
		await expect(openDatabase(folder)).rejects.toMatchObject({ code: 'databaseFromFuture', data: { found: 99_990 } });
		expect(existsSync(join(folder, 'backups'))).toBe(false);
	});

	it.skipIf(!isRoot)('says that the disk is full, undoes that write, and goes on when there is room', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'sohoa-mount-'));
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
		const db = await openDatabase(folder);
		onTestFinished(async () => {
			await db.close();
			execFileSync('umount', [folder]);
			rmSync(folder, { recursive: true });
		});
		await db.write((tx) => setSetting(tx, 'before', 1, AT));
		const full = db.write(async (tx) => {
			await setSetting(tx, 'small', 1, AT);
			await setSetting(tx, 'big', 'x'.repeat(3_000_000), AT);
		});
		await expect(full).rejects.toMatchObject({ code: 'diskFull' });
		await db.write((tx) => setSetting(tx, 'after', 1, AT));
		const values = await Promise.all(['before', 'small', 'after'].map((key) => getSetting(db, key)));
		expect(values).toEqual([1, undefined, 1]);
	});

	it('is refused when the database is another program’s', async () => {
		const folder = tempFolder();
		const raw = new Database(join(folder, DATABASE_FILE));
		raw.exec('CREATE TABLE theirs (x)');
		raw.close();
		await expect(openDatabase(folder)).rejects.toMatchObject({ code: 'databaseDamaged', data: { reason: 'notOurs' } });
	});
});

describe('network paths', () => {
	const MOUNTS = [
		'/dev/sda1 / ext4 rw 0 0',
		'srv:/share /mnt/nfs nfs4 rw 0 0',
		'//srv/share /mnt/c\\040d cifs rw 0 0',
		'/dev/sdb1 /mnt/nfs/local ext4 rw 0 0',
		'me@srv: /home/me/far fuse.sshfs rw 0 0',
		'/dev/sdc1 /mnt/usb fuseblk rw 0 0',
		'old /mnt/twice nfs rw 0 0',
		'/dev/sdd1 /mnt/twice ext4 rw 0 0',
		'',
	].join('\n');

	it.each([
		['/mnt/nfs', true],
		['/mnt/nfs/a/b', true],
		['/mnt/c d/data', true],
		['/home/me/far/data', true],
		['/mnt/nfs/local/data', false],
		['/mnt/nfs2/data', false],
		['/mnt/usb/data', false],
		['/mnt/twice/data', false],
		['/home/me', false],
	])('%s: %s', (path, network) => {
		expect(isNetworkMount(path, MOUNTS)).toBe(network);
	});

	it.each([
		['\\\\srv\\share', true],
		['//srv/share', true],
		['\\\\?\\UNC\\srv\\share', true],
		['\\\\?\\C:\\data', false],
		['\\\\.\\C:\\data', false],
		['C:\\data', false],
		['C:/data', false],
	])('%s: %s', (path, network) => {
		expect(isUncPath(path)).toBe(network);
	});

	it('finds the folder of this test on no network', () => {
		expect(isOnNetwork(tempFolder())).toBe(false);
	});
});
