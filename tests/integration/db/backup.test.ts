import { execFileSync } from 'node:child_process';
import {
	appendFileSync,
	cpSync,
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
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
	appendAudit,
	checkData,
	createBackup,
	DATABASE_FILE,
	type Db,
	findSession,
	getSetting,
	insertFile,
	insertSession,
	listAudit,
	MANIFEST_FILE,
	newId,
	openDatabase,
	openFileVault,
	restoreBackup,
	searchOutcomes,
	setSetting,
	UPLOAD_PAUSED,
	updateOutcome,
} from '../../../db/index.ts';
import type { FileId, SessionId } from '../../../domain/index.ts';
import { AT, addOutcome, makeOffice, openTemp, tempFolder } from '../../unit/db/support.ts';

const NOW = new Date(AT);
const RESTORE = { actor: { kind: 'system' }, now: NOW } as const;

/** A data folder with an office, an outcome with two files, an event and a session. */
async function filled(folder = tempFolder()) {
	const db = await openTemp(folder);
	const vault = openFileVault(folder);
	const office = await makeOffice(db);
	const original = await vault.put('outcomes/2026/11/x/originals/1.jpg', Buffer.from('original'));
	const document = await vault.put('outcomes/2026/11/x/v1-r1.pdf', Buffer.from('document'));
	const outcome = await db.write(async (tx) => {
		const { outcome: draft, versionId } = await addOutcome(tx, office, { body: 'Quyết định cấp phép' });
		const row = { outcomeId: draft.id, versionId, createdAt: AT };
		await insertFile(tx, { ...row, ...original, id: newId<FileId>(), role: 'original' });
		await insertFile(tx, { ...row, ...document, id: newId<FileId>(), role: 'document' });
		await insertSession(tx, { id: newId<SessionId>(), accountId: office.clerk, createdAt: AT, expiresAt: AT }, 'token');
		await appendAudit(tx, { kind: 'system' }, { kind: 'outcomeShown', outcomeId: draft.id }, AT);
		const { sha256, byteLength } = document;
		const state = { kind: 'recognized', document: { sha256, byteLength, conformance: 'made' } } as const;
		return updateOutcome(tx, draft, { state }, AT);
	});
	return { db, vault, folder, office, outcome, original, document };
}

const raw = (folder: string, text: string) => {
	const db = new Database(join(folder, DATABASE_FILE));
	// Lets the index's own tables be damaged.
	db.unsafeMode(true);
	db.exec(text);
	db.close();
};

