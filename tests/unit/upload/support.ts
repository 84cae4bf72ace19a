import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { asSha256, type Sha256 } from '../../../domain/index.ts';
import {
	type DeliveryMemory,
	type DeliveryRecord,
	documentMetadata,
	type MetadataInput,
	NEW_DELIVERY,
	type Upload,
} from '../../../upload/index.ts';
import { type ReferenceRepositoryOptions, startReferenceRepository } from '../../support/reference-repository.ts';

export const NEVER = new AbortController().signal;
/** Of an invented person. */
export const OUTCOME_CODE = '019090001234.KQ.G15.000031.12/GP-UBND.01';

export function tempFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'sohoa-upload-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

export function sha256(bytes: Uint8Array | string): Sha256 {
	return asSha256(createHash('sha256').update(bytes).digest('hex'));
}

export function docCodeOf(number: number): string {
	return `G06.01_GP_${String(number).padStart(6, '0')}_V1`;
}

export function metadataInput(changes: Partial<MetadataInput> = {}): MetadataInput {
	return {
		codes: { outcomeCode: OUTCOME_CODE, docCode: docCodeOf(21) },
		fields: {
			documentNumber: '12/GP-UBND',
			issueDate: '2026-03-09',
			issuingBody: 'Ủy ban nhân dân xã Đồng Hỷ',
			subject: 'Về việc cấp giấy phép xây dựng nhà ở riêng lẻ',
			ownerName: 'Nguyễn Văn Thử',
			ownerIdNumber: '019090001234',
			validUntil: 'indefinite',
		},
		kindName: 'Giấy phép xây dựng',
		pageCount: 2,
		document: { sha256: sha256('x'), byteLength: 1, conformance: 'made' },
		digitizedOn: '2026-11-23',
		signatures: [
			{ role: 'clerk', name: 'Trần Thị Quét', signedAt: '2026-11-23T02:00:00.000Z' },
			{ role: 'agency', name: 'UBND xã Đồng Hỷ', signedAt: '2026-11-23T03:00:00.000Z' },
		],
		auditHead: { seq: 7, hash: 'a'.repeat(64) },
		...changes,
	};
}

/** An upload of a document on disk whose bytes are its own. */
export function makeUpload(folder: string, number = 21, bytes: Uint8Array | string = `%PDF-1.7 ${number}`): Upload {
	const content = Buffer.from(bytes);
	const path = join(folder, `document-${number}-${sha256(content).slice(0, 8)}.pdf`);
	writeFileSync(path, content);
	const document = { path, sha256: sha256(content), byteLength: content.length };
	const docCode = docCodeOf(number);
	const { metadata } = documentMetadata(
		metadataInput({
			codes: { outcomeCode: OUTCOME_CODE, docCode },
			document: { sha256: document.sha256, byteLength: document.byteLength, conformance: 'made' },
		}),
	);
	const idempotencyKey = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
	return { docCode, metadata, document, idempotencyKey };
}

/** What the app keeps about an upload, here in memory: what was saved is what a crash leaves. */
export function durable(record: DeliveryRecord = NEW_DELIVERY): DeliveryMemory & { readonly saves: DeliveryRecord[] } {
	const saves: DeliveryRecord[] = [];
	return {
		saves,
		get record() {
			return saves.at(-1) ?? record;
		},
		async save(next) {
			saves.push(next);
		},
	};
}

/** A reference repository that goes away after the test. */
export async function repository(options: ReferenceRepositoryOptions = {}) {
	const started = await startReferenceRepository(options);
	onTestFinished(() => started.close());
	return started;
}

/** Limits short enough for tests of servers that never answer. */
export const SHORT_TIMEOUTS = { connectMs: 2_000, stallMs: 2_000, headersMs: 150, bodyMs: 150, wholeMs: 5_000 };
