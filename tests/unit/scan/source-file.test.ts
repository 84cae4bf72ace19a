import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../../domain/index.ts';
import { openSource } from '../../../scan/index.ts';
import { drawnPage, put, temporaryFolder } from './fixtures.ts';

const folder = temporaryFolder();

async function faultOf(path: string, limits = {}): Promise<string> {
	try {
		await (await openSource(path, { limits })).close();
		return 'none';
	} catch (error) {
		if (isFault(error)) return error.code;
		throw error;
	}
}

/** Runs `work` without root's right to read everything. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
	if (process.geteuid?.() !== 0) return work();
	process.seteuid?.(65_534);
	try {
		return await work();
	} finally {
		process.seteuid?.(0);
	}
}

describe('opening a file', () => {
	it('names what is wrong with the path', async () => {
		mkdirSync(join(folder, 'sub'));
		symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.pdf'));
		symlinkSync(join(folder, 'self.pdf'), join(folder, 'self.pdf'));
		expect(await faultOf(join(folder, 'missing.pdf'))).toBe('fileMissing');
		expect(await faultOf(join(folder, 'missing', 'x.pdf'))).toBe('fileMissing');
		expect(await faultOf(join(folder, 'sub'))).toBe('fileNotRegular');
		expect(await faultOf(join(folder, 'dangling.pdf'))).toBe('fileNotRegular');
		expect(await faultOf(join(folder, 'self.pdf'))).toBe('fileNotRegular');
		expect(await faultOf(`${folder}/a\0b.pdf`)).toBe('fileNameUnusable');
		expect(await faultOf(join(folder, `${'x'.repeat(300)}.pdf`))).toBe('fileNameUnusable');
		expect(await faultOf(join(folder, `${'ế'.repeat(90)}.pdf`))).toBe('fileNameUnusable');
	});

	it.skipIf(process.platform === 'win32')('does not hang at a pipe or a device', async () => {
		execFileSync('mkfifo', [join(folder, 'pipe.pdf')]);
		expect(await faultOf(join(folder, 'pipe.pdf'))).toBe('fileNotRegular');
		expect(await faultOf('/dev/zero')).toBe('fileNotRegular');
	});

	it('names what is wrong with the contents', async () => {
		expect(await faultOf(put(folder, 'empty.jpg', ''))).toBe('fileEmpty');
		expect(await faultOf(put(folder, 'text.pdf', '<html>no PDF</html>'))).toBe('fileKindUnknown');
		expect(await faultOf(put(folder, 'mz.jpg', 'MZ\x90\0'))).toBe('fileKindUnknown');
		expect(await faultOf(put(folder, 'big.pdf', '%PDF-1.4\n'.repeat(100)), { maxFileBytes: 100 })).toBe('fileTooLarge');
		expect(await faultOf(put(folder, 'bigger.pdf', '%PDF-1.4\n'.repeat(100)), { maxPdfBytes: 100 })).toBe(
			'fileTooLarge',
		);
	});

	it.skipIf(process.platform === 'win32')('says that a file may not be read', async () => {
		const path = put(folder, 'secret.png', await drawnPage(20, 20).png().toBuffer());
		chmodSync(folder, 0o755);
		chmodSync(path, 0o000);
		expect(await asNobody(() => faultOf(path))).toBe('fileUnreadable');
	});

	it('follows a link to a regular file', async () => {
		put(folder, 'real.png', await drawnPage(20, 20).png().toBuffer());
		symlinkSync(join(folder, 'real.png'), join(folder, 'link.png'));
		expect(await faultOf(join(folder, 'link.png'))).toBe('none');
	});

	it('opens a file whose name holds a line break', async () => {
		const path = put(folder, 'a\nb\u202e.png', await drawnPage(20, 20).png().toBuffer());
		expect(await faultOf(path)).toBe('none');
	});

	it('refuses a page of a file that has changed since', async () => {
		const path = put(folder, 'changing.png', await drawnPage(20, 20).png().toBuffer());
		const document = await openSource(path);
		writeFileSync(path, await drawnPage(30, 30).png().toBuffer());
		utimesSync(path, 1, 1);
		await expect(document.page(0)).rejects.toMatchObject({ code: 'fileUnreadable' });
	});

	it('stops when it is told to', async () => {
		const path = put(folder, 'stop.png', await drawnPage(20, 20).png().toBuffer());
		const stopped = AbortSignal.abort();
		await expect(openSource(path, { signal: stopped })).rejects.toMatchObject({ code: 'cancelled' });
		const document = await openSource(path);
		await expect(document.page(0, stopped)).rejects.toMatchObject({ code: 'cancelled' });
	});
});
