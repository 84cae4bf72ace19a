import { execFileSync } from 'node:child_process';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	truncateSync,
	unlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deliver, folderRepository, type Upload } from '../../../upload/index.ts';
import { durable, makeUpload, NEVER, sha256, tempFolder } from './support.ts';

const isRoot = process.getuid?.() === 0;
const NOW = { now: () => new Date('2026-11-23T03:00:00Z') };

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

function scene() {
	const base = tempFolder();
	const folder = join(base, 'kho');
	const upload = makeUpload(base);
	const destination = folderRepository({ folder, clock: NOW });
	const store = (what: Upload = upload, signal: AbortSignal = NEVER) =>
		destination.store(what, { signal, beforeSend: async () => undefined });
	return { base, folder, upload, destination, store, home: join(folder, upload.docCode) };
}

describe('the folder repository', () => {
	it('holds a document with its metadata and a manifest of both', async () => {
		const { upload, store, destination, home, folder } = scene();
		const name = 'G06.01_GP_000021_V1_20261123_GiayPhepXayDung.pdf';
		expect(await store()).toMatchObject({
			kind: 'receipt',
			receipt: {
				reference: `${upload.docCode}/${name}`,
				sha256: upload.document.sha256,
				receivedAt: '2026-11-23T03:00:00.000Z',
				reconciled: false,
			},
		});
		expect(readdirSync(folder)).toEqual([upload.docCode]);
		expect(readdirSync(home).sort()).toEqual([name, 'manifest.json', 'metadata.json']);
		expect(readFileSync(join(home, name))).toEqual(readFileSync(upload.document.path));
		const metadata = readFileSync(join(home, 'metadata.json'), 'utf8');
		expect(JSON.parse(metadata)).toEqual(upload.metadata);
		expect(JSON.parse(readFileSync(join(home, 'manifest.json'), 'utf8'))).toEqual({
			format: 'sohoa-repository-1',
			docCode: upload.docCode,
			storedAt: '2026-11-23T03:00:00.000Z',
			idempotencyKey: upload.idempotencyKey,
			document: { name, sha256: upload.document.sha256, byteLength: upload.document.byteLength },
			metadata: { name: 'metadata.json', sha256: sha256(metadata), byteLength: Buffer.byteLength(metadata) },
		});
		expect(await destination.find(upload.docCode, NEVER)).toMatchObject({
			kind: 'present',
			receipt: { sha256: upload.document.sha256, reconciled: true },
		});
	});

	it('takes the same bytes again, refuses others, and changes nothing', async () => {
		const { base, upload, store, home } = scene();
		await store();
		const before = lstatSync(join(home, 'manifest.json')).mtimeMs;
		expect(await store()).toMatchObject({ kind: 'receipt', receipt: { reconciled: true } });
		const other = makeUpload(base, 21, 'other bytes');
		expect(await store(other)).toMatchObject({
			kind: 'refused',
			lasting: true,
			fault: { code: 'repositoryConflict' },
		});
		expect(lstatSync(join(home, 'manifest.json')).mtimeMs).toBe(before);
		expect(readFileSync(join(home, upload.metadata.FileName))).toEqual(readFileSync(upload.document.path));
	});

	it('lets one of several stores at once win, and leaves no temporary folder', async () => {
		const { base, store, folder } = scene();
		const uploads = ['one', 'two', 'three', 'four'].map((text) => makeUpload(base, 21, text));
		const results = await Promise.all(uploads.map((upload) => store(upload)));
		expect(results.map(({ kind }) => kind).sort()).toEqual(['receipt', 'refused', 'refused', 'refused']);
		expect(readdirSync(folder)).toHaveLength(1);
	});

	it('knows that nothing is there, also before its folder is', async () => {
		const { destination, upload, folder } = scene();
		expect(await destination.find(upload.docCode, NEVER)).toEqual({ kind: 'absent', plainly: true });
		expect(existsSync(folder)).toBe(false);
	});

	it('sweeps what a crash left of this document at once, and anything after a day', async () => {
		const { upload, store, folder } = scene();
		mkdirSync(folder);
		const [ours, young, old] = [`.new-${upload.docCode}-x`, '.new-G06.01_GP_000001_V1-x', '.new-G06.01_GP_000002_V1-x'];
		for (const name of [ours, young, old]) {
			mkdirSync(join(folder, name));
			writeFileSync(join(folder, name, 'part.pdf'), 'half');
		}
		utimesSync(join(folder, young), NOW.now(), NOW.now());
		utimesSync(join(folder, old), new Date('2026-11-21'), new Date('2026-11-21'));
		await store();
		expect(readdirSync(folder).sort()).toEqual([young, upload.docCode].sort());
	});

	it('sees when a stored document was changed, cut or taken away', async () => {
		const { upload, store, destination, home } = scene();
		await store();
		const pdf = join(home, upload.metadata.FileName);
		truncateSync(pdf, 3);
		expect(await destination.find(upload.docCode, NEVER)).toMatchObject({
			kind: 'present',
			receipt: { sha256: sha256(readFileSync(pdf)) },
		});
		expect(await store()).toMatchObject({ kind: 'refused', fault: { code: 'repositoryConflict' } });
		rmSync(pdf);
		expect(await destination.find(upload.docCode, NEVER)).toEqual({ kind: 'foreign' });
	});

	it('says that what lies there is not ours: a file, a link, a folder without manifest, another code in the manifest', async () => {
		const { base, upload, store, destination, home, folder } = scene();
		await store(makeUpload(base, 7));
		const other = join(folder, 'G06.01_GP_000007_V1');
		const conflict = async () => {
			expect(await destination.find(upload.docCode, NEVER)).toEqual({ kind: 'foreign' });
			expect(await store()).toMatchObject({ kind: 'refused', fault: { code: 'repositoryConflict' } });
			if (lstatSync(home).isSymbolicLink()) unlinkSync(home);
			else rmSync(home, { recursive: true });
		};
		writeFileSync(home, 'a file');
		await conflict();
		symlinkSync(other, home);
		await conflict();
		symlinkSync(join(base, 'nowhere'), home);
		await conflict();
		mkdirSync(home);
		await conflict();
		mkdirSync(home);
		writeFileSync(join(home, 'something'), 'x');
		await conflict();
		mkdirSync(home);
		writeFileSync(join(home, 'manifest.json'), '{"format":"other"}');
		await conflict();
		renameSync(other, home);
		await conflict();
	});

	it('does not follow a link in place of the PDF or the manifest', async () => {
		const { base, upload, store, destination, home } = scene();
		await store();
		for (const name of [upload.metadata.FileName, 'manifest.json']) {
			renameSync(join(home, name), join(base, name));
			symlinkSync(join(base, name), join(home, name));
			expect(await destination.find(upload.docCode, NEVER)).toEqual({ kind: 'foreign' });
			rmSync(join(home, name));
			renameSync(join(base, name), join(home, name));
		}
		expect((await destination.find(upload.docCode, NEVER)).kind).toBe('present');
	});

	it.each([
		'../../etc',
		'..',
		'',
		'a/b',
		'G06.01_GP_000021_V1/..',
		'G06.01_GP_000021_V1\0',
		'g06_GP_000021_V1',
		'.new-x',
	])('refuses the code %j', async (docCode) => {
		const { upload, store, destination, base } = scene();
		await expect(destination.find(docCode, NEVER)).rejects.toThrow(RangeError);
		await expect(store({ ...upload, docCode })).rejects.toThrow(RangeError);
		expect(readdirSync(base)).toHaveLength(1);
	});

	it('takes codes with Vietnamese letters', async () => {
		const { upload, store, destination } = scene();
		const docCode = 'G06.01_QĐ_000021_V12';
		expect(await store({ ...upload, docCode })).toMatchObject({ kind: 'receipt' });
		expect((await destination.find(docCode, NEVER)).kind).toBe('present');
	});

	it('does not store what is not the document any more', async () => {
		const { upload, store, folder } = scene();
		writeFileSync(upload.document.path, 'changed');
		await expect(store()).rejects.toMatchObject({ code: 'fileLost', data: { reason: 'hash' } });
		rmSync(upload.document.path);
		await expect(store()).rejects.toMatchObject({ code: 'fileLost', data: { reason: 'absent' } });
		expect(readdirSync(folder)).toEqual([]);
	});

	it('leaves nothing when it is cancelled, or when what comes before cannot be kept', async () => {
		const { upload, store, destination, folder } = scene();
		const stop = new AbortController();
		const cancelled = destination.store(upload, {
			signal: stop.signal,
			beforeSend: async () => stop.abort(),
		});
		await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
		expect(readdirSync(folder)).toEqual([]);
		await expect(store(upload, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
		await expect(
			destination.store(upload, { signal: NEVER, beforeSend: () => Promise.reject(new Error('disk')) }),
		).rejects.toThrow('disk');
		expect(readdirSync(folder)).toEqual([]);
	});

	it('says that its folder is away: no parent, a file or a link in its place', async () => {
		const { base, upload, folder } = scene();
		const run = (path: string) => deliver(folderRepository({ folder: path }), upload, durable(), { signal: NEVER });
		const away = { kind: 'retry', fault: { code: 'repositoryUnreachable' } };
		expect(await run(join(base, 'no', 'kho'))).toMatchObject(away);
		writeFileSync(folder, 'a file');
		expect(await run(folder)).toMatchObject(away);
		rmSync(folder);
		mkdirSync(join(base, 'real'));
		symlinkSync(join(base, 'real'), folder);
		expect(await run(folder)).toMatchObject(away);
		expect(readdirSync(join(base, 'real'))).toEqual([]);
	});

	it.skipIf(!isRoot)('says that it is full, leaves nothing, and takes it once there is room', async () => {
		const folder = mounted('size=256k');
		const upload = makeUpload(tempFolder(), 21, new Uint8Array(600_000));
		const memory = durable();
		const destination = folderRepository({ folder });
		const run = () => deliver(destination, upload, memory, { signal: NEVER });
		expect(await run()).toMatchObject({ kind: 'failed', fault: { code: 'repositoryFull' } });
		expect(readdirSync(folder)).toEqual([]);
		execFileSync('mount', ['-o', 'remount,size=2m', folder]);
		expect(await run()).toMatchObject({ kind: 'stored' });
	});

	it.skipIf(!isRoot)('says that it may not be written', async () => {
		const folder = mounted('size=256k');
		execFileSync('mount', ['-o', 'remount,ro', folder]);
		const run = deliver(folderRepository({ folder }), makeUpload(tempFolder()), durable(), { signal: NEVER });
		expect(await run).toMatchObject({
			kind: 'failed',
			fault: { code: 'repositoryRefused', data: { status: 'EROFS' } },
		});
	});
});
