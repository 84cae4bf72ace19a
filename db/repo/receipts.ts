import type { OutcomeId, ReceiptId, Sha256, VersionId } from '../../domain/index.ts';
import { onDb, type ReadableDb, sqlOne, type WritableDb } from '../capability.ts';
import { RECEIPTS } from '../rows/outcomes.ts';
import type { AuditHead } from './audit.ts';

/** What a results repository answered to an upload. `answer`: as it came, fit for JSON. */
export type Receipt = {
	readonly id: ReceiptId;
	readonly outcomeId: OutcomeId;
	readonly versionId: VersionId;
	readonly destination: string;
	readonly idempotencyKey: string;
	readonly documentSha256: Sha256;
	readonly answer: unknown;
	/** The audit chain's newest row when the document was sent; the repository was told it too. */
	readonly auditHead: AuditHead;
	readonly receivedAt: string;
};

/** Keeps a receipt. An idempotency key may stand once. */
export async function insertReceipt(tx: WritableDb, receipt: Receipt): Promise<void> {
	const { auditHead, ...rest } = receipt;
	const row = { ...rest, answer: JSON.stringify(receipt.answer), auditSeq: auditHead.seq, auditHash: auditHead.hash };
	await onDb(tx, (manager) => manager.insert(RECEIPTS, row));
}

/** The receipts of an outcome, oldest first. The caller has checked the scope. */
export async function listReceipts(db: ReadableDb, outcomeId: OutcomeId): Promise<readonly Receipt[]> {
	const rows = await onDb(db, (manager) => manager.find(RECEIPTS, { where: { outcomeId }, order: { id: 'ASC' } }));
	return rows.map(({ auditSeq, auditHash, ...row }) => ({
		...row,
		id: row.id as ReceiptId,
		outcomeId: row.outcomeId as OutcomeId,
		versionId: row.versionId as VersionId,
		documentSha256: row.documentSha256 as Sha256,
		answer: JSON.parse(row.answer) as unknown,
		auditHead: { seq: auditSeq, hash: auditHash },
	}));
}

/** A document that a repository gave a receipt for. */
export type StoredDocument = { readonly docCode: string; readonly sha256: Sha256 };

/** The newest document that this repository gave a receipt for, or `undefined`. */
export async function newestStored(db: ReadableDb, destination: string): Promise<StoredDocument | undefined> {
	return sqlOne<StoredDocument>(
		db,
		`SELECT c.doc_code AS docCode, r.document_sha256 AS sha256
		FROM receipts AS r JOIN outcome_codes AS c ON c.outcome_id = r.outcome_id
		WHERE r.destination = ? ORDER BY r.id DESC LIMIT 1`,
		[destination],
	);
}
