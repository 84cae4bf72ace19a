import {
	type AccountId,
	type DossierId,
	Fault,
	type OrgUnitId,
	type Outcome,
	type OutcomeId,
	type OutcomeKind,
	type OutcomeState,
	type OutcomeStateKind,
	type Sha256,
} from '../../domain/index.ts';
import { onDb, type ReadableDb, type SqlValue, sql, sqlOne, type WritableDb } from '../capability.ts';
import { OUTCOMES } from '../rows/outcomes.ts';
import { indexOutcome } from '../search/index-outcome.ts';

/**
 * The org units whose rows may be seen: an actor's `orgUnitScope`. Everything that reads outcomes asks for one, so that no
 * list, search or count can forget it. An empty scope sees nothing.
 */
export type Scope = readonly OrgUnitId[];

/** Which outcomes to list. `after`: the `next` of the page before. */
export type OutcomeListQuery = {
	readonly scope: Scope;
	readonly states?: readonly OutcomeStateKind[];
	readonly kinds?: readonly OutcomeKind[];
	readonly clerkId?: AccountId;
	readonly dossierId?: DossierId;
	readonly limit: number;
	readonly after?: OutcomeId;
};

/** A page of outcomes, newest first. `next` is there when more follow. */
export type OutcomePage = { readonly outcomes: readonly Outcome[]; readonly next?: OutcomeId };

/** Most rows a page may hold. */
const MAX_PAGE = 200;

/** Adds an outcome at revision 1. */
export async function insertOutcome(
	tx: WritableDb,
	outcome: Omit<Outcome, 'revision' | 'updatedAt'>,
): Promise<Outcome> {
	const { state, dossierId, ...rest } = outcome;
	await onDb(tx, (manager) =>
		manager.insert(OUTCOMES, {
			...rest,
			dossierId: dossierId ?? null,
			state: state.kind,
			stateData: JSON.stringify(state),
			revision: 1,
			updatedAt: outcome.createdAt,
		}),
	);
	return { ...outcome, revision: 1, updatedAt: outcome.createdAt };
}

/** @throws {Fault} `outcomeMissing` when it is not there, or outside the scope: the two look alike. */
export async function getOutcome(db: ReadableDb, id: OutcomeId, scope: Scope): Promise<Outcome> {
	const row = await sqlOne<OutcomeColumns>(db, `SELECT ${COLUMNS} FROM outcomes AS o WHERE o.id = ? AND ${IN_SCOPE}`, [
		id,
		JSON.stringify(scope),
	]);
	if (row === undefined) throw new Fault('outcomeMissing');
	return toOutcome(row);
}

/** For the job runner, which acts for the office and not for a person. @throws {Fault} `outcomeMissing`. */
export async function getOutcomeForJob(db: ReadableDb, id: OutcomeId): Promise<Outcome> {
	const row = await sqlOne<OutcomeColumns>(db, `SELECT ${COLUMNS} FROM outcomes AS o WHERE o.id = ?`, [id]);
	if (row === undefined) throw new Fault('outcomeMissing');
	return toOutcome(row);
}

/** A page of outcomes in scope, newest first. */
export async function listOutcomes(db: ReadableDb, query: OutcomeListQuery): Promise<OutcomePage> {
	const limit = Math.min(Math.max(1, Math.trunc(query.limit)), MAX_PAGE);
	const { text, values } = listStatement(query, limit + 1);
	const outcomes = (await sql<OutcomeColumns>(db, text, values)).map(toOutcome);
	const page = outcomes.slice(0, limit);
	const last = page.at(-1);
	return outcomes.length > limit && last !== undefined ? { outcomes: page, next: last.id } : { outcomes: page };
}

