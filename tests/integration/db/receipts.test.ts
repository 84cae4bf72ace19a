import { describe, expect, it } from 'vitest';
import { appendAudit, auditHead, checkData, type Db, insertReceipt, newId, openFileVault } from '../../../db/index.ts';
import type { ReceiptId } from '../../../domain/index.ts';
import { AT, addOutcome, makeOffice, openTemp, sha } from '../../unit/db/support.ts';

/** A stored outcome whose receipt remembers this head of the audit chain. */
async function storedUnder(db: Db, head: { readonly seq: number; readonly hash: string }): Promise<void> {
	const office = await makeOffice(db);
	await db.write(async (tx) => {
		const { outcome, versionId } = await addOutcome(tx, office);
		const receipt = {
			id: newId<ReceiptId>(),
			outcomeId: outcome.id,
			versionId,
			destination: 'kho',
			idempotencyKey: 'k',
		};
		await insertReceipt(tx, { ...receipt, documentSha256: sha('a'), answer: {}, auditHead: head, receivedAt: AT });
	});
}

const event = { kind: 'auditShown', count: 1 } as const;

describe('receipts', () => {
	it('agree with the log that they were given under', async () => {
		const db = await openTemp();
		await db.write((tx) => appendAudit(tx, { kind: 'system' }, event, AT));
		const head = await auditHead(db);
		await db.write((tx) => appendAudit(tx, { kind: 'system' }, event, AT));
		await storedUnder(db, head);
		expect((await checkData(db, openFileVault(db.folder))).problems).toEqual([]);
	});

	it('show a log that was written anew, though its chain holds together', async () => {
		const db = await openTemp();
		await db.write((tx) => appendAudit(tx, { kind: 'system' }, event, AT));
		await storedUnder(db, { seq: 1, hash: 'f'.repeat(64) });
		expect((await checkData(db, openFileVault(db.folder))).problems).toEqual([{ kind: 'auditRewritten', seq: 1 }]);
	});

	it('show a log whose rows are gone', async () => {
		const db = await openTemp();
		await storedUnder(db, { seq: 7, hash: 'f'.repeat(64) });
		expect((await checkData(db, openFileVault(db.folder))).problems).toEqual([{ kind: 'auditRewritten', seq: 7 }]);
	});
});
