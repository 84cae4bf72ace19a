import type { AccountId, FieldName, Outcome, OutcomeStateKind } from '../../domain/index.ts';
import { type ReadableDb, type SqlValue, sql } from '../capability.ts';
import { COLUMNS, IN_SCOPE, type OutcomeColumns, type Scope, toOutcome } from './outcomes.ts';

/** What a list beside the outcome itself shows of it: read with it in one statement, since such lists hold hundreds of rows. */
export type DeskRow = {
	readonly outcome: Outcome;
	readonly values: { readonly [F in FieldName]?: string };
	/** Path of the original in the vault; `''` when there is none. */
	readonly originalPath: string;
	readonly clerkName: string;
	readonly approverName: string;
	readonly pageCount: number;
};

/** Which outcomes lie on a desk. */
export type DeskQuery = {
	readonly scope: Scope;
	readonly states: readonly OutcomeStateKind[];
	/** Only those that this clerk digitized. */
	readonly clerkId?: AccountId;
	/** Only those without a clerk's signature: after a return, a verified outcome may have one already. */
	readonly unsigned?: boolean;
	readonly limit: number;
};

/** Fields by which people know a paper. */
const SHOWN: readonly FieldName[] = ['documentNumber', 'issueDate', 'subject', 'ownerName', 'dossierCode'];

/** The values of {@link SHOWN} of the alias `o`, as JSON. */
export const VALUES_SQL = `(SELECT json_group_object(r.field, r.value) FROM current_readings AS r
	WHERE r.outcome_id = o.id AND r.field IN (${SHOWN.map((field) => `'${field}'`).join(', ')}) AND r.value <> '')`;

/** The original's path of the alias `o`. */
export const ORIGINAL_SQL = `(SELECT f.path FROM files AS f WHERE f.outcome_id = o.id AND f.role = 'original' ORDER BY f.id LIMIT 1)`;

/** What lies on a desk, the oldest first. */
export async function listDesk(db: ReadableDb, query: DeskQuery): Promise<readonly DeskRow[]> {
	const { text, values } = condition(query);
	const rows = await sql<DeskColumns>(
		db,
		`SELECT ${COLUMNS}, ${VALUES_SQL} AS "values", ${ORIGINAL_SQL} AS originalPath, clerk.name AS clerkName,
			approver.name AS approverName,
			(SELECT v.page_count FROM outcome_versions AS v WHERE v.outcome_id = o.id ORDER BY v.number DESC LIMIT 1) AS pageCount
		FROM outcomes AS o JOIN accounts AS clerk ON clerk.id = o.clerk_id
		LEFT JOIN accounts AS approver ON approver.id = json_extract(o.state_data, '$.approval.by')
		WHERE ${text} ORDER BY o.id LIMIT ?`,
		[...values, query.limit],
	);
	return rows.map(({ values: known, originalPath, clerkName, approverName, pageCount, ...columns }) => ({
		outcome: toOutcome(columns),
		values: JSON.parse(known) as DeskRow['values'],
		originalPath: originalPath ?? '',
		clerkName,
		approverName: approverName ?? '',
		pageCount: pageCount ?? 0,
	}));
}

/** How many lie on a desk, by state. */
export async function countDesk(
	db: ReadableDb,
	query: Omit<DeskQuery, 'limit'>,
): Promise<Readonly<Partial<Record<OutcomeStateKind, number>>>> {
	const { text, values } = condition(query);
	const rows = await sql<{ state: OutcomeStateKind; n: number }>(
		db,
		`SELECT o.state, count(*) AS n FROM outcomes AS o WHERE ${text} GROUP BY o.state`,
		values,
	);
	return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

function condition({ scope, states, clerkId, unsigned }: Omit<DeskQuery, 'limit'>): {
	readonly text: string;
	readonly values: readonly SqlValue[];
} {
	const where = [IN_SCOPE, 'o.state IN (SELECT value FROM json_each(?))'];
	const values: SqlValue[] = [JSON.stringify(scope), JSON.stringify(states)];
	if (clerkId !== undefined) {
		where.push('+o.clerk_id = ?');
		values.push(clerkId);
	}
	if (unsigned === true) where.push("json_extract(o.state_data, '$.signature') IS NULL");
	return { text: where.join(' AND '), values };
}

type DeskColumns = OutcomeColumns & {
	readonly values: string;
	readonly originalPath: string | null;
	readonly clerkName: string;
	readonly approverName: string | null;
	readonly pageCount: number | null;
};
