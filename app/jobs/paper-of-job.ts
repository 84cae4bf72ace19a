import { type Job, listFiles, type ReadableDb } from '../../db/index.ts';
import { asId, type OutcomeId } from '../../domain/index.ts';
import { importPayloadSchema } from '../outcomes/import-job.ts';

/** What the clerk calls the paper that a job is about: its first file's name, `''` when it has none. */
export async function paperOfJob(db: ReadableDb, job: Job<unknown>): Promise<string> {
	const [first] = importPayloadSchema.safeParse(job.payload).data?.files ?? [];
	if (first !== undefined) return first.name ?? first.source.split(/[\\/]/).at(-1) ?? '';
	if (job.subjectId === undefined) return '';
	const [original] = await listFiles(db, asId<OutcomeId>(job.subjectId), 'original');
	// Stored files are numbered before their own name.
	return (
		original?.path
			.split('/')
			.at(-1)
			?.replace(/^\d{4}-/, '') ?? ''
	);
}
