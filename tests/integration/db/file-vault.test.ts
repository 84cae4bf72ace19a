import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFileVault } from '../../../db/index.ts';
import { tempFolder } from '../../unit/db/support.ts';

const isRoot = process.getuid?.() === 0;
const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A small file system of its own (needs root). */
function mounted(options: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'sohoa-mount-'));
	execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
	onTestFinished(() => {
		execFileSync('umount', [folder]);
		rmSync(folder, { recursive: true });
	});
	return folder;
}

describe('the vault', () => {
	it('keeps bytes under a name, and gives them back', async () => {
		const folder = tempFolder();
		const vault = openFileVault(folder);
		const stored = await vault.put('outcomes/2026/11/x/originals/Tờ 1.jpg', bytes('abc'));
		expect(stored).toEqual({ path: 'outcomes/2026/11/x/originals/Tờ 1.jpg', sha256: sha256('abc'), byteLength: 3 });
		expect(await vault.read(stored.path, stored.sha256)).toEqual(Buffer.from('abc'));
		expect(readFileSync(vault.locate(stored.path), 'utf8')).toBe('abc');
		expect([await vault.exists(stored.path), await vault.exists('outcomes'), await vault.exists('x')]).toEqual([
			true,
			false,
			false,
		]);
		expect(await vault.list('outcomes')).toEqual([stored.path]);
		expect(await vault.list('nothing')).toEqual([]);
	});

	it('never overwrites, takes the same bytes again, and leaves no temporary file', async () => {
		const folder = tempFolder();
		const vault = openFileVault(folder);
		await vault.put('a/b', bytes('one'));
		await expect(vault.put('a/b', bytes('two'))).rejects.toMatchObject({ code: 'outputExists' });
		await expect(vault.put('a/b', bytes('one'))).resolves.toMatchObject({ sha256: sha256('one') });
		expect(readFileSync(join(folder, 'a/b'), 'utf8')).toBe('one');
		expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
	});

	it('lets one of two writers at once win', async () => {
		const vault = openFileVault(tempFolder());
		const results = await Promise.allSettled(['x', 'y', 'z'].map((text) => vault.put('a', bytes(text))));
		expect(results.filter((result) => result.status === 'fulfilled').length).toBe(1);
	});

	it('copies a file from outside, in pieces, and leaves it alone', async () => {
		const folder = tempFolder();
		const vault = openFileVault(join(folder, 'data'));
		mkdirSync(join(folder, 'data'));
		const big = Buffer.alloc(3_500_000, 'sohoa');
		writeFileSync(join(folder, 'from'), big);
		const stored = await vault.putFile('a/copy', join(folder, 'from'));
		expect(stored).toEqual({
			path: 'a/copy',
			sha256: createHash('sha256').update(big).digest('hex'),
			byteLength: big.length,
		});
		expect(existsSync(join(folder, 'from'))).toBe(true);
		await expect(vault.putFile('a/none', join(folder, 'none'))).rejects.toMatchObject({ code: 'fileMissing' });
	});

	it('tells when a file is gone or other than it was', async () => {
		const vault = openFileVault(tempFolder());
		const stored = await vault.put('a', bytes('abc'));
		writeFileSync(vault.locate('a'), 'abd');
		await expect(vault.read('a', stored.sha256)).rejects.toMatchObject({ code: 'fileLost', data: { reason: 'hash' } });
		rmSync(vault.locate('a'));
		await expect(vault.read('a', stored.sha256)).rejects.toMatchObject({
			code: 'fileLost',
			data: { reason: 'absent' },
		});
	});

	it.each([
		'../x',
		'a/../../x',
		'/etc/passwd',
		'a//b',
		'.',
		'',
		'a/',
		'C:\\x',
		'a\\..\\b',
		'a\0b',
		'c:x',
		'a/b ',
		'a/..',
		'x'.repeat(500),
	])('refuses the path %j', async (path) => {
		const vault = openFileVault(tempFolder());
		expect(() => vault.locate(path)).toThrow(RangeError);
		await expect(vault.put(path, bytes('x'))).rejects.toThrow(RangeError);
		await expect(vault.read(path)).rejects.toThrow(RangeError);
	});

	it('never leads out of its folder, whatever the path', () => {
		const folder = tempFolder();
		const vault = openFileVault(folder);
		const part = fc.constantFrom('..', '.', '', '/', '\\', 'a', 'Đ', '\0', ':', ' ');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
				try {
					return vault.locate(parts.join('/')).startsWith(`${folder}/`);
				} catch (error) {
					return error instanceof RangeError;
				}
			}),
		);
	});

	it.skipIf(!isRoot)('says that the disk is full, and leaves nothing behind', async () => {
		const folder = mounted('size=256k');
		const vault = openFileVault(folder);
		await vault.put('a/small', bytes('abc'));
		await expect(vault.put('a/big', new Uint8Array(1_000_000))).rejects.toMatchObject({ code: 'diskFull' });
		expect(readdirSync(join(folder, 'a'))).toEqual(['small']);
	});

	it.skipIf(!isRoot)('says that the folder cannot be written', async () => {
		const folder = mounted('size=256k');
		execFileSync('mount', ['-o', 'remount,ro', folder]);
		await expect(openFileVault(folder).put('a', bytes('x'))).rejects.toMatchObject({ code: 'dataFolderReadOnly' });
	});

	it.skipIf(isRoot)('does not blame the data folder for a source that cannot be read', async () => {
		const folder = tempFolder();
		writeFileSync(join(folder, 'from'), 'x');
		chmodSync(join(folder, 'from'), 0);
		const put = openFileVault(folder).putFile('a', join(folder, 'from'));
		await expect(put).rejects.toMatchObject({ code: 'fileUnreadable' });
	});
});
