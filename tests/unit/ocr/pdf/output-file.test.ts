import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFault } from '../../../../domain/fault.ts';
import { openOutputFile, toOutputFault } from '../../../../ocr/pdf/output-file.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'sohoa-output-'));
});
afterEach(async () => {
	await chmod(folder, 0o700);
	await rm(folder, { recursive: true, force: true });
});

async function caught(work: Promise<unknown>): Promise<unknown> {
	try {
		await work;
	} catch (error) {
		return error;
	}
	throw new Error('Nothing was thrown');
}

describe('openOutputFile', () => {
	it('shows the name only once the file is whole, and knows its hash', async () => {
		const path = join(folder, 'a.pdf');
		const file = await openOutputFile(path);
		await file.write(Buffer.from('hello '));
		expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.sohoa-[0-9a-f]{18}\.part$/)]);
		await file.write(Buffer.from('world'));
		await file.commit();
		expect(await readdir(folder)).toEqual(['a.pdf']);
		expect(await readFile(path, 'utf8')).toBe('hello world');
		expect(file.byteLength).toBe(11);
		expect(file.sha256()).toBe(createHash('sha256').update('hello world').digest('hex'));
		await file.discard();
		expect(await readdir(folder)).toEqual(['a.pdf']);
	});

	it('leaves nothing behind when it is discarded, twice if need be', async () => {
		const file = await openOutputFile(join(folder, 'a.pdf'));
		await file.write(Buffer.alloc(10));
		await file.discard();
		await file.discard();
		expect(await readdir(folder)).toEqual([]);
	});

	it('outputExists: refuses a name that is taken, from the start or since', async () => {
		const path = join(folder, 'a.pdf');
		const file = await openOutputFile(path);
		await file.write(Buffer.from('ours'));
		await writeFile(path, 'theirs');
		expect(isFault(await caught(file.commit()), 'outputExists')).toBe(true);
		expect(isFault(await caught(openOutputFile(path)), 'outputExists')).toBe(true);
		await file.discard();
		expect(await readdir(folder)).toEqual(['a.pdf']);
		expect(await readFile(path, 'utf8')).toBe('theirs');
	});

	it('outputExists: takes a dangling link for a taken name', async () => {
		await symlink(join(folder, 'nowhere'), join(folder, 'a.pdf'));
		expect(isFault(await caught(openOutputFile(join(folder, 'a.pdf'))), 'outputExists')).toBe(true);
	});

	it('outputUnwritable: the folder is missing, a file, or closed to us', async () => {
		expect(isFault(await caught(openOutputFile(join(folder, 'no', 'a.pdf'))), 'outputUnwritable')).toBe(true);
		await writeFile(join(folder, 'file'), '');
		expect(isFault(await caught(openOutputFile(join(folder, 'file', 'a.pdf'))), 'outputUnwritable')).toBe(true);
		const closed = join(folder, 'closed');
		await mkdir(closed);
		await chmod(closed, 0o500);
		// The superuser may write everywhere.
		if (process.getuid?.() !== 0) {
			expect(isFault(await caught(openOutputFile(join(closed, 'a.pdf'))), 'outputUnwritable')).toBe(true);
		}
	});

	it('outputUnwritable: a name longer than the file system takes', async () => {
		expect(isFault(await caught(openOutputFile(join(folder, 'a'.repeat(300)))), 'outputUnwritable')).toBe(true);
		// The longest name that it takes is fine: the temporary name does not grow with it.
		const longest = await openOutputFile(join(folder, 'a'.repeat(255)));
		await longest.commit();
		expect(await readdir(folder)).toEqual(['a'.repeat(255)]);
	});

	it.skipIf(process.platform !== 'linux')('diskFull: the system says that no space is left', async () => {
		const full = await open('/dev/full', 'w');
		const error = await caught(full.write('x'));
		await full.close();
		const fault = toOutputFault(error);
		expect(isFault(fault, 'diskFull') && fault.data).toEqual({ system: 'ENOSPC' });
	});

	it('leaves an unknown error as it is', () => {
		const bug = new TypeError('a bug');
		expect(toOutputFault(bug)).toBe(bug);
	});
});
