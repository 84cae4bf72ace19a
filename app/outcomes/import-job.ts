import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { plannedPageSchema, stackPageSchema } from '../../contract/index.ts';
import {
	appendAudit,
	enqueueJob,
	findOutcomesByOriginal,
	insertFile,
	insertOutcome,
	insertVersion,
	insertVersionPlan,
	keepPages,
	newId,
	type ReadableDb,
	type WritableDb,
} from '../../db/index.ts';
import {
	type AccountId,
	asId,
	asSha256,
	Fault,
	type FileId,
	type OrgUnitId,
	type OutcomeId,
	type StoredFile,
	type VersionId,
} from '../../domain/index.ts';
import { safeFileName } from '../../scan/index.ts';
import { auditActor } from '../account-actor.ts';
import type { JobHandler } from '../jobs/job-handler.ts';
import type { JobTools } from '../jobs/job-tools.ts';
import { retryOrFail } from '../jobs/settle-job.ts';
import { originalPath } from './outcome-paths.ts';

/** A paper to be taken in. Written before a byte is copied, so that start-up can finish what a crash interrupted. */
export const importPayloadSchema = z.object({
	/** The files of the paper, in order: one, or the page files of one scan. */
	files: z
		.array(
			z.object({
				source: z.string(),
				sha256: z.string().transform(asSha256),
				/** As its sender called it; the source's own name when absent. */
				name: z.string().optional(),
			}),
		)
		.min(1),
	folder: z.string(),
	/** Of the paper as a whole: its only file's, or that over its files' hashes. */
	sha256: z.string().transform(asSha256),
	pageCount: z.number(),
	clerkId: z.string().transform((value) => asId<AccountId>(value)),
	orgUnitId: z.string().transform((value) => asId<OrgUnitId>(value)),
	/** A folder of ours that the files came in by; it goes once they are kept. */
	dropFolder: z.string().optional(),
	/** What the clerk decided about its pages; absent: they are the document as they came. */
	plan: z.array(plannedPageSchema).optional(),
	/** The pages of the stack that it was, should it come back as one. */
	stack: z.object({ bound: z.boolean(), pages: z.array(stackPageSchema) }).optional(),
});
export type ImportPayload = z.input<typeof importPayloadSchema>;
type Payload = z.output<typeof importPayloadSchema>;

/**
 * Copies the originals into the vault and makes the outcome, in the state `scanned`, with its recognition queued.
 * Another import of the same bytes may have won meanwhile: then this one fails as a duplicate and leaves nothing.
 */
export function importJob(tools: JobTools): JobHandler {
	return async (job) => {
		try {
			const payload = importPayloadSchema.parse(job.payload);
			const outcomeId = asId<OutcomeId>(job.subjectId ?? '');
			await refuseDuplicate(tools.db, payload);
			const stored = await storeOriginals(tools, payload);
			tools.journal('originalStored');
			const commit = (tx: WritableDb) => makeOutcome(tx, outcomeId, payload, stored, tools.now());
			const committed = () => {
				tools.journal('outcomeMade');
				if (payload.dropFolder !== undefined) rmSync(payload.dropFolder, { recursive: true, force: true });
				if (payload.stack !== undefined) tools.stackKept();
			};
			return { kind: 'finished', commit, committed };
		} catch (error) {
			return retryOrFail(job, error);
		}
	};
}

/** Somebody may have changed a file between the look and the copy: then nothing is taken in. */
async function storeOriginals(tools: JobTools, { files, folder }: Payload): Promise<readonly StoredFile[]> {
	const stored: StoredFile[] = [];
	for (const [index, { source, sha256, name: calledBy }] of files.entries()) {
		const name = safeFileName(calledBy ?? basename(source));
		// Names may repeat, and the order must be seen in the folder.
		const path = originalPath(folder, files.length === 1 ? name : `${String(index + 1).padStart(4, '0')}-${name}`);
		const file = await tools.vault.putFile(path, source);
		if (file.sha256 !== sha256) throw new Fault('fileLost', { reason: 'changed' });
		stored.push(file);
	}
	return stored;
}

async function refuseDuplicate(db: ReadableDb, payload: Payload): Promise<void> {
	const [known] = await findOutcomesByOriginal(db, payload.sha256, [payload.orgUnitId]);
	if (known !== undefined) throw new Fault('duplicateOutcome', { outcomeId: known });
}

async function makeOutcome(
	tx: WritableDb,
	outcomeId: OutcomeId,
	payload: Payload,
	stored: readonly StoredFile[],
	at: string,
): Promise<void> {
	const { sha256, pageCount, clerkId, orgUnitId } = payload;
	// Once more inside the transaction: two imports of the same bytes may have come this far together.
	await refuseDuplicate(tx, payload);
	const versionId = newId<VersionId>();
	const originals = stored.map((file) => file.sha256);
	const state = { kind: 'scanned', originals, pageCount } as const;
	await insertOutcome(tx, { id: outcomeId, orgUnitId, clerkId, kind: 'other', state, createdAt: at });
	await insertVersion(tx, { id: versionId, outcomeId, number: 1, originalSha256: sha256, pageCount, createdAt: at });
	for (const [page, file] of stored.entries()) {
		const place = stored.length === 1 ? {} : { page };
		const row = { ...file, ...place, id: newId<FileId>(), outcomeId, versionId, createdAt: at };
		await insertFile(tx, { ...row, role: 'original' });
	}
	if (payload.plan !== undefined) await insertVersionPlan(tx, versionId, payload.plan);
	if (payload.stack !== undefined) {
		const pages = payload.stack.pages.map((page) => page.id);
		await keepPages(tx, pages, outcomeId);
	}
	const event = { kind: 'outcomeImported', outcomeId, versionId, originals, pageCount } as const;
	await appendAudit(tx, auditActor(clerkId), event, at);
	await enqueueJob(tx, { kind: 'recognize', subjectId: outcomeId, payload: { folder: payload.folder } }, at);
}
