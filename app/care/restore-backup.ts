import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DATABASE_FILE, openDatabase, type Restored, restoreBackup as restore } from '../../db/index.ts';
import { type Clock, Fault } from '../../domain/index.ts';
import { auditActor, permit } from '../account-actor.ts';
import { signIn } from '../identity/sign-in.ts';

export type RestoreRequest = {
	readonly backup: string;
	/** A folder that is empty or not there yet. */
	readonly dataDir: string;
	/** An administrator of the backup's own accounts. */
	readonly name: string;
	readonly password: string;
};

/**
 * Puts a backup into an empty data folder, on the word of an administrator whose account is in the backup.
 *
 * @throws {Fault} `signInFailed`, `notAllowed`, `backupInvalid`, `restoreTargetNotEmpty`, `databaseFromFuture`, `diskFull` …
 */
export async function restoreBackup(
	request: RestoreRequest,
	host: { readonly clock: Clock; readonly signal?: AbortSignal },
): Promise<Restored> {
	const actor = await askBackup(request, host.clock);
	return restore(request.backup, request.dataDir, {
		actor: auditActor(actor.accountId),
		now: host.clock.now(),
		...(host.signal && { signal: host.signal }),
	});
}

/** Signs in against a copy of the backup's database: the backup itself is never written to. */
async function askBackup(request: RestoreRequest, clock: Clock) {
	const scratch = await mkdtemp(join(dirname(resolve(request.dataDir)), '.sohoa-restore-'));
	try {
		await copyFile(join(request.backup, DATABASE_FILE), join(scratch, DATABASE_FILE)).catch((error) => {
			throw new Fault('backupInvalid', { reason: 'noDatabase' }, error);
		});
		const db = await openDatabase(scratch);
		try {
			const { actor } = await signIn({ db, clock }, request.name, request.password);
			permit(actor, 'restoreBackup');
			return actor;
		} finally {
			await db.close();
		}
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}
