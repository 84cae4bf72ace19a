import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Fault, type FileVault, isFault, type Sha256, type StoredFile } from '../../domain/index.ts';
import { copyDatabase, type Db, sql, sqlOne } from '../capability.ts';
import { fileStamp } from '../file-stamp.ts';
import { hashFile, openFileVault, syncFolder, TEMPORARY_PREFIX } from '../file-vault.ts';
import { DATABASE_FILE } from '../open-database.ts';
import { verifyAudit } from '../repo/audit.ts';
import { toFolderFault } from '../sqlite-faults.ts';
import { MANIFEST_FILE, writeManifest } from './manifest.ts';

/** Where the stored files of outcomes lie in a data folder. */
export const OUTCOMES_FOLDER = 'outcomes';
/** Where pages lie that are not an outcome yet. They come and go while a backup is made. */
export const STACKS_FOLDER = 'stacks';
/** Where the certificates lie that the office trusts, put there by its people. */
export const TRUST_FOLDER = 'trust';

/** `target`: the folder to put the backup's own folder into; default `<data>/backups`. */
export type BackupOptions = { readonly target?: string; readonly now: Date; readonly signal?: AbortSignal };

/**
 * A backup that was made. `folder`: absolute. `damaged`: paths of stored files that were gone or changed before; the backup holds
 * them as they are, since what is left must be saved above all.
 */
export type Backup = {
	readonly folder: string;
	readonly files: number;
	readonly bytes: number;
	readonly manifestSha256: Sha256;
	readonly damaged: readonly string[];
};

/**
 * Copies the database, all stored files and the trusted certificates into a new folder, named by the time, with a manifest of their hashes. Work may go on
 * meanwhile: the database is copied first, and every file that it names was there before (files are never changed or removed).
 * The folder gets its name when it is complete.
 *
 * @throws {Fault} `auditBroken`, `diskFull`, `outputUnwritable`, `cancelled`.
 */
export async function createBackup(db: Db, vault: FileVault, options: BackupOptions): Promise<Backup> {
	const parent = resolve(options.target ?? join(db.folder, 'backups'));
	const folder = join(parent, fileStamp(options.now));
	const partial = `${folder}.partial`;
	try {
		await mkdir(parent, { recursive: true, mode: 0o700 });
		await mkdir(partial, { mode: 0o700 });
		const made = await fill(db, vault, partial, options);
		await rename(partial, folder);
		await syncFolder(parent);
		return { folder, ...made };
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw asOutputFault(error);
	}
}

async function fill(
	db: Db,
	vault: FileVault,
	partial: string,
	options: BackupOptions,
): Promise<Omit<Backup, 'folder'>> {
	const audit = await verifyAudit(db);
	if (audit.kind === 'broken') throw new Fault('auditBroken', { seq: audit.seq });
	const schema = await sqlOne<{ user_version: number }>(db, 'PRAGMA user_version');
	const copies = openFileVault(partial);
	const files: StoredFile[] = [await copyDatabaseFile(db, partial)];
	// Asked before the folder is: a file lies there before its row does.
	const rows = await sql<{ path: string; sha256: string }>(db, 'SELECT path, sha256 FROM files ORDER BY path');
	const listed = [...(await vault.list(OUTCOMES_FOLDER)), ...(await vault.list(TRUST_FOLDER))];
	for (const path of listed) {
		if (options.signal?.aborted) throw new Fault('cancelled');
		if (isTemporary(path)) continue;
		files.push(await copies.putFile(path, vault.locate(path)));
	}
	files.push(...(await copyStacks(vault, copies)));
	const copied = new Map(files.map((file) => [file.path, file.sha256]));
	const manifest = writeManifest({
		format: 1,
		createdAt: options.now.toISOString(),
		schema: schema?.user_version ?? 0,
		auditHead: audit.head,
		files,
	});
	await copies.put(MANIFEST_FILE, manifest);
	return {
		files: files.length,
		bytes: files.reduce((sum, file) => sum + file.byteLength, 0),
		manifestSha256: createHash('sha256').update(manifest).digest('hex') as Sha256,
		damaged: rows.filter((row) => copied.get(row.path) !== row.sha256).map((row) => row.path),
	};
}

/** A page that has become part of an outcome meanwhile is gone here and copied there. */
async function copyStacks(vault: FileVault, copies: FileVault): Promise<readonly StoredFile[]> {
	const files: StoredFile[] = [];
	for (const path of await vault.list(STACKS_FOLDER)) {
		if (path.includes('/.')) continue;
		try {
			files.push(await copies.putFile(path, vault.locate(path)));
		} catch (error) {
			if (!isFault(error, 'fileMissing')) throw error;
		}
	}
	return files;
}

async function copyDatabaseFile(db: Db, partial: string): Promise<StoredFile> {
	const copy = join(partial, DATABASE_FILE);
	await copyDatabase(db, copy);
	withoutWal(copy);
	const handle = await open(copy, 'r+');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
	const hashed = await hashFile(copy, DATABASE_FILE);
	if (hashed === undefined) throw new Error('The copy of the database is gone');
	return hashed;
}

/** The copy says of itself that it has a WAL, and could then not be opened on a medium that takes no writing. */
function withoutWal(copy: string): void {
	const connection = new Database(copy);
	try {
		connection.pragma('journal_mode = DELETE');
	} finally {
		connection.close();
	}
}

/** Whether a path is a file that was being written when the process ended. */
export function isTemporary(path: string): boolean {
	return path.slice(path.lastIndexOf('/') + 1).startsWith(TEMPORARY_PREFIX);
}

/** What cannot be written here is the backup's folder, not the data folder. */
function asOutputFault(error: unknown): unknown {
	const fault = toFolderFault(error);
	return isFault(fault, 'dataFolderReadOnly') ? new Fault('outputUnwritable', {}, error) : fault;
}
