import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, isSha256, type Sha256, type StoredFile } from '../../domain/index.ts';

/** The manifest's name in a backup's folder. It is written last: a folder without one is no backup. */
export const MANIFEST_FILE = 'manifest.json';

/** What a backup holds. `files`: the database and all stored files, paths relative to the backup's folder. */
export type Manifest = {
	readonly format: 1;
	/** UTC, ISO 8601. */
	readonly createdAt: string;
	/** `user_version` of the database. */
	readonly schema: number;
	/** The newest hash of the audit chain: proves later that nothing was taken off its end. */
	readonly auditHead: string;
	readonly files: readonly StoredFile[];
};

/** The manifest as its file's bytes. */
export function writeManifest(manifest: Manifest): Uint8Array {
	return new TextEncoder().encode(`${JSON.stringify(manifest, null, '\t')}\n`);
}

/**
 * Reads and checks the manifest of a backup.
 *
 * @throws {Fault} `backupInvalid` when there is none, or it is not one of ours.
 */
export async function readManifest(folder: string): Promise<{ readonly manifest: Manifest; readonly sha256: Sha256 }> {
	const bytes = await readFile(join(folder, MANIFEST_FILE)).catch((error: unknown) => {
		throw new Fault('backupInvalid', { reason: 'noManifest' }, error);
	});
	const manifest = parseManifest(bytes.toString('utf8'));
	if (manifest === undefined) throw new Fault('backupInvalid', { reason: 'manifest' });
	return { manifest, sha256: createHash('sha256').update(bytes).digest('hex') as Sha256 };
}

function parseManifest(text: string): Manifest | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	return isManifest(value) ? value : undefined;
}

function isManifest(value: unknown): value is Manifest {
	if (!isRecord(value) || value.format !== 1) return false;
	return (
		typeof value.createdAt === 'string' &&
		typeof value.schema === 'number' &&
		typeof value.auditHead === 'string' &&
		Array.isArray(value.files) &&
		value.files.every(isStoredFile)
	);
}

function isStoredFile(value: unknown): value is StoredFile {
	return (
		isRecord(value) && typeof value.path === 'string' && isSha256(value.sha256) && typeof value.byteLength === 'number'
	);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
