import type { OutcomeId } from '../../domain/index.ts';
import { type ReadableDb, sql } from '../capability.ts';

/** What lists show of an outcome beside its own row and its fields. */
export type OutcomeSummary = {
	readonly id: OutcomeId;
	/** Of the newest version; 0 while there is none. */
	readonly pageCount: number;
	/** Of the newest version's recognition. */
	readonly warningCount: number;
	/** Path of the first original; `''` while there is none. */
	readonly originalPath: string;
	readonly clerkName: string;
};

/** The summaries of outcomes by id, in one statement. The caller has checked the scope. */
export async function outcomeSummaries(
	db: ReadableDb,
	ids: readonly OutcomeId[],
): Promise<ReadonlyMap<OutcomeId, OutcomeSummary>> {
	const rows = await sql<OutcomeSummary>(
		db,
		`SELECT o.id, coalesce(v.page_count, 0) AS pageCount, coalesce(json_array_length(r.warnings), 0) AS warningCount,
			coalesce((
				SELECT f.path FROM files AS f WHERE f.outcome_id = o.id AND f.role = 'original' ORDER BY f.id LIMIT 1
			), '') AS originalPath,
			a.name AS clerkName
		FROM outcomes AS o JOIN accounts AS a ON a.id = o.clerk_id
		LEFT JOIN outcome_versions AS v ON v.id = (
			SELECT x.id FROM outcome_versions AS x WHERE x.outcome_id = o.id ORDER BY x.number DESC LIMIT 1
		)
		LEFT JOIN recognitions AS r ON r.version_id = v.id
		WHERE o.id IN (SELECT value FROM json_each(?))`,
		[JSON.stringify(ids)],
	);
	return new Map(rows.map((row) => [row.id, row]));
}