describe('a backup', () => {
	it('comes back whole: rows, files, search, audit; uploads paused, everybody signed out', async () => {
		const { db, vault, folder, office, outcome, original } = await filled();
		const backup = await createBackup(db, vault, { now: NOW });
		expect(backup).toMatchObject({ folder: join(folder, 'backups', '20261123T030000000Z'), files: 3, damaged: [] });
		expect(readdirSync(backup.folder).sort()).toEqual([MANIFEST_FILE, 'outcomes', DATABASE_FILE].sort());
		const target = join(tempFolder(), 'restored');
		expect(await restoreBackup(backup.folder, target, RESTORE)).toEqual({ files: backup.files, bytes: backup.bytes });
		const again = await openTemp(target);
		const copies = openFileVault(target);
		expect(await checkData(again, copies)).toMatchObject({
			outcomes: 1,
			files: 2,
			problems: [],
			orphans: [],
			auditEvents: 2,
		});
		expect(await copies.read(original.path, original.sha256)).toEqual(Buffer.from('original'));
		const found = await searchOutcomes(again, { scope: [office.unit], text: 'quyet dinh', limit: 5 });
		expect(found.hits[0]?.outcome).toEqual(outcome);
		expect(await getSetting(again, UPLOAD_PAUSED)).toBe(true);
		expect(await findSession(again, 'token')).toBeUndefined();
		expect((await listAudit(again, { limit: 1 }))[0]?.event).toEqual({
			kind: 'restored',
			manifestSha256: backup.manifestSha256,
		});
	});

	it('is of one moment though rows are written meanwhile', async () => {
		const { db, vault, office } = await filled();
		const writing = (async () => {
			for (let i = 0; i < 200; i += 1) {
				await db.write(async (tx) => {
					await setSetting(tx, 'left', i, AT);
					await addOutcome(tx, office, { body: 'chữ '.repeat(200) });
					await setSetting(tx, 'right', i, AT);
				});
				await new Promise((resolve) => setImmediate(resolve));
			}
		})();
		const backup = await createBackup(db, vault, { now: NOW, target: tempFolder() });
		await writing;
		const target = tempFolder();
		await restoreBackup(backup.folder, target, RESTORE);
		const again = await openTemp(target);
		expect(await getSetting(again, 'left')).toBe(await getSetting(again, 'right'));
		expect((await checkData(again, openFileVault(target))).problems).toEqual([]);
	});

	it('that was cut short, changed or is none is refused before anything is written', async () => {
		const { db, vault } = await filled();
		const { folder } = await createBackup(db, vault, { now: NOW });
		const broken: Readonly<Record<string, (copy: string) => void>> = {
			noManifest: (copy) => rmSync(join(copy, MANIFEST_FILE)),
			manifest: (copy) => writeFileSync(join(copy, MANIFEST_FILE), '{"format":1}'),
			hash: (copy) => appendFileSync(join(copy, 'outcomes/2026/11/x/v1-r1.pdf'), 'x'),
			fileMissing: (copy) => rmSync(join(copy, 'outcomes/2026/11/x/v1-r1.pdf')),
			path: (copy) => {
				const text = readFileSync(join(copy, MANIFEST_FILE), 'utf8');
				writeFileSync(join(copy, MANIFEST_FILE), text.replace('outcomes/2026/11/x/v1-r1.pdf', '../../outside'));
			},
			noDatabase: (copy) => {
				const text = readFileSync(join(copy, MANIFEST_FILE), 'utf8');
				writeFileSync(join(copy, MANIFEST_FILE), text.replace(`"${DATABASE_FILE}"`, '"other.sqlite"'));
			},
		};
		for (const [reason, damage] of Object.entries(broken)) {
			const copy = join(tempFolder(), 'copy');
			cpSync(folder, copy, { recursive: true });
			damage(copy);
			const target = join(tempFolder(), 'target');
			const restoring = restoreBackup(copy, target, RESTORE);
			await expect(restoring, reason).rejects.toMatchObject({ code: 'backupInvalid', data: { reason } });
			expect(existsSync(target), reason).toBe(false);
		}
	});

	it('is made of what is left when files are lost or changed, and names them', async () => {
		const { db, vault, folder, original, document } = await filled();
		rmSync(join(folder, original.path));
		writeFileSync(join(folder, document.path), 'Document');
		const backup = await createBackup(db, vault, { now: NOW });
		expect(backup.damaged).toEqual([original.path, document.path]);
		const target = tempFolder();
		await restoreBackup(backup.folder, target, RESTORE);
		const report = await checkData(await openTemp(target), openFileVault(target));
		expect(report.problems).toEqual([
			{ kind: 'fileLost', path: original.path },
			{ kind: 'fileChanged', path: document.path },
		]);
	});

	it('is not restored over anything', async () => {
		const { db, vault, folder } = await filled();
		const backup = await createBackup(db, vault, { now: NOW });
		const target = tempFolder();
		writeFileSync(join(target, 'mine'), 'x');
		for (const taken of [target, folder, join(target, 'mine')]) {
			await expect(restoreBackup(backup.folder, taken, RESTORE)).rejects.toMatchObject({
				code: 'restoreTargetNotEmpty',
			});
		}
		expect(readdirSync(target)).toEqual(['mine']);
	});

	it('of a newer Sohoa, or of other data than its manifest says, is refused', async () => {
		const { db, vault } = await filled();
		const { folder } = await createBackup(db, vault, { now: NOW });
		const rehash = async (version: number) => {
			const copy = join(tempFolder(), 'copy');
			cpSync(folder, copy, { recursive: true });
			raw(copy, `PRAGMA user_version = ${version}`);
			const { createHash } = await import('node:crypto');
			const hash = createHash('sha256')
				.update(readFileSync(join(copy, DATABASE_FILE)))
				.digest('hex');
			const manifest = JSON.parse(readFileSync(join(copy, MANIFEST_FILE), 'utf8'));
			manifest.files[0].sha256 = hash;
			writeFileSync(join(copy, MANIFEST_FILE), JSON.stringify(manifest));
			return copy;
		};
		const restore = async (version: number) => restoreBackup(await rehash(version), join(tempFolder(), 't'), RESTORE);
		await expect(restore(99_990)).rejects.toMatchObject({ code: 'databaseFromFuture' });
		await expect(restore(5)).rejects.toMatchObject({ code: 'backupInvalid', data: { reason: 'database' } });
	});

	it('is not made of a broken audit, and stops when asked, leaving nothing', async () => {
		const { db, vault, folder } = await filled();
		const target = tempFolder();
		const signal = AbortSignal.abort();
		await expect(createBackup(db, vault, { now: NOW, target, signal })).rejects.toMatchObject({ code: 'cancelled' });
		expect(readdirSync(target)).toEqual([]);
		await db.close();
		raw(folder, "DROP TRIGGER audit_stays; UPDATE audit SET at = 'x'");
		const again = await openTemp(folder);
		await expect(createBackup(again, vault, { now: NOW, target })).rejects.toMatchObject({ code: 'auditBroken' });
	});

	it.skipIf(process.getuid?.() !== 0)('says when its disk is full or cannot be written', async () => {
		const { db, vault } = await filled();
		const small = mkdtempSync(join(tmpdir(), 'sohoa-mount-'));
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
		onTestFinished(() => {
			execFileSync('umount', [small]);
			rmSync(small, { recursive: true });
		});
		await expect(createBackup(db, vault, { now: NOW, target: small })).rejects.toMatchObject({ code: 'diskFull' });
		expect(readdirSync(small)).toEqual([]);
		execFileSync('mount', ['-o', 'remount,ro', small]);
		await expect(createBackup(db, vault, { now: NOW, target: small })).rejects.toMatchObject({
			code: 'outputUnwritable',
		});
	});
});

