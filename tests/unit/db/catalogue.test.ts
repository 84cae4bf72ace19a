import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { run, sql } from '../../../db/capability.ts';
import {
	browseOutcomes,
	countFacets,
	DATABASE_FILE,
	type Db,
	findIds,
	openDatabase,
	type SearchFilters,
	searchOutcomes,
	updateOutcome,
} from '../../../db/index.ts';
import { bodyKey } from '../../../db/search/catalogue-facts.ts';
import type { OutcomeId, OutcomeKind, OutcomeStateKind } from '../../../domain/index.ts';
import { AT, addOutcome, makeOffice, type Office, openTemp, tempFolder } from './support.ts';

const KINDS: readonly OutcomeKind[] = ['decision', 'licence', 'notice'];
const BODIES = ['UBND xã An Bình', 'ubnd XÃ an bình', 'Sở Tài chính', ''];
const OWNERS = ['Trần Văn An', 'Lê Thị Ân', 'Bùi Văn Dũng', 'Ngô Đạt', ''];

/** 60 outcomes over all values, every fifth without a day. */
async function fill(db: Db, office: Office): Promise<readonly OutcomeId[]> {
	return db.write(async (tx) => {
		const ids: OutcomeId[] = [];
		for (let n = 0; n < 60; n += 1) {
			const fields = {
				documentNumber: `${(n * 7) % 60}/QĐ-UBND`,
				issuingBody: BODIES[n % 4] ?? '',
				ownerName: OWNERS[n % 5] ?? '',
				...(n % 5 > 0 && { issueDate: `20${18 + (n % 4)}-0${1 + (n % 9)}-15` }),
			};
			const text = { kind: KINDS[n % 3] ?? 'other', fields, body: n % 2 === 0 ? 'cấp phép xây dựng' : 'đất đai' };
			ids.push((await addOutcome(tx, office, text)).outcome.id);
		}
		return ids;
	});
}

type Facts = { readonly state: string; readonly kind: string; readonly body_key: string; readonly issue_date: string };

describe('the catalogue', () => {
	it('counts by kept numbers what a count of all rows gives, also after outcomes have changed', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const ids = await fill(db, office);
		await db.write(async (tx) => {
			for (const id of ids.slice(0, 20)) {
				await updateOutcome(tx, { id, revision: 1 }, { state: { kind: 'scanned', originals: [], pageCount: 1 } }, AT);
			}
			for (const id of ids.slice(5, 9)) await updateOutcome(tx, { id, revision: 2 }, { kind: 'plan' }, AT);
		});
		const rows = await sql<Facts>(db, 'SELECT * FROM catalogue');
		const queries: readonly Omit<SearchFilters, 'scope'>[] = [
			{},
			{ states: ['scanned'] },
			{ kinds: ['decision', 'plan'] },
			{ from: '2019-01-01', to: '2020-12-31' },
			{ from: '2019-03-01', to: '2020-06-30', states: ['draft'] },
			{ bodies: [bodyKey('UBND xã An Bình')] },
		];
		for (const query of queries) {
			const counts = await countFacets(db, { scope: [office.unit], ...query }, '');
			const fits = (row: Facts, except: string): boolean =>
				(except === 'state' || (query.states?.includes(row.state as OutcomeStateKind) ?? row.state !== 'discarded')) &&
				(except === 'kind' || (query.kinds?.includes(row.kind as OutcomeKind) ?? true)) &&
				(except === 'body' || (query.bodies?.includes(row.body_key) ?? true)) &&
				(query.from === undefined || (row.issue_date >= query.from && row.issue_date <= (query.to ?? '')));
			expect([query, counts.total]).toEqual([query, rows.filter((row) => fits(row, '')).length]);
			for (const [facet, column] of [
				['state', 'state'],
				['kind', 'kind'],
				['body', 'body_key'],
			] as const) {
				for (const { value, count } of counts[facet]) {
					const all = rows.filter((row) => row[column] === value && fits(row, facet)).length;
					expect([query, facet, value, count]).toEqual([query, facet, value, all]);
				}
			}
		}
	});

	it('takes one body however it is spelt, and shows it as a paper does', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		await fill(db, office);
		const { body, year } = await countFacets(db, { scope: [office.unit] }, '');
		expect(body.map(({ count }) => count)).toEqual([30, 15]);
		expect(BODIES).toContain(body[0]?.label);
		expect(year.map(({ value }) => value)).toEqual(['2021', '2020', '2019', '2018']);
	});

	it('counts owners among what words have found', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		await fill(db, office);
		const scope = [office.unit];
		expect((await countFacets(db, { scope }, '')).owner).toEqual([]);
		const worded = await countFacets(db, { scope }, 'cap phep');
		expect(worded).toMatchObject({ total: 30, capped: false });
		expect(worded.owner.map(({ count }) => count)).toEqual([6, 6, 6, 6]);
		const [owner] = worded.owner;
		const chosen = await countFacets(db, { scope, owners: [owner?.value ?? ''] }, '');
		expect(chosen.total).toBe(12);
	});

	it.each(['newest', 'issueDate', 'number', 'owner'] as const)(
		'walks by %s, page by page, each outcome once',
		async (order) => {
			const db = await openTemp();
			const office = await makeOffice(db);
			const ids = await fill(db, office);
			const scope = [office.unit];
			const seen: OutcomeId[] = [];
			for (let after: string | undefined; ; ) {
				const page = await browseOutcomes(db, { scope, order, limit: 7, after });
				seen.push(...page.outcomes.map(({ id }) => id));
				after = page.next;
				if (after === undefined) break;
			}
			expect([...seen].sort()).toEqual([...ids].sort());
			const found = await findIds(db, { scope, text: 'qd', order, limit: 1_000 });
			expect(found).toEqual({ ids: seen, more: false });
			const first = await searchOutcomes(db, { scope, text: 'qd', order, limit: 7 });
			expect(first.hits.map(({ outcome }) => outcome.id)).toEqual(seen.slice(0, 7));
		},
	);

	it('is filled for what an older Sohoa has left', async () => {
		const folder = tempFolder();
		const db = await openDatabase(folder);
		const office = await makeOffice(db);
		await fill(db, office);
		const before = await sql(db, 'SELECT * FROM catalogue ORDER BY seq');
		const counts = await sql(db, 'SELECT * FROM catalogue_counts');
		await db.close();
		const raw = new Database(join(folder, DATABASE_FILE));
		raw.exec(`DROP TRIGGER catalogue_begins; DROP TRIGGER catalogue_follows; DROP INDEX outcomes_by_replacement;
			DROP TABLE catalogue; DROP TABLE catalogue_counts; DROP TABLE saved_searches; DROP INDEX audit_by_kind`);
		raw.pragma('user_version = 33');
		raw.close();
		const again = await openDatabase(folder);
		expect(await sql(again, 'SELECT * FROM catalogue ORDER BY seq')).toEqual(before);
		expect(await sql(again, 'SELECT * FROM catalogue_counts')).toEqual(counts);
		await again.write((tx) => run(tx, 'DELETE FROM saved_searches'));
		await again.close();
	});
});
