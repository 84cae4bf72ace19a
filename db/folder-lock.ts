import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Fault } from '../domain/index.ts';
import { errorCode, toDatabaseFault, toFolderFault } from './sqlite-faults.ts';

/** The file whose lock says that a Sohoa works here. It stays behind, empty; only the lock counts. */
const LOCK_FILE = 'sohoa.lock';

/** Holds the data folder. `release` may be called twice. */
export type FolderLock = { release(): void };

/**
 * Takes the data folder for this process: an exclusive transaction on a second SQLite file, which is a lock of the operating
 * system and vanishes with the process, however it ends. Never open that file in another way: on POSIX, closing any
 * descriptor of a file drops the process's locks on it.
 *
 * @throws {Fault} `dataFolderInUse`, `dataFolderReadOnly`, `diskFull`.
 */
export function lockFolder(folder: string): FolderLock {
	let connection: Database.Database | undefined;
	try {
		connection = new Database(join(folder, LOCK_FILE), { timeout: 0 });
		// Nothing is ever written, so there is nothing to roll back and no journal to leave behind.
		connection.pragma('journal_mode = MEMORY');
		connection.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		connection?.close();
		if (errorCode(error)?.startsWith('SQLITE_BUSY')) throw new Fault('dataFolderInUse', {}, error);
		assertWritable(folder);
		throw toDatabaseFault(error);
	}
	const held = connection;
	return {
		release() {
			if (held.open) held.close();
		},
	};
}

/** SQLite says no more than that it could not open the file; the folder tells why. */
function assertWritable(folder: string): void {
	try {
		accessSync(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		throw toFolderFault(error);
	}
}
