import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from './manifest.ts';

/** A backup in the data folder's own `backups/`. `at`: UTC, ISO 8601, from its name. */
export type FoundBackup = { readonly name: string; readonly at: string };

/** A name that `fileStamp` gave. */
const STAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z$/;

/** The complete backups below `<data folder>/backups`, newest first; none when there is no such folder. */
export async function listBackups(dataFolder: string): Promise<readonly FoundBackup[]> {
	const parent = join(dataFolder, 'backups');
	const names = await readdir(parent).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return [];
		throw error;
	});
	const found: FoundBackup[] = [];
	for (const name of names.toSorted().reverse()) {
		// The manifest is written last: a folder without one is no backup.
		const whole = STAMP.test(name) && (await stat(join(parent, name, MANIFEST_FILE)).catch(() => undefined));
		if (whole) found.push({ name, at: name.replace(STAMP, '$1-$2-$3T$4:$5:$6.$7Z') });
	}
	return found;
}
