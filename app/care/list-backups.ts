import { type FoundBackup, listAudit, listBackups as listFolders } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { permit } from '../account-actor.ts';
import type { Core } from '../core.ts';

/** What is known of backups. `lastAt`: UTC, ISO 8601, of the newest one made to anywhere; absent: there never was one. */
export type KnownBackups = { readonly backups: readonly FoundBackup[]; readonly lastAt?: string };

/** The backups that lie in the data folder, and when the newest was made (also one that was made elsewhere). @throws {Fault} `notAllowed`. */
export async function listBackups(actor: Actor, core: Core): Promise<KnownBackups> {
	permit(actor, 'listBackups');
	const backups = await listFolders(core.db.folder);
	const [made] = await listAudit(core.db, { limit: 1, kinds: ['backupMade'] });
	return { backups, ...(made !== undefined && { lastAt: made.at }) };
}