describe('the check', () => {
	const problemsOf = async (folder: string, work: () => void | Promise<void>, db: Db) => {
		await db.close();
		await work();
		const again = await openDatabase(folder);
		const report = await checkData(again, openFileVault(folder));
		await again.close();
		return report;
	};

	it('finds nothing wrong with good data, and counts its files', async () => {
		const { db, vault } = await filled();
		const seen: number[] = [];
		const report = await checkData(db, vault, { onFile: (done) => seen.push(done) });
		expect(report).toEqual({ outcomes: 1, files: 2, bytes: 16, auditEvents: 1, problems: [], orphans: [] });
		expect(seen).toEqual([1, 2]);
		const signal = AbortSignal.abort();
		await expect(checkData(db, vault, { signal })).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('reports lost and changed files, and orphans', async () => {
		const { db, folder, original, document } = await filled();
		const report = await problemsOf(
			folder,
			() => {
				rmSync(join(folder, original.path));
				writeFileSync(join(folder, document.path), 'Document');
				mkdirSync(join(folder, 'outcomes/y'));
				writeFileSync(join(folder, 'outcomes/y/orphan.pdf'), 'x');
				writeFileSync(join(folder, 'outcomes/y/.new-1'), 'x');
			},
			db,
		);
		expect(report.problems).toEqual([
			{ kind: 'fileLost', path: original.path },
			{ kind: 'fileChanged', path: document.path },
		]);
		expect(report.orphans).toEqual(['outcomes/y/.new-1', 'outcomes/y/orphan.pdf']);
	});

	it.each([
		['DELETE FROM files', [{ kind: 'documentUnknown', outcomeId: expect.any(String) }]],
		["DROP TRIGGER audit_stays; UPDATE audit SET at = 'x'", [{ kind: 'auditBroken', seq: 1, reason: 'changed' }]],
		[
			'PRAGMA foreign_keys = OFF; DELETE FROM accounts',
			[
				{ kind: 'rowsUnlinked', table: 'account_roles', count: 1 },
				{ kind: 'rowsUnlinked', table: 'outcome_moves', count: 2 },
				{ kind: 'rowsUnlinked', table: 'outcomes', count: 1 },
				{ kind: 'rowsUnlinked', table: 'sessions', count: 1 },
			],
		],
		['DELETE FROM search_index', [{ kind: 'searchIndex', missing: 1, extra: 0, damaged: false }]],
		['DELETE FROM search_texts', [{ kind: 'searchIndex', missing: 0, extra: 1, damaged: false }]],
		[
			'UPDATE search_index_data SET block = zeroblob(40) WHERE id > 10',
			[{ kind: 'searchIndex', missing: 0, extra: 0, damaged: true }],
		],
		[
			"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'kind TEXT NOT NULL', 'kind INTEGER NOT NULL') WHERE name = 'outcomes'",
			[{ kind: 'databaseDamaged', detail: expect.stringContaining('outcomes.kind') }],
		],
	])('reports what this leaves: %s', async (text, problems) => {
		const { db, folder } = await filled();
		const report = await problemsOf(folder, () => raw(folder, text), db);
		expect(report.problems).toEqual(problems);
	});
});
