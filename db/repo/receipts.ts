import type { OutcomeId, ReceiptId, Sha256, VersionId } from '../../domain/index.ts';
import { onDb, type ReadableDb, type WritableDb } from '../capability.ts';
import { RECEIPTS } from '../rows/outcomes.ts';

/** What a results repository answered to an upload. `answer`: as it came, fit for JSON. */
export type Receipt = {
	readonly id: ReceiptId;
	readonly outcomeId: OutcomeId;
	readonly versionId: VersionId;
	readonly destination: string;
	readonly idempotencyKey: string;
	readonly documentSha256: Sha256;
	readonly answer: unknown;
	readonly receivedAt: string;
};

/** Keeps a receipt. An idempotency key may stand once. */
export async function insertReceipt(tx: WritableDb, receipt: Receipt): Promise<void> {
	await onDb(tx, (manager) => manager.insert(RECEIPTS, { ...receipt, answer: JSON.stringify(receipt.answer) }));
}

/** The receipts of an outcome, oldest first. The caller has checked the scope. */
export async function listReceipts(db: ReadableDb, outcomeId: OutcomeId): Promise<readonly Receipt[]> {
	const rows = await onDb(db, (manager) => manager.find(RECEIPTS, { where: { outcomeId }, order: { id: 'ASC' } }));
	return rows.map((row) => ({
		...row,
		id: row.id as ReceiptId,
		outcomeId: row.outcomeId as OutcomeId,
		versionId: row.versionId as VersionId,
		documentSha256: row.documentSha256 as Sha256,
		answer: JSON.parse(row.answer) as unknown,
	}));
}
