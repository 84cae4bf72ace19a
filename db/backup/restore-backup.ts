import { mkdir, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type AuditActor, Fault, type FileVault, type StoredFile } from '../../domain/index.ts';
import { run } from '../capability.ts';
import { hashStored, openFileVault } from '../file-vault.ts';
import { userVersion } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { isOnNetwork } from '../network-path.ts';
import { DATABASE_FILE, openDatabase } from '../open-database.ts';
import { appendAudit } from '../repo/audit.ts';
import { setSetting, UPLOAD_PAUSED } from '../repo/settings.ts';
import { errorCode, toDatabaseFault, toFolderFault } from '../sqlite-faults.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** Who restores, and when. */
export type RestoreOptions = { readonly actor: AuditActor; readonly now: Date; readonly signal?: AbortSignal };

/** What was restored. */
export type Restored = { readonly files: number; readonly bytes: number };

/**
 * Puts a backup into an empty data folder. Everything is checked before anything is written; the database comes last, so that a
 * restore that was cut short has none. Afterwards uploads are paused (`upload.paused`), and everybody has to sign in again.
 *
 * @throws {Fault} `backupInvalid` ({ reason }), `databaseFromFuture`, `restoreTargetNotEmpty`, `dataFolderOnNetwork`,
 * `dataFolderReadOnly`, `diskFull`, `cancelled`.
 */
export async function restoreBackup(source: string, target: string, options: RestoreOptions): Promise<Restored> {
	const from = openFileVault(source);
	const { manifest, sha256 } = await readManifest(resolve(source));
	await verifyFiles(from, manifest, options.signal);
	checkDatabase(from.locate(DATABASE_FILE), manifest);
	const folder = resolve(target);
	await makeEmptyFolder(folder);
	await copyFiles(from, folder, manifest, options.signal);
	await afterwards(folder, async (db) => {
		const at = options.now.toISOString();
		await db.write(async (tx) => {
			await setSetting(tx, UPLOAD_PAUSED, true, at);
			await run(tx, 'DELETE FROM sessions');
			await appendAudit(tx, options.actor, { kind: 'restored', manifestSha256: sha256 }, at);
		});
	});
	const bytes = manifest.files.reduce((sum, file) => sum + file.byteLength, 0);
	return { files: manifest.files.length, bytes };
}

async function verifyFiles(from: FileVault, manifest: Manifest, signal: AbortSignal | undefined): Promise<void> {
	if (!manifest.files.some((file) => file.path === DATABASE_FILE)) invalid('noDatabase');
	for (const file of manifest.files) {
		if (signal?.aborted) throw new Fault('cancelled');
		const found = await hashed(from, file);
		if (found === undefined) invalid('fileMissing');
		if (found.sha256 !== file.sha256 || found.byteLength !== file.byteLength) invalid('hash');
	}
}

/** A path that leaves the folder makes the backup invalid: somebody has written its manifest by hand. */
async function hashed(from: FileVault, file: StoredFile): Promise<StoredFile | undefined> {
	try {
		return await hashStored(from, file.path);
	} catch (error) {
		if (error instanceof RangeError) invalid('path');
		throw error;
	}
}

function checkDatabase(file: string, manifest: Manifest): void {
	let db: Database.Database | undefined;
	try {
		db = new Database(file, { readonly: true });
		const found = userVersion(db);
		const known = MIGRATIONS.at(-1)?.version ?? 0;
		if (found > known) throw new Fault('databaseFromFuture', { found, known });
		if (found !== manifest.schema || db.pragma('quick_check(1)', { simple: true }) !== 'ok') invalid('database');
	} catch (error) {
		const fault = toDatabaseFault(error);
		throw fault instanceof Fault && fault.code === 'databaseDamaged'
			? new Fault('backupInvalid', { reason: 'database' }, error)
			: fault;
	} finally {
		db?.close();
	}
}

async function makeEmptyFolder(folder: string): Promise<void> {
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		if ((await readdir(folder)).length > 0) throw new Fault('restoreTargetNotEmpty');
	} catch (error) {
		throw errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOTDIR'
			? new Fault('restoreTargetNotEmpty', {}, error)
			: toFolderFault(error);
	}
	if (isOnNetwork(folder)) throw new Fault('dataFolderOnNetwork');
}

async function copyFiles(
	from: FileVault,
	folder: string,
	manifest: Manifest,
	signal: AbortSignal | undefined,
): Promise<void> {
	const to = openFileVault(folder);
	const isDatabase = (file: StoredFile) => file.path === DATABASE_FILE;
	const last = [...manifest.files.filter((file) => !isDatabase(file)), ...manifest.files.filter(isDatabase)];
	for (const file of last) {
		if (signal?.aborted) throw new Fault('cancelled');
		const copied = await to.putFile(file.path, from.locate(file.path));
		if (copied.sha256 !== file.sha256) invalid('hash');
	}
}

async function afterwards(
	folder: string,
	work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
): Promise<void> {
	const db = await openDatabase(folder);
	try {
		await work(db);
	} finally {
		await db.close();
	}
}

function invalid(reason: string): never {
	throw new Fault('backupInvalid', { reason });
}
