import type {
	FaultRecord,
	FieldName,
	JobId,
	OutcomeCodes,
	OutcomeId,
	OutcomeKind,
	OutcomeStateKind,
	Sha256,
} from '../../domain/index.ts';
import { type ReadableDb, sql, sqlOne } from '../capability.ts';
import { VALUES_SQL } from './desk-rows.ts';
import type { JobState } from './jobs.ts';
import { IN_SCOPE, type Scope } from './outcomes.ts';

/** An outcome on its way to the repository, or there, with the newest job that brings it and what the repository answered. */
export type UploadRecord = {
	readonly outcomeId: OutcomeId;
	readonly kind: OutcomeKind;
	readonly outcomeState: OutcomeStateKind;
	readonly docCode: OutcomeCodes['docCode'];
	/** Of the document as it is now. */
	readonly documentSha256: Sha256;
	readonly values: { readonly [F in FieldName]?: string };
	/** Absent when there is none: such an outcome is stuck, and a person should see it. */
	readonly job?: {
		readonly id: JobId;
		readonly state: JobState;
		readonly attempts: number;
		readonly notBefore: string;
		readonly steps: Readonly<Record<string, unknown>>;
		readonly fault?: FaultRecord;
		readonly createdAt: string;
		readonly updatedAt: string;
	};
	readonly receipts: readonly {
		readonly destination: string;
		readonly documentSha256: Sha256;
		readonly receivedAt: string;
		readonly answer: unknown;
	}[];
};

/** Uploads of one scope, in three parts: with nobody at work on them, under way, and stored. */
export type UploadPart = 'failed' | 'underWay' | 'stored';
export type UploadQuery = { readonly scope: Scope; readonly part: UploadPart; readonly limit: number };

/** How many there are of each part. */
export type UploadCounts = Readonly<Record<'failed' | 'waiting' | 'running' | 'stored', number>>;

const OPEN = "('agencySigned', 'uploading', 'uploadFailed')";
/** An outcome that was recalled or replaced later had been stored. */
const STORED = "('stored', 'replaced', 'recalled', 'expired')";
/** The state of the newest job that brings the alias `o`; `''` when there is none. */
const JOB_STATE = `coalesce((SELECT j.state FROM jobs AS j WHERE j.subject_id = o.id AND j.kind = 'upload'
	ORDER BY j.seq DESC LIMIT 1), '')`;

/**
 * Conditions of the parts. They go by what has become of the outcome, not by jobs alone: nothing that is on its way can be missed,
 * and a job that ended without bringing it there has failed.
 */
const PARTS: Readonly<Record<UploadPart, string>> = {
	failed: `o.state IN ${OPEN} AND ${JOB_STATE} NOT IN ('queued', 'running')`,
	underWay: `o.state IN ${OPEN} AND ${JOB_STATE} IN ('queued', 'running')`,
	stored: `o.state IN ${STORED}`,
};

/** How many uploads there are in scope. */
export async function countUploads(db: ReadableDb, scope: Scope): Promise<UploadCounts> {
	const values = [JSON.stringify(scope)];
	const open = await sql<{ state: string; n: number }>(
		db,
		`SELECT ${JOB_STATE} AS state, count(*) AS n FROM outcomes AS o WHERE ${IN_SCOPE} AND o.state IN ${OPEN} GROUP BY 1`,
		values,
	);
	const stored = await sqlOne<{ n: number }>(
		db,
		`SELECT count(*) AS n FROM outcomes AS o WHERE ${IN_SCOPE} AND ${PARTS.stored}`,
		values,
	);
	const of = (state: string) => open.find((row) => row.state === state)?.n ?? 0;
	const all = open.reduce((sum, row) => sum + row.n, 0);
	const [waiting, running] = [of('queued'), of('running')];
	return { failed: all - waiting - running, waiting, running, stored: stored?.n ?? 0 };
}

/** Uploads in scope: the oldest paper first, of the stored ones the newest. */
export async function listUploadRecords(
	db: ReadableDb,
	{ scope, part, limit }: UploadQuery,
): Promise<readonly UploadRecord[]> {
	const rows = await sql<UploadColumns>(
		db,
		`SELECT o.id AS outcomeId, o.kind, o.state AS outcomeState, c.doc_code AS docCode,
			coalesce(json_extract(o.state_data, '$.document.sha256'), json_extract(o.state_data, '$.stored.document.sha256'))
				AS documentSha256,
			${VALUES_SQL} AS "values",
			(SELECT json_object('id', j.id, 'state', j.state, 'attempts', j.attempts, 'notBefore', j.not_before,
				'steps', json(j.steps), 'fault', json(j.fault), 'createdAt', j.created_at, 'updatedAt', j.updated_at)
				FROM jobs AS j WHERE j.subject_id = o.id AND j.kind = 'upload' ORDER BY j.seq DESC LIMIT 1) AS job,
			(SELECT json_group_array(json_object('destination', r.destination, 'documentSha256', r.document_sha256,
				'receivedAt', r.received_at, 'answer', json(r.answer)) ORDER BY r.id)
				FROM receipts AS r WHERE r.outcome_id = o.id) AS receipts
		FROM outcomes AS o LEFT JOIN outcome_codes AS c ON c.outcome_id = o.id
		WHERE ${IN_SCOPE} AND ${PARTS[part]} ORDER BY o.id ${part === 'stored' ? 'DESC' : 'ASC'} LIMIT ?`,
		[JSON.stringify(scope), limit],
	);
	return rows.map(toRecord);
}

type UploadColumns = Pick<UploadRecord, 'outcomeId' | 'kind' | 'outcomeState' | 'documentSha256'> & {
	readonly docCode: string | null;
	readonly values: string;
	readonly job: string | null;
	readonly receipts: string;
};

type JobJson = Omit<NonNullable<UploadRecord['job']>, 'fault'> & { readonly fault: FaultRecord | null };

function toRecord({ docCode, values, job, receipts, ...row }: UploadColumns): UploadRecord {
	return {
		...row,
		docCode: docCode ?? '',
		values: JSON.parse(values) as UploadRecord['values'],
		...(job !== null && { job: toJob(JSON.parse(job) as JobJson) }),
		receipts: JSON.parse(receipts) as UploadRecord['receipts'],
	};
}

function toJob({ fault, ...job }: JobJson): NonNullable<UploadRecord['job']> {
	return { ...job, ...(fault !== null && { fault }) };
}
