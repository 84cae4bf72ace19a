import type Database from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { type Db, grant, grantCopy, revoke, type WritableDb } from './capability.ts';
import { ROWS } from './rows/index.ts';
import { toDatabaseFault } from './sqlite-faults.ts';
import { createSerialQueue, withinOneTurn } from './write-queue.ts';

/** How long a statement waits for a lock, ms. Only a checkpoint or an outside tool can hold one: the folder lock keeps other Sohoas out. */
export const BUSY_TIMEOUT_MS = 5_000;

/** What can be set on any connection of better-sqlite3. */
export type Pragmas = { pragma(text: string): unknown };

/**
 * Settings of every connection. FULL: a commit is on the disk when it returns. Sorting stays in memory: what is sorted can be
 * personal data, which must not lie in a temporary folder. The cache is 32 MiB a connection; there are two.
 */
export function applyPragmas(connection: Pragmas): void {
	connection.pragma('synchronous = FULL');
	connection.pragma('foreign_keys = ON');
	connection.pragma('temp_store = MEMORY');
	connection.pragma('cache_size = -32768');
}

/**
 * Connects to a migrated database: one connection that writes, through one queue, and one that can only read. The second
 * is what keeps reads from seeing the rows of a transaction that may still be undone.
 *
 * @throws {Fault} `databaseDamaged`, `dataFolderReadOnly`.
 */
export async function connect(file: string, folder: string, release: () => void): Promise<Db> {
	const writer = await openSource(file, false);
	const reader = await openSource(file, true).catch(async (error: unknown) => {
		await writer.destroy();
		throw error;
	});
	const queue = createSerialQueue();
	let closing: Promise<void> | undefined;

	const write = async <T>(work: (tx: WritableDb) => Promise<T>): Promise<T> => {
		if (closing) throw new Error('The database is closed');
		return queue.add(() => transact(writer, work));
	};
	const close = async (): Promise<void> => {
		await queue.settled();
		revoke(db);
		await reader.destroy();
		await writer.destroy();
		release();
	};
	const db: Db = grant(
		{
			folder,
			write,
			close() {
				closing ??= close();
				return closing;
			},
		},
		reader.manager,
	);
	grantCopy(db, (to) => backUp(writer, to));
	return db;
}

/**
 * SQLite's own page-wise copy. Taken from the writing connection, so that a write during the copying is carried over instead of
 * starting it anew; no transaction is ever open between two turns of the event loop, which is when pages are copied.
 */
async function backUp(writer: DataSource, to: string): Promise<void> {
	const { databaseConnection } = writer.driver as unknown as { readonly databaseConnection: Database.Database };
	await databaseConnection.backup(to);
}

async function transact<T>(writer: DataSource, work: (tx: WritableDb) => Promise<T>): Promise<T> {
	try {
		return await writer.transaction(async (manager) => {
			const tx = grant({}, manager);
			try {
				return await withinOneTurn(() => work(tx));
			} finally {
				revoke(tx);
			}
		});
	} catch (error) {
		throw toDatabaseFault(error);
	}
}

async function openSource(file: string, readonly: boolean): Promise<DataSource> {
	const source = new DataSource({
		type: 'better-sqlite3',
		database: file,
		readonly,
		fileMustExist: true,
		timeout: BUSY_TIMEOUT_MS,
		entities: [...ROWS],
		synchronize: false,
		logging: false,
		// In TypeORM 0.3 `where: { id: undefined }` meant every row.
		invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
		prepareDatabase: applyPragmas,
	});
	try {
		return await source.initialize();
	} catch (error) {
		throw toDatabaseFault(error);
	}
}
