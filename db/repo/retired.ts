import type { Outcome, OutcomeId } from '../../domain/index.ts';
import { type ReadableDb, sql } from '../capability.ts';
import { COLUMNS, IN_SCOPE, type OutcomeColumns, type Scope, toOutcome } from './outcomes.ts';

/** The outcomes in scope that this one has replaced, oldest first. */
export async function replacedBy(db: ReadableDb, id: OutcomeId, scope: Scope): Promise<readonly Outcome[]> {
	const rows = await sql<OutcomeColumns>(
		db,
		`SELECT ${COLUMNS} FROM outcomes AS o
		WHERE o.state = 'replaced' AND json_extract(o.state_data, '$.by') = ? AND ${IN_SCOPE} ORDER BY o.id`,
		[id, JSON.stringify(scope)],
	);
	return rows.map(toOutcome);
}
