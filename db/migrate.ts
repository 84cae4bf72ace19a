import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { Fault } from '../domain/index.ts';
import { fileStamp } from './file-stamp.ts';
import { toDatabaseFault, toFolderFault } from './sqlite-faults.ts';

/** One step of the schema. Versions go up in steps of 10, so that a fix can still be put between two. */
export type Migration = {
	readonly version: number;
	/** The file's name without its number. */
	readonly name: string;
	/** Runs in a transaction of its own with foreign keys unchecked (they are checked before it commits). */
	up(db: Database.Database): void;
};

/** What `migrate` did. `copy`: relative to the data folder. */
export type MigrationResult = { readonly from: number; readonly to: number; readonly copy?: string };

/**
 * Brings a database to the newest version. Before the first change to a database that holds anything, a copy is made in
 * `backups/`; it is kept whatever happens.
 *
 * @throws {Fault} `databaseFromFuture` ({ found, known }), `migrationFailed` ({ version, copy }), `databaseDamaged`, `diskFull`.
 */
export function migrate(
	db: Database.Database,
	folder: string,
	migrations: readonly Migration[],
	now: Date,
): MigrationResult {
	assertInOrder(migrations);
	const from = userVersion(db);
	const known = migrations.at(-1)?.version ?? 0;
	if (from > known) throw new Fault('databaseFromFuture', { found: from, known });
	const due = migrations.filter((migration) => migration.version > from);
	if (due.length === 0) return { from, to: from };
	const copy = from === 0 ? undefined : copyBefore(db, folder, from, now);
	db.pragma('foreign_keys = OFF');
	for (const migration of due) apply(db, migration, copy);
	db.pragma('foreign_keys = ON');
	return copy === undefined ? { from, to: known } : { from, to: known, copy };
}

/** The schema's version, 0 for a new file. */
export function userVersion(db: Database.Database): number {
	return Number(db.pragma('user_version', { simple: true }));
}

function apply(db: Database.Database, migration: Migration, copy: string | undefined): void {
	try {
		db.transaction(() => {
			migration.up(db);
			const broken = db.pragma('foreign_key_check') as unknown[];
			if (broken.length > 0) throw new Error(`Migration ${migration.version} breaks ${broken.length} foreign keys`);
			db.pragma(`user_version = ${migration.version}`);
		})();
	} catch (error) {
		const known = toDatabaseFault(error);
		if (known instanceof Fault) throw known;
		throw new Fault('migrationFailed', { version: migration.version, ...(copy !== undefined && { copy }) }, error);
	}
}

function copyBefore(db: Database.Database, folder: string, from: number, now: Date): string {
	const relative = `backups/before-migration-${from}-${fileStamp(now)}.sqlite`;
	try {
		const damage = db.pragma('quick_check(1)', { simple: true });
		if (damage !== 'ok') throw new Fault('databaseDamaged');
		mkdirSync(join(folder, 'backups'), { recursive: true });
		db.prepare('VACUUM INTO ?').run(join(folder, relative));
		syncFile(join(folder, relative));
	} catch (error) {
		throw toFolderFault(toDatabaseFault(error));
	}
	return relative;
}

/** VACUUM INTO leaves the copy to the system's cache. */
function syncFile(file: string): void {
	const handle = openSync(file, 'r+');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** @throws {Error} when two migrations share a version, or one goes back (a bug, seen at the first start). */
function assertInOrder(migrations: readonly Migration[]): void {
	let last = 0;
	for (const { version, name } of migrations) {
		if (!Number.isInteger(version) || version <= last)
			throw new Error(`Migration ${version} (${name}) is out of order`);
		last = version;
	}
}
