import { EntitySchema } from 'typeorm';

export type DossierRow = { id: string; orgUnitId: string; code: string; createdAt: string };

export type ComponentRow = { id: string; dossierId: string; name: string; createdAt: string };

export type OutcomeRow = {
	seq: number;
	id: string;
	orgUnitId: string;
	dossierId: string | null;
	clerkId: string;
	kind: string;
	state: string;
	/** JSON of the whole state. */
	stateData: string;
	revision: number;
	createdAt: string;
	updatedAt: string;
};

export type VersionRow = {
	id: string;
	outcomeId: string;
	number: number;
	originalSha256: string;
	pageCount: number;
	createdAt: string;
};

export type FileRow = {
	id: string;
	outcomeId: string;
	versionId: string;
	role: string;
	path: string;
	sha256: string;
	bytes: number;
	page: number | null;
	createdAt: string;
};

export type ReceiptRow = {
	id: string;
	outcomeId: string;
	versionId: string;
	destination: string;
	idempotencyKey: string;
	documentSha256: string;
	/** JSON. */
	answer: string;
	auditSeq: number;
	auditHash: string;
	receivedAt: string;
};

export const DOSSIERS = new EntitySchema<DossierRow>({
	name: 'Dossier',
	tableName: 'dossiers',
	columns: {
		id: { type: 'text', primary: true },
		orgUnitId: { type: 'text', name: 'org_unit_id' },
		code: { type: 'text' },
		createdAt: { type: 'text', name: 'created_at' },
	},
});

export const COMPONENTS = new EntitySchema<ComponentRow>({
	name: 'Component',
	tableName: 'components',
	columns: {
		id: { type: 'text', primary: true },
		dossierId: { type: 'text', name: 'dossier_id' },
		name: { type: 'text' },
		createdAt: { type: 'text', name: 'created_at' },
	},
});

export const OUTCOMES = new EntitySchema<OutcomeRow>({
	name: 'Outcome',
	tableName: 'outcomes',
	columns: {
		seq: { type: 'integer', primary: true, generated: 'increment' },
		id: { type: 'text' },
		orgUnitId: { type: 'text', name: 'org_unit_id' },
		dossierId: { type: 'text', name: 'dossier_id', nullable: true },
		clerkId: { type: 'text', name: 'clerk_id' },
		kind: { type: 'text' },
		state: { type: 'text' },
		stateData: { type: 'text', name: 'state_data' },
		revision: { type: 'integer' },
		createdAt: { type: 'text', name: 'created_at' },
		updatedAt: { type: 'text', name: 'updated_at' },
	},
});

export const VERSIONS = new EntitySchema<VersionRow>({
	name: 'OutcomeVersion',
	tableName: 'outcome_versions',
	columns: {
		id: { type: 'text', primary: true },
		outcomeId: { type: 'text', name: 'outcome_id' },
		number: { type: 'integer' },
		originalSha256: { type: 'text', name: 'original_sha256' },
		pageCount: { type: 'integer', name: 'page_count' },
		createdAt: { type: 'text', name: 'created_at' },
	},
});

export const FILES = new EntitySchema<FileRow>({
	name: 'File',
	tableName: 'files',
	columns: {
		id: { type: 'text', primary: true },
		outcomeId: { type: 'text', name: 'outcome_id' },
		versionId: { type: 'text', name: 'version_id' },
		role: { type: 'text' },
		path: { type: 'text' },
		sha256: { type: 'text' },
		bytes: { type: 'integer' },
		page: { type: 'integer', nullable: true },
		createdAt: { type: 'text', name: 'created_at' },
	},
});

export const RECEIPTS = new EntitySchema<ReceiptRow>({
	name: 'Receipt',
	tableName: 'receipts',
	columns: {
		id: { type: 'text', primary: true },
		outcomeId: { type: 'text', name: 'outcome_id' },
		versionId: { type: 'text', name: 'version_id' },
		destination: { type: 'text' },
		idempotencyKey: { type: 'text', name: 'idempotency_key' },
		documentSha256: { type: 'text', name: 'document_sha256' },
		answer: { type: 'text' },
		auditSeq: { type: 'integer', name: 'audit_seq' },
		auditHash: { type: 'text', name: 'audit_hash' },
		receivedAt: { type: 'text', name: 'received_at' },
	},
});
