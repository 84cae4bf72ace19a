import { describe, expect, it } from 'vitest';
import { type SqlValue, sql } from '../../../db/capability.ts';
import { type Db, newId } from '../../../db/index.ts';
import { NEXT_JOB_SQL } from '../../../db/repo/jobs.ts';
import { SCOPE_SQL } from '../../../db/repo/org-units.ts';
import { listStatement } from '../../../db/repo/outcomes.ts';
import { reviewStatement } from '../../../db/repo/reviews.ts';
import { browseStatement } from '../../../db/search/browse-outcomes.ts';
import { searchStatement } from '../../../db/search/search-outcomes.ts';
import type { AccountId, DossierId, OrgUnitId, OutcomeId } from '../../../domain/index.ts';
import { AT, openTemp } from './support.ts';

async function planOf(db: Db, text: string, values: readonly SqlValue[]): Promise<string> {
	const rows = await sql<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${text}`, values);
	return rows.map((row) => row.detail).join('\n');
}

const unit = newId<OrgUnitId>();
const other = newId<OrgUnitId>();
const SORTS = 'USE TEMP B-TREE';

describe('query plans', () => {
	it.each([
		['one unit', { scope: [unit] }, 'outcomes_by_org_unit '],
		['one state', { scope: [unit, other], states: ['recognized'] }, 'outcomes_by_state '],
		['one state of one unit', { scope: [unit], states: ['recognized'] }, 'outcomes_by_org_unit_and_state '],
		['many units', { scope: [unit, other] }, 'sqlite_autoindex_outcomes_1'],
		['many states', { scope: [unit, other], states: ['draft', 'scanned'] }, 'sqlite_autoindex_outcomes_1'],
		['a clerk', { scope: [unit], clerkId: newId<AccountId>() }, 'outcomes_by_org_unit'],
		['the next page', { scope: [unit], after: newId<OutcomeId>() }, 'outcomes_by_org_unit'],
	] as const)('list %s by an index that is in order already', async (_, query, index) => {
		const db = await openTemp();
		const { text, values } = listStatement({ ...query, limit: 50 }, 51);
		const plan = await planOf(db, text, values);
		expect(plan).toContain(index);
		expect(plan).not.toContain(SORTS);
	});

	it('list a dossier by its index', async () => {
		const db = await openTemp();
		const query = { scope: [unit, other], dossierId: newId<DossierId>(), limit: 50 };
		const { text, values } = listStatement(query, 51);
		expect(await planOf(db, text, values)).toContain('outcomes_by_dossier');
	});

	it.each([
		['one unit', [unit], 'review_figures_by_org_unit'],
		['many units', [unit, other], 'review_figures_by_score'],
	] as const)('walk the queue of %s in order of deviation', async (_, scope, index) => {
		const db = await openTemp();
		const after = { score: 40, id: newId<OutcomeId>() };
		for (const more of [{}, { after }]) {
			const { text, values } = reviewStatement({ scope, accountId: newId<AccountId>(), limit: 50, ...more });
			const plan = await planOf(db, text, values);
			expect(plan).toContain(index);
			expect(plan).not.toContain(SORTS);
		}
	});

	it.each(['newest', 'any'] as const)(
		'search (%s) goes through the index, then takes rows by number',
		async (order) => {
			const db = await openTemp();
			const filters = { scope: [unit], kinds: ['decision'], states: ['stored'], from: '2026-01-01' } as const;
			const { text, values } = searchStatement(filters, { table: 'search_index', match: '"a"', order }, 20);
			const plan = await planOf(db, text, values);
			expect(plan).toMatch(/^SCAN f VIRTUAL TABLE INDEX/);
			expect(plan).toContain('SEARCH c USING INTEGER PRIMARY KEY (rowid=?)');
			expect(plan).not.toContain(SORTS);
		},
	);

	it.each([
		['newest', 'SCAN c'],
		['issueDate', 'catalogue_by_issue_date'],
		['number', 'catalogue_by_number'],
		['owner', 'catalogue_by_owner'],
	] as const)('browse by %s along an index that is in order already, from any row on', async (order, index) => {
		const db = await openTemp();
		for (const after of [undefined, '5']) {
			const query = { scope: [unit], kinds: ['decision'], from: '2026-01-01', order, limit: 50, after } as const;
			const { text, values } = browseStatement(query, 51);
			const plan = await planOf(db, text, values);
			if (order !== 'newest' || after === undefined) expect(plan).toContain(index);
			expect(plan).toContain('SEARCH o USING INTEGER PRIMARY KEY (rowid=?)');
			expect(plan).not.toContain(SORTS);
		}
	});

	it.each([
		['the scope of a unit', SCOPE_SQL, [unit], 'sqlite_autoindex_org_units_3 (path>? AND path<?)'],
		['the next job', NEXT_JOB_SQL, ['["recognize"]', AT], 'jobs_by_state (state=?)'],
		[
			'current readings',
			'SELECT * FROM current_readings WHERE outcome_id = ?',
			['o'],
			'readings_that_count (outcome_id=?)',
		],
		[
			'outcomes by their original',
			'SELECT outcome_id FROM outcome_versions WHERE original_sha256 = ?',
			['h'],
			'outcome_versions_by_original',
		],
		['a session by its token', 'SELECT * FROM sessions WHERE token_hash = ?', ['h'], 'sqlite_autoindex_sessions_2'],
		['a person by name', 'SELECT * FROM accounts WHERE login = ?', ['an'], 'sqlite_autoindex_accounts_2'],
		['files of an outcome', 'SELECT * FROM files WHERE outcome_id = ? AND role = ?', ['o', 'page'], 'files_by_outcome'],
		['the last event', 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1', [], 'SCAN audit'],
	])('%s is found by an index', async (_, text, values, index) => {
		const db = await openTemp();
		const plan = await planOf(db, text, values);
		expect(plan).toContain(index);
		expect(plan).not.toContain(SORTS);
	});
});
