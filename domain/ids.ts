/** Branded UUIDv7 strings: one brand a thing, so that an account's id can't stand where an outcome's belongs. */
export type Id<Brand extends string> = string & { readonly __brand: Brand };

export type OrgUnitId = Id<'OrgUnit'>;
export type AccountId = Id<'Account'>;
export type SessionId = Id<'Session'>;
export type DossierId = Id<'Dossier'>;
export type ComponentId = Id<'Component'>;
export type OutcomeId = Id<'Outcome'>;
export type VersionId = Id<'OutcomeVersion'>;
export type FileId = Id<'File'>;
export type ReadingId = Id<'Reading'>;
export type JobId = Id<'Job'>;
export type ReceiptId = Id<'Receipt'>;
export type AuditId = Id<'Audit'>;
export type StackId = Id<'Stack'>;
export type StackFileId = Id<'StackFile'>;
export type StackPageId = Id<'StackPage'>;
export type SavedSearchId = Id<'SavedSearch'>;
export type ExportId = Id<'Export'>;

/** Lower-case hex SHA-256 of some stored bytes. */
export type Sha256 = string & { readonly __brand: 'Sha256' };

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SHA_256 = /^[0-9a-f]{64}$/;

/** Whether `value` has the shape of a UUIDv7 (RFC 9562, lower case). */
export function isId(value: unknown): value is Id<string> {
	return typeof value === 'string' && UUID_V7.test(value);
}

/**
 * Takes a string as the id of one kind of thing.
 *
 * @throws {TypeError} when it is no UUIDv7.
 */
export function asId<T extends Id<string>>(value: string): T {
	if (!isId(value)) throw new TypeError('Not a UUIDv7');
	return value as T;
}

/** Whether `value` is a lower-case hex SHA-256. */
export function isSha256(value: unknown): value is Sha256 {
	return typeof value === 'string' && SHA_256.test(value);
}

/**
 * Takes a string as a SHA-256.
 *
 * @throws {TypeError} when it is not 64 lower-case hex digits.
 */
export function asSha256(value: string): Sha256 {
	if (!isSha256(value)) throw new TypeError('Not a SHA-256');
	return value;
}
