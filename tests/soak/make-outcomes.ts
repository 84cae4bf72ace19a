import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Core } from '../../app/core.ts';
import { documentPath, originalPath, outcomeFolder, recognitionPath } from '../../app/outcomes/outcome-paths.ts';
import {
	addMachineReadings,
	appendAudit,
	indexOutcome,
	insertFile,
	insertOutcome,
	insertRecognition,
	insertVersion,
	newId,
	type WritableDb,
} from '../../db/index.ts';
import {
	type AccountActor,
	asSha256,
	type FileId,
	type OutcomeId,
	pageText,
	type StoredFile,
	type VersionId,
} from '../../domain/index.ts';
import type { ReadPaper } from './read-papers.ts';

/** An outcome in the state `recognized`, and the paper that it was made from. */
export type SoakOutcome = { readonly id: OutcomeId; readonly paper: ReadPaper };

/**
 * One more outcome of a read paper, as if it had been imported and read: files in the vault and the rows of an import and a
 * recognition. Its original and its document are its own, byte for byte.
 */
export async function makeOutcome(core: Core, clerk: AccountActor, paper: ReadPaper): Promise<SoakOutcome> {
	const id = newId<OutcomeId>();
	const now = core.clock.now();
	const folder = outcomeFolder(id, now);
	// What follows the end of a PDF or a picture belongs to nobody: another file, the same paper.
	const original = Buffer.concat([paper.original, Buffer.from(`% ${id}\n`)]);
	const document = ownDocument(paper.document, id);
	const files: Files = {
		original: await core.vault.put(originalPath(folder, basename(paper.path)), original),
		document: await core.vault.put(documentPath(folder, 1, 1, sha256(document)), document),
		recognition: await core.vault.put(recognitionPath(folder, 1, sha256(paper.recognition)), paper.recognition),
	};
	await core.db.write((tx) => insertAll(tx, clerk, { id, paper }, files, now.toISOString()));
	return { id, paper };
}

type Files = Readonly<Record<'original' | 'document' | 'recognition', StoredFile>>;

async function insertAll(
	tx: WritableDb,
	{ accountId, orgUnitId }: AccountActor,
	{ id, paper }: SoakOutcome,
	files: Files,
	at: string,
): Promise<void> {
	const { recognized, fields, pageCount, conformance } = paper;
	const versionId = newId<VersionId>();
	const { original, document } = files;
	const { sha256: hash, byteLength } = document;
	const state = { kind: 'recognized', document: { sha256: hash, byteLength, conformance } } as const;
	const kind = recognized.kind.value;
	await insertOutcome(tx, { id, orgUnitId, clerkId: accountId, kind, state, createdAt: at });
	const version = {
		id: versionId,
		outcomeId: id,
		number: 1,
		originalSha256: original.sha256,
		pageCount,
		createdAt: at,
	};
	await insertVersion(tx, version);
	for (const role of ['original', 'document', 'recognition'] as const) {
		await insertFile(tx, { ...files[role], id: newId<FileId>(), outcomeId: id, versionId, createdAt: at, role });
	}
	await insertRecognition(tx, { versionId, kind: recognized.kind, warnings: recognized.warnings, at });
	await addMachineReadings(tx, id, versionId, fields, at);
	await indexOutcome(tx, id, recognized.pages.map(pageText).join('\n'));
	const event = { kind: 'outcomeRecognized', outcomeId: id, versionId, document: hash } as const;
	await appendAudit(tx, { kind: 'system' }, event, at);
}

/** The document under an `/ID` of its own, of the same length: all offsets stay right. */
function ownDocument(document: Uint8Array, id: OutcomeId): Buffer {
	const text = Buffer.from(document).toString('latin1');
	const [known] = /(?<=\/ID\s*\[\s*<)[0-9A-Fa-f]{32}(?=>)/.exec(text) ?? [];
	if (known === undefined) throw new Error('A document of ours has an /ID');
	const own = createHash('sha256').update(id).digest('hex').slice(0, known.length);
	return Buffer.from(text.replaceAll(`<${known}>`, `<${own}>`), 'latin1');
}

function sha256(bytes: Uint8Array) {
	return asSha256(createHash('sha256').update(bytes).digest('hex'));
}
