import { QueryFailedError } from 'typeorm';
import { Fault, type FaultCode } from '../domain/index.ts';

/** SQLite's result codes (sqlite.org/rescode.html) that happen in normal life. Extended codes begin with the primary one. */
const FAULTS: readonly (readonly [prefix: string, code: FaultCode])[] = [
	['SQLITE_FULL', 'diskFull'],
	['SQLITE_READONLY', 'dataFolderReadOnly'],
	['SQLITE_CORRUPT', 'databaseDamaged'],
	['SQLITE_NOTADB', 'databaseDamaged'],
];

/** The same for the file system's own codes. */
const SYSTEM_FAULTS: Readonly<Record<string, FaultCode>> = {
	ENOSPC: 'diskFull',
	EDQUOT: 'diskFull',
	EROFS: 'dataFolderReadOnly',
	EACCES: 'dataFolderReadOnly',
	EPERM: 'dataFolderReadOnly',
};

/**
 * A database error as the fault it stands for. An error with no fault stays what the driver threw; TypeORM's wrapper, which
 * holds the bound values, is taken off.
 */
export function toDatabaseFault(error: unknown): unknown {
	const inner = error instanceof QueryFailedError ? (error.driverError as unknown) : error;
	const code = errorCode(inner);
	const known = FAULTS.find(([prefix]) => code === prefix || code?.startsWith(`${prefix}_`));
	return known === undefined ? inner : new Fault(known[1], {}, inner);
}

/** A file system error as the fault it stands for, or as it is. */
export function toFolderFault(error: unknown): unknown {
	const code = SYSTEM_FAULTS[errorCode(error) ?? ''];
	return code === undefined ? error : new Fault(code, {}, error);
}

/** The `code` of a Node or SQLite error. */
export function errorCode(error: unknown): string | undefined {
	const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
	return typeof code === 'string' ? code : undefined;
}
