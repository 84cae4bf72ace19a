import type { EntityManager } from 'typeorm';
import { Fault } from '../domain/index.ts';
import { toDatabaseFault } from './sqlite-faults.ts';

declare const READABLE: unique symbol;
declare const WRITABLE: unique symbol;

/**
 * The right to read. It hides TypeORM: only functions of `db/` can look inside, so no other code can reach a repository
 * or start a transaction of its own. Reads through {@link Db} see committed rows only.
 */
export type ReadableDb = { readonly [READABLE]: true };

/** The right to change rows: exists only inside `db.write(…)`, and is void when that transaction has ended. */
export type WritableDb = ReadableDb & { readonly [WRITABLE]: true };

/** An open database. */
export type Db = ReadableDb & {
	/** Absolute path of the data folder. */
	readonly folder: string;
	/**
	 * Runs `work` in a transaction; all writes wait in one line, in the order they were asked for. What `work` throws
	 * undoes everything it wrote. `work` may await nothing but functions of `db/`.
	 *
	 * @throws {Fault} `diskFull`, `dataFolderReadOnly`, `databaseDamaged`.
	 * @throws {Error} (a bug) when `work` awaits anything else, or asks for a write within a write.
	 */
	write<T>(work: (tx: WritableDb) => Promise<T>): Promise<T>;
	/** Waits for the writes that are under way, then lets go of the files and the lock. */
	close(): Promise<void>;
};

const managers = new WeakMap<object, EntityManager>();

/** Ties a handle to TypeORM. Only the connection calls this. */
export function grant<T extends object>(handle: T, manager: EntityManager): T & WritableDb {
	managers.set(handle, manager);
	return handle as T & WritableDb;
}

/** Makes a handle useless: its transaction is over. */
export function revoke(handle: object): void {
	managers.delete(handle);
}

/**
 * Lets `work` use TypeORM through a handle. Database errors come out as faults where they have one, and without the
 * bound values otherwise (these can be personal data).
 *
 * @throws {Error} when the handle's transaction has ended (a bug).
 */
export async function onDb<T>(db: ReadableDb, work: (manager: EntityManager) => Promise<T>): Promise<T> {
	const manager = managers.get(db);
	if (manager === undefined) throw new Error('This database handle is closed or its transaction is over');
	try {
		return await work(manager);
	} catch (error) {
		throw toDatabaseFault(error);
	}
}

const copiers = new WeakMap<object, (file: string) => Promise<void>>();

/** Ties a database to the way its file is copied. Only the connection calls this. */
export function grantCopy(db: Db, copy: (file: string) => Promise<void>): void {
	copiers.set(db, copy);
}

/**
 * Copies the database, as it is at the end of the copying, into a new file, while work goes on.
 *
 * @throws {Fault} `diskFull`, `databaseDamaged`.
 */
export async function copyDatabase(db: Db, file: string): Promise<void> {
	const copy = copiers.get(db);
	if (copy === undefined) throw new Error('This database handle is closed');
	try {
		await copy(file);
	} catch (error) {
		throw toDatabaseFault(error);
	}
}

/** A value that SQLite can bind. */
export type SqlValue = string | number | null | Uint8Array;

/** The rows of a statement. The caller vouches for their shape; values are always bound. */
export function sql<Row>(db: ReadableDb, text: string, values: readonly SqlValue[] = []): Promise<readonly Row[]> {
	return onDb(db, (manager) => manager.query<Row[]>(text, [...values]));
}

/** Runs a statement that returns nothing. */
export async function run(db: WritableDb, text: string, values: readonly SqlValue[] = []): Promise<void> {
	await onDb(db, (manager) => manager.query(text, [...values]));
}

/** The only row of a statement, or `undefined`. */
export async function sqlOne<Row>(
	db: ReadableDb,
	text: string,
	values: readonly SqlValue[] = [],
): Promise<Row | undefined> {
	return (await sql<Row>(db, text, values))[0];
}

/** Whether the error is a broken UNIQUE or PRIMARY KEY rule. */
export function isUniqueError(error: unknown): boolean {
	const code = (error as { code?: unknown } | null)?.code;
	return !(error instanceof Fault) && (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY');
}
