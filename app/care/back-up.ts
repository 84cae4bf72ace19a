import { appendAudit, type Backup, createBackup } from '../../db/index.ts';
import type { Actor } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { type Core, instantOf } from '../core.ts';

/** A backup, and when it was made (UTC, ISO 8601). */
export type MadeBackup = Backup & { readonly at: string };

/**
 * Copies the database and all files, with a manifest of hashes, into a folder of its own below `target` (default: `backups/`
 * of the data folder).
 *
 * @throws {Fault} `notAllowed`, `auditBroken`, `diskFull`, `outputUnwritable`, `cancelled`.
 */
export async function backUp(actor: Actor, core: Core, target?: string, signal?: AbortSignal): Promise<MadeBackup> {
	const { accountId } = permit(actor, 'backUp');
	const now = core.clock.now();
	const backup = await createBackup(core.db, core.vault, {
		now,
		...(target !== undefined && { target }),
		...(signal && { signal }),
	});
	const { files, bytes, manifestSha256 } = backup;
	const event = { kind: 'backupMade', files, bytes, manifestSha256 } as const;
	await core.db.write((tx) => appendAudit(tx, auditActor(accountId), event, instantOf(core)));
	return { ...backup, at: now.toISOString() };
}
