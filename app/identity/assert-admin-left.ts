import { listAccounts, type ReadableDb } from '../../db/index.ts';
import { type AccountId, Fault } from '../../domain/index.ts';

/** Nobody could put it right again: an office keeps an administrator who can sign in. @throws {Fault} `lastAdmin`. */
export async function assertAdminLeft(db: ReadableDb, without: AccountId): Promise<void> {
	const others = (await listAccounts(db)).filter((account) => account.id !== without && !account.disabled);
	if (!others.some((account) => account.roles.includes('admin'))) throw new Fault('lastAdmin');
}
