import { basename } from 'node:path';
import { z } from 'zod';
import {
	appendAudit,
	enqueueJob,
	findOutcomesByOriginal,
	insertFile,
	insertOutcome,
	insertVersion,
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
	type VersionId,
} from '../../domain/index.ts';
import { safeFileName } from '../../scan/index.ts';
import { auditActor } from '../account-actor.ts';
import type { JobHandler } from '../jobs/job-handler.ts';
import type { JobTools } from '../jobs/job-tools.ts';
import { retryOrFail } from '../jobs/settle-job.ts';
import { originalPath } from './outcome-paths.ts';

/** A paper to be taken in. Written before a byte is copied, so that start-up can finish what a crash interrupted. */
const payloadSchema = z.object({
	source: z.string(),
	folder: z.string(),
	sha256: z.string().transform(asSha256),
	pageCount: z.number(),
	clerkId: z.string().transform((value) => asId<AccountId>(value)),
	orgUnitId: z.string().transform((value) => asId<OrgUnitId>(value)),
});
export type ImportPayload = z.input<typeof payloadSchema>;

/**
 * Copies the original into the vault and makes the outcome, in the state `scanned`, with its recognition queued.
 * Another import of the same bytes may have won meanwhile: then this one fails as a duplicate and leaves nothing.
 */
export function importJob(tools: JobTools): JobHandler {
	return async (job) => {
		try {
			const payload = payloadSchema.parse(job.payload);
			const outcomeId = asId<OutcomeId>(job.subjectId ?? '');
			await refuseDuplicate(tools.db, payload);
			const path = originalPath(payload.folder, safeFileName(basename(payload.source)));
			const stored = await tools.vault.putFile(path, payload.source);
			tools.journal('originalStored');
			// Somebody may have changed the file between the look and the copy.
			if (stored.sha256 !== payload.sha256) throw new Fault('fileLost', { reason: 'changed' });
			const commit = (tx: WritableDb) => makeOutcome(tx, outcomeId, payload, stored, tools.now());
			return { kind: 'finished', commit, committed: () => tools.journal('outcomeMade') };
		} catch (error) {
			return retryOrFail(job, error);
		}
	};
}

async function refuseDuplicate(db: ReadableDb, payload: z.output<typeof payloadSchema>): Promise<void> {
	const [known] = await findOutcomesByOriginal(db, payload.sha256, [payload.orgUnitId]);
	if (known !== undefined) throw new Fault('duplicateOutcome', { outcomeId: known });
}

async function makeOutcome(
	tx: WritableDb,
	outcomeId: OutcomeId,
	payload: z.output<typeof payloadSchema>,
	stored: {
		readonly path: string;
		readonly sha256: z.output<typeof payloadSchema>['sha256'];
		readonly byteLength: number;
	},
	at: string,
): Promise<void> {
	const { sha256, pageCount, clerkId, orgUnitId } = payload;
	// Once more inside the transaction: two imports of the same bytes may have come this far together.
	await refuseDuplicate(tx, payload);
	const versionId = newId<VersionId>();
	const originals = [sha256];
	const state = { kind: 'scanned', originals, pageCount } as const;
	await insertOutcome(tx, { id: outcomeId, orgUnitId, clerkId, kind: 'other', state, createdAt: at });
	await insertVersion(tx, { id: versionId, outcomeId, number: 1, originalSha256: sha256, pageCount, createdAt: at });
	await insertFile(tx, { ...stored, id: newId<FileId>(), outcomeId, versionId, role: 'original', createdAt: at });
	const event = { kind: 'outcomeImported', outcomeId, versionId, originals, pageCount } as const;
	await appendAudit(tx, auditActor(clerkId), event, at);
	await enqueueJob(tx, { kind: 'recognize', subjectId: outcomeId, payload: { folder: payload.folder } }, at);
}