/** How many outcomes of each state are in scope; states without any are absent. */
export async function countOutcomes(
	db: ReadableDb,
	scope: Scope,
): Promise<Readonly<Partial<Record<OutcomeStateKind, number>>>> {
	const rows = await sql<{ state: OutcomeStateKind; n: number }>(
		db,
		`SELECT o.state, count(*) AS n FROM outcomes AS o WHERE ${IN_SCOPE} GROUP BY o.state`,
		[JSON.stringify(scope)],
	);
	return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

/**
 * The outcomes in scope whose version was made from these very bytes, oldest first; discarded ones are not counted, so that a
 * mis-scan can be imported again.
 */
export async function findOutcomesByOriginal(
	db: ReadableDb,
	sha256: Sha256,
	scope: Scope,
): Promise<readonly OutcomeId[]> {
	const rows = await sql<{ id: OutcomeId }>(
		db,
		`SELECT DISTINCT o.id FROM outcome_versions AS v JOIN outcomes AS o ON o.id = v.outcome_id
		WHERE v.original_sha256 = ? AND o.state <> 'discarded' AND ${IN_SCOPE} ORDER BY o.id`,
		[sha256, JSON.stringify(scope)],
	);
	return rows.map((row) => row.id);
}

/** What makes a paper that paper, whoever scanned it. */
export type PaperIdentity = {
	readonly documentNumber: string;
	readonly issueDate: string;
	readonly issuingBody: string;
};

/**
 * Other outcomes in scope on which the same number, date and issuing body count, oldest first; discarded ones and versions that
 * were replaced are left out. Exact after NFC: what differs by a letter is for the search to find.
 */
export async function findSamePapers(
	db: ReadableDb,
	id: OutcomeId,
	paper: PaperIdentity,
	scope: Scope,
): Promise<readonly OutcomeId[]> {
	const rows = await sql<{ id: OutcomeId }>(
		db,
		`SELECT DISTINCT o.id FROM readings AS r JOIN outcomes AS o ON o.id = r.outcome_id
		WHERE r.field = 'documentNumber' AND r.value = ? AND o.id <> ? AND o.state NOT IN ('discarded', 'replaced') AND ${IN_SCOPE}
			AND EXISTS (SELECT 1 FROM current_readings AS n WHERE n.outcome_id = o.id AND n.field = 'documentNumber' AND n.value = ?)
			AND EXISTS (SELECT 1 FROM current_readings AS d WHERE d.outcome_id = o.id AND d.field = 'issueDate' AND d.value = ?)
			AND EXISTS (SELECT 1 FROM current_readings AS b WHERE b.outcome_id = o.id AND b.field = 'issuingBody' AND b.value = ?)
		ORDER BY o.id`,
		[paper.documentNumber, id, JSON.stringify(scope), paper.documentNumber, paper.issueDate, paper.issuingBody],
	);
	return rows.map((row) => row.id);
}

/** What changes with a step of the way. */
export type OutcomeChange = {
	readonly state?: OutcomeState;
	readonly kind?: OutcomeKind;
	readonly dossierId?: DossierId;
};

/**
 * Writes a change over the revision that was read, and counts it up.
 *
 * @throws {Fault} `changedMeanwhile` when somebody else has written since; `outcomeMissing`.
 */
export async function updateOutcome(
	tx: WritableDb,
	before: Pick<Outcome, 'id' | 'revision'>,
	change: OutcomeChange,
	at: string,
): Promise<Outcome> {
	const { state, kind, dossierId } = change;
	const { affected } = await onDb(tx, (manager) =>
		manager.update(
			OUTCOMES,
			{ id: before.id, revision: before.revision },
			{
				...(state !== undefined && { state: state.kind, stateData: JSON.stringify(state) }),
				...(kind !== undefined && { kind }),
				...(dossierId !== undefined && { dossierId }),
				revision: before.revision + 1,
				updatedAt: at,
			},
		),
	);
	const after = await getOutcomeForJob(tx, before.id);
	if (affected !== 1) throw new Fault('changedMeanwhile');
	// The kind stands in the search index too.
	if (kind !== undefined) await indexOutcome(tx, before.id);
	return after;
}

/** A row of `outcomes` as SQL gives it. */
export type OutcomeColumns = {
	readonly id: string;
	readonly orgUnitId: string;
	readonly dossierId: string | null;
	readonly clerkId: string;
	readonly kind: string;
	readonly stateData: string;
	readonly revision: number;
	readonly createdAt: string;
	readonly updatedAt: string;
};

/** The columns of {@link OutcomeColumns}, of the alias `o`. */
export const COLUMNS = `o.id, o.org_unit_id AS orgUnitId, o.dossier_id AS dossierId, o.clerk_id AS clerkId, o.kind,
	o.state_data AS stateData, o.revision, o.created_at AS createdAt, o.updated_at AS updatedAt`;

/** The scope as a condition on the alias `o`; its value is the JSON of a {@link Scope}. */
export const IN_SCOPE = 'o.org_unit_id IN (SELECT value FROM json_each(?))';

/** One row as an outcome. The state's JSON was written by us; the table checks that its kind is the row's. */
export function toOutcome(row: OutcomeColumns): Outcome {
	const { stateData, dossierId, ...rest } = row;
	return {
		...rest,
		id: row.id as OutcomeId,
		orgUnitId: row.orgUnitId as OrgUnitId,
		...(dossierId !== null && { dossierId: dossierId as DossierId }),
		clerkId: row.clerkId as AccountId,
		kind: row.kind as OutcomeKind,
		state: JSON.parse(stateData) as OutcomeState,
	};
}

/**
 * The statement of a list. Ids are UUIDv7, so "newest first" is an index read backwards. `+` keeps SQLite from choosing an
 * index that would make it sort: one state or one unit has its own ordered index, anything broader walks the ids.
 */
export function listStatement(
	query: OutcomeListQuery,
	limit: number,
): { readonly text: string; readonly values: readonly SqlValue[] } {
	const where: string[] = [];
	const values: SqlValue[] = [];
	const oneState = query.states?.length === 1;
	if (query.scope.length === 1) {
		where.push('o.org_unit_id = ?');
		values.push(query.scope[0] ?? null);
	} else {
		where.push(`+${IN_SCOPE}`);
		values.push(JSON.stringify(query.scope));
	}
	if (query.states !== undefined) {
		where.push(oneState ? 'o.state = ?' : '+o.state IN (SELECT value FROM json_each(?))');
		values.push(oneState ? (query.states[0] ?? null) : JSON.stringify(query.states));
	}
	if (query.kinds !== undefined) {
		where.push('+o.kind IN (SELECT value FROM json_each(?))');
		values.push(JSON.stringify(query.kinds));
	}
	if (query.clerkId !== undefined) {
		where.push('+o.clerk_id = ?');
		values.push(query.clerkId);
	}
	if (query.dossierId !== undefined) {
		where.push('o.dossier_id = ?');
		values.push(query.dossierId);
	}
	if (query.after !== undefined) {
		where.push('o.id < ?');
		values.push(query.after);
	}
	const text = `SELECT ${COLUMNS} FROM outcomes AS o WHERE ${where.join(' AND ')} ORDER BY o.id DESC LIMIT ?`;
	return { text, values: [...values, limit] };
}
