import { type FieldName, MACHINE_ORIGINS, type Outcome, type StoredReading } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sql, sqlOne } from '../capability.ts';
import { COLUMNS, IN_SCOPE, type OutcomeColumns, type Scope, toOutcome } from './outcomes.ts';
import { READING_COLUMNS, type ReadingColumns, toReading } from './readings.ts';

/** An outcome and what a machine read for the field. */
export type GroupMember = { readonly outcome: Outcome; readonly reading: StoredReading };

/** `left`: how many there are in all. */
export type FieldGroup = { readonly members: readonly GroupMember[]; readonly left: number };

/** On a clerk's desk and not verified yet; a paper may be signed before or after. */
const ON_DESK = `o.state IN ('recognized', 'clerkSigned', 'returned') AND json_extract(o.state_data, '$.verification') IS NULL`;

const FROM = `FROM outcomes AS o JOIN current_readings AS r ON r.outcome_id = o.id
	WHERE ${ON_DESK} AND ${IN_SCOPE} AND r.field = ? AND r.value <> '' AND r.by_account_id IS NULL
		AND r.origin IN (SELECT value FROM json_each(?))`;

/**
 * Outcomes in scope on which nobody has looked at this field yet: equal values together, the commonest value first.
 *
 * @param limit most members; the whole is counted.
 */
export async function fieldGroup(db: ReadableDb, field: FieldName, scope: Scope, limit: number): Promise<FieldGroup> {
	const values: SqlValue[] = [JSON.stringify(scope), field, JSON.stringify(MACHINE_ORIGINS)];
	const columns = READING_COLUMNS.split(', ')
		.map((column) => `r.${column}`)
		.join(', ');
	const rows = await sql<OutcomeColumns & ReadingColumns>(
		db,
		`SELECT ${COLUMNS}, ${columns}, count(*) OVER (PARTITION BY r.value) AS equals ${FROM}
		ORDER BY equals DESC, r.value, o.id LIMIT ?`,
		[...values, limit],
	);
	const counted = await sqlOne<{ n: number }>(db, `SELECT count(*) AS n ${FROM}`, values);
	const members = rows.map((row) => ({ outcome: toOutcome(outcomeOf(row)), reading: toReading(row) }));
	return { members, left: counted?.n ?? 0 };
}

/** An outcome's columns alone. */
function outcomeOf(row: OutcomeColumns): OutcomeColumns {
	const { id, orgUnitId, dossierId, clerkId, kind, stateData, revision, createdAt, updatedAt } = row;
	return { id, orgUnitId, dossierId, clerkId, kind, stateData, revision, createdAt, updatedAt };
}
