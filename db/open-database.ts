import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { Fault } from '../domain/index.ts';
import type { Db } from './capability.ts';
import { applyPragmas, BUSY_TIMEOUT_MS, connect } from './connection.ts';
import { lockFolder } from './folder-lock.ts';
import { type Migration, migrate, userVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { isOnNetwork } from './network-path.ts';
import { toDatabaseFault, toFolderFault } from './sqlite-faults.ts';

/** The database's name in the data folder. While it is open, nothing but SQLite may open it (POSIX drops locks on any close). */
export const DATABASE_FILE = 'sohoa.sqlite';

/** For tests: another table of migrations, another clock. */
export type OpenOptions = { readonly migrations?: readonly Migration[]; readonly now?: Date };

/**
 * Opens (or makes) the database of a data folder, brings it to the newest version and holds the folder until `close`.
 *
 * @throws {Fault} `dataFolderReadOnly`, `dataFolderOnNetwork`, `dataFolderInUse`, `databaseFromFuture`, `databaseDamaged`,
 * `migrationFailed`, `diskFull`.
 */
export async function openDatabase(dataFolder: string, options: OpenOptions = {}): Promise<Db> {
	const folder = resolve(dataFolder);
	makeFolder(folder);
	if (isOnNetwork(folder)) throw new Fault('dataFolderOnNetwork');
	const lock = lockFolder(folder);
	try {
		const file = join(folder, DATABASE_FILE);
		prepare(file, folder, options);
		return await connect(file, folder, () => lock.release());
	} catch (error) {
		lock.release();
		throw error;
	}
}

function makeFolder(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
	} catch (error) {
		throw toFolderFault(error);
	}
}

/** Migrations run on a plain connection of their own, before TypeORM sees the file. */
function prepare(file: string, folder: string, options: OpenOptions): void {
	let db: Database.Database | undefined;
	try {
		db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
		db.pragma('journal_mode = WAL');
		applyPragmas(db);
		assertOurs(db);
		migrate(db, folder, options.migrations ?? MIGRATIONS, options.now ?? new Date());
	} catch (error) {
		throw toDatabaseFault(error);
	} finally {
		db?.close();
	}
}

/** Reading the schema finds a file that is no database, or whose first pages are gone; tables without a version are not ours. */
function assertOurs(db: Database.Database): void {
	const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
	if (tables > 0 && userVersion(db) === 0) throw new Fault('databaseDamaged', { reason: 'notOurs' });
}
