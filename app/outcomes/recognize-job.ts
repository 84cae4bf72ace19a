import { rm } from 'node:fs/promises';
import { posix } from 'node:path';
import {
	addMachineReadings,
	appendAudit,
	getOutcomeForJob,
	indexOutcome,
	insertFile,
	insertRecognition,
	type Job,
	listFiles,
	newestVersion,
	newId,
	type ReadableDb,
	updateOutcome,
	versionPlan,
	type WritableDb,
} from '../../db/index.ts';
import {
	advance,
	asId,
	Fault,
	type FileId,
	type Outcome,
	type OutcomeId,
	type OutcomeVersion,
	type PlannedPage,
	pageText,
	type ScannedDocument,
	type StoredFile,
} from '../../domain/index.ts';
import { openOutcomes, openPlanned } from '../../scan/index.ts';
import type { JobContext, JobHandler } from '../jobs/job-handler.ts';
import type { JobTools } from '../jobs/job-tools.ts';
import { retryOrFail } from '../jobs/settle-job.ts';
import { makeDocument } from '../make-document.ts';
import type { DocumentRead } from '../recognize-document.ts';
import { documentPath, folderOf, recognitionPath } from './outcome-paths.ts';
import { encodeRecognition } from './recognition-file.ts';

type Subject = {
	readonly outcome: Outcome;
	readonly version: OutcomeVersion;
	/** The paper's files, in order. */
	readonly originals: readonly [StoredFile, ...StoredFile[]];
	/** What the clerk decided about their pages. */
	readonly plan: readonly PlannedPage[] | undefined;
	/** The outcome's folder, with a slash at its end. */
	readonly folder: string;
};

/** Reads a scanned outcome: makes its document, keeps what was read, finds its fields and puts it into the search index. */
export function recognizeJob(tools: JobTools): JobHandler {
	return async (job, context) => {
		try {
			const subject = await subjectOf(tools, asId<OutcomeId>(job.subjectId ?? ''));
			if (subject === undefined) return { kind: 'finished' };
			const made = await makeFiles(tools, job, subject, context);
			const committed = () => tools.journal('outcomeRecognized');
			return { kind: 'finished', commit: (tx) => commit(tx, subject, made, tools.now()), committed };
		} catch (error) {
			return retryOrFail(job, error);
		}
	};
}

/** `undefined` when the outcome is past reading: an earlier attempt got that far, or somebody discarded it. */
async function subjectOf(tools: JobTools, id: OutcomeId): Promise<Subject | undefined> {
	const outcome = await getOutcomeForJob(tools.db, id);
	if (outcome.state.kind !== 'scanned') return undefined;
	const version = await newestVersion(tools.db, id);
	const [first, ...further] = await originalsInOrder(tools.db, id);
	if (version === undefined || first === undefined) throw new Error('A scanned outcome has a version and an original');
	const plan = await versionPlan(tools.db, version.id);
	return { outcome, version, originals: [first, ...further], plan, folder: folderOf(first.path) };
}

async function originalsInOrder(db: ReadableDb, id: OutcomeId): Promise<readonly StoredFile[]> {
	const files = await listFiles(db, id, 'original');
	return files.toSorted((a, b) => (a.page ?? 0) - (b.page ?? 0));
}

/** The paper as one document, its bytes proven. @throws {Fault} `fileLost`; of the `scan` family. */
async function openOriginals(tools: JobTools, subject: Subject): Promise<ScannedDocument> {
	const { originals, version, plan } = subject;
	if (plan !== undefined) {
		const files = originals.map(({ path, sha256 }) => ({ path: tools.vault.locate(path), sha256 }));
		const planned = await openPlanned({ files, pages: plan, sha256: version.originalSha256 });
		if (planned === undefined) throw new Fault('fileLost', { reason: 'changed' });
		return planned;
	}
	const parts = originals.map((file) => ({ path: tools.vault.locate(file.path) }));
	const source = parts[0]?.path ?? '';
	const opened = await openOutcomes({ kind: 'inputs', name: '', source, parts });
	const [document, ...others] = opened;
	if (document?.sha256 === version.originalSha256 && others.length === 0) return document;
	for (const each of opened) await each.close();
	throw new Fault('fileLost', { reason: 'changed' });
}

type Made = { readonly read: DocumentRead; readonly document: StoredFile; readonly recognition: StoredFile };

async function makeFiles(tools: JobTools, job: Job<unknown>, subject: Subject, context: JobContext): Promise<Made> {
	const { version, folder, originals } = subject;
	const [first] = originals;
	const scratch = await tools.scratchPath(job.id, 'pdf');
	const scanned = await openOriginals(tools, subject);
	try {
		const { read, sha256 } = await makeDocument(scanned, {
			path: scratch,
			createdAt: new Date(tools.now()),
			recognizer: tools.recognizer(),
			signal: context.signal,
			onPage: (done, all) =>
				context.onProgress({
					value: done / all,
					title: 'recognize',
					detail: `${posix.basename(first.path)} ${done}/${all}`,
				}),
		});
		tools.journal('documentWritten');
		const from = scanned.conformance === 'originalKept' ? tools.vault.locate(first.path) : scratch;
		const document = await tools.vault.putFile(documentPath(folder, version.number, 1, sha256), from);
		tools.journal('documentStored');
		const bytes = encodeRecognition(read);
		const recognition = await tools.vault.put(recognitionPath(folder, version.number, bytes.sha256), bytes.bytes);
		tools.journal('recognitionStored');
		return { read, document, recognition };
	} finally {
		await scanned.close();
		await rm(scratch, { force: true });
	}
}

async function commit(tx: WritableDb, subject: Subject, made: Made, at: string): Promise<void> {
	const { version } = subject;
	const outcomeId = subject.outcome.id;
	const { read, document, recognition } = made;
	const before = await getOutcomeForJob(tx, outcomeId);
	const { sha256, byteLength } = document;
	const step = advance(before.state, {
		kind: 'recognize',
		document: { sha256, byteLength, conformance: read.conformance },
	});
	// Discarded while it was being read: its files stay orphans, which start-up takes away.
	if (step.kind === 'refused') return;
	const file = { outcomeId, versionId: version.id, createdAt: at };
	await insertFile(tx, { ...document, ...file, id: newId<FileId>(), role: 'document' });
	await insertFile(tx, { ...recognition, ...file, id: newId<FileId>(), role: 'recognition' });
	await insertRecognition(tx, { versionId: version.id, kind: read.kind, warnings: read.warnings, at });
	await addMachineReadings(tx, outcomeId, version.id, read.fields, at);
	await updateOutcome(tx, before, { state: step.state, kind: read.kind.value }, at);
	await indexOutcome(tx, outcomeId, read.pages.map(pageText).join('\n'));
	const event = { kind: 'outcomeRecognized', outcomeId, versionId: version.id, document: sha256 } as const;
	await appendAudit(tx, { kind: 'system' }, event, at);
}
