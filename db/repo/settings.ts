import { onDb, type ReadableDb, run, type WritableDb } from '../capability.ts';
import { SETTINGS } from '../rows/office.ts';

/** Set after a restore: uploads wait until the queue has been compared with the repository. */
export const UPLOAD_PAUSED = 'upload.paused';

/** The value under a key as JSON gave it, or `undefined`; the caller parses it. */
export async function getSetting(db: ReadableDb, key: string): Promise<unknown> {
	const row = await onDb(db, (manager) => manager.findOneBy(SETTINGS, { key }));
	return row === null ? undefined : (JSON.parse(row.value) as unknown);
}

/** Keeps a value that JSON can hold, in place of the one before. */
export async function setSetting(tx: WritableDb, key: string, value: unknown, at: string): Promise<void> {
	await run(
		tx,
		`INSERT INTO settings (key, value, updated_at) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
		[key, JSON.stringify(value), at],
	);
}
