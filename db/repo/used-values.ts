import type { FieldName, OutcomeStateKind } from '../../domain/index.ts';
import { type ReadableDb, sql } from '../capability.ts';
import { IN_SCOPE, type Scope } from './outcomes.ts';

/** A value and on how many outcomes it counts. */
export type UsedValue = { readonly value: string; readonly count: number };

/** Outcomes looked at, the newest ones: what an office writes now, in a time that does not grow with its archive. */
const LOOKED_AT = 2_000;
/** Most values in an answer. */
const MOST = 200;

/** States in which a person has compared the fields with the paper. */
const COMPARED: readonly OutcomeStateKind[] = [
	'verified',
	'submitted',
	'approved',
	'coded',
	'agencySigned',
	'uploading',
	'uploadFailed',
	'stored',
];

const RECENT = `SELECT o.id FROM outcomes AS o
	WHERE +${IN_SCOPE} AND +o.state IN (SELECT value FROM json_each(?)) ORDER BY o.id DESC LIMIT ${LOOKED_AT}`;

/** The values of a field on the newest outcomes in scope that a person has compared with the paper, most used first. */
export function suggestedValues(db: ReadableDb, field: FieldName, scope: Scope): Promise<readonly UsedValue[]> {
	return sql<UsedValue>(
		db,
		`SELECT r.value, count(*) AS count FROM current_readings AS r
		WHERE r.outcome_id IN (${RECENT}) AND r.field = ? AND r.value <> ''
		GROUP BY r.value ORDER BY count DESC, r.value LIMIT ${MOST}`,
		[JSON.stringify(scope), JSON.stringify(COMPARED), field],
	);
}

/** {@link suggestedValues} of signers, each with the position that he or she had last. */
export function suggestedSigners(
	db: ReadableDb,
	scope: Scope,
): Promise<readonly (UsedValue & { readonly position: string | null })[]> {
	return sql(
		db,
		`SELECT r.value, count(*) AS count, max(r.outcome_id),
			(SELECT p.value FROM current_readings AS p WHERE p.outcome_id = r.outcome_id AND p.field = 'signerPosition') AS position
		FROM current_readings AS r
		WHERE r.outcome_id IN (${RECENT}) AND r.field = 'signerName' AND r.value <> ''
		GROUP BY r.value ORDER BY count DESC, r.value LIMIT ${MOST}`,
		[JSON.stringify(scope), JSON.stringify(COMPARED)],
	);
}
