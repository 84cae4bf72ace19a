import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../db/migrate.ts';
import { MIGRATIONS } from '../../../db/migrations/index.ts';
import { AT, tempFolder } from '../../unit/db/support.ts';
import { OLD_ROWS } from './old-rows.ts';

type Rows = ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;

/** Tables that hold rows of their own: not SQLite's, nor those inside a search index, which hold what can be built anew. */
function tablesOf(db: Database.Database): readonly string[] {
	const names = db
		.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'")
		.pluck()
		.all() as string[];
	return names.filter((name) => !/^search_(numbers|fields|index)/.test(name)).sort();
}

function columnsOf(db: Database.Database, table: string): readonly string[] {
	return db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
}

/** Every row there is, of the columns named or of all. */
function rowsOf(db: Database.Database, columns?: ReadonlyMap<string, readonly string[]>): Rows {
	const tables = columns === undefined ? tablesOf(db) : [...columns.keys()];
	return new Map(
		tables.map((table) => {
			const names = columns?.get(table) ?? columnsOf(db, table);
			const list = names.map((name) => `"${name}"`).join(', ');
			return [table, db.prepare(`SELECT ${list} FROM "${table}" ORDER BY ${list}`).all()] as const;
		}),
	) as Rows;
}

/** A database as it was at a version: made step by step, with rows put in as soon as there were tables for them. */
function databaseAt(version: number): Database.Database {
	const db = new Database(':memory:');
	db.pragma('foreign_keys = ON');
	for (const [index, step] of MIGRATIONS.entries()) {
		if (step.version > version) break;
		migrate(db, tempFolder(), MIGRATIONS.slice(0, index + 1), new Date(AT));
		const rows = OLD_ROWS[step.version];
		if (rows !== undefined) db.exec(rows);
	}
	return db;
}

describe('a database of an older version', () => {
	it.each(MIGRATIONS.map(({ version, name }) => [version, name] as const))(
		'%i (%s), with rows in every table, comes to the newest with all of them',
		(version) => {
			const db = databaseAt(version);
			const before = rowsOf(db);
			expect([...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);
			const columns = new Map([...before.keys()].map((table) => [table, columnsOf(db, table)]));
			migrate(db, tempFolder(), MIGRATIONS, new Date(AT));
			expect(rowsOf(db, columns)).toEqual(before);
			expect(db.pragma('foreign_key_check')).toEqual([]);
			expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
			expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version);
			db.close();
		},
	);
});

describe('what a migration makes of the rows that were there', () => {
	/** From just before a version to just after it. */
	const through = (version: number): Database.Database => {
		const at = MIGRATIONS.findIndex((one) => one.version === version);
		const db = databaseAt(MIGRATIONS[at - 1]?.version ?? 0);
		migrate(db, tempFolder(), MIGRATIONS.slice(0, at + 1), new Date(AT));
		return db;
	};

	it('0020: receipts of before name no place in the audit chain', () => {
		const db = through(20);
		expect(db.prepare('SELECT audit_seq, audit_hash FROM receipts').all()).toEqual([{ audit_seq: 0, audit_hash: '' }]);
		db.close();
	});

	it('0031: a person’s value still counts before whatever the machine read later', () => {
		const db = through(31);
		const current = db.prepare("SELECT value FROM current_readings WHERE field = 'documentNumber'").pluck().all();
		expect(current).toEqual(['0012/QĐ-UBND']);
		db.close();
	});

	it('0033: a reason of before has no code, and what waits is in the queue before all', () => {
		const db = through(33);
		expect(db.prepare('SELECT text, code FROM outcome_notes').all()).toEqual([{ text: 'Sai ngày', code: null }]);
		expect(db.prepare('SELECT outcome_id AS id, waiting, score FROM review_figures').all()).toEqual([
			{ id: 'o', waiting: 1, score: 1_000_000 },
		]);
		db.close();
	});

	it('0034: every outcome is in the catalogue with the values that count, and counted', () => {
		const db = through(34);
		const rows = db
			.prepare('SELECT seq, state, issue_date AS day, issuing_body AS body FROM catalogue ORDER BY seq')
			.all();
		expect(rows).toEqual([
			{ seq: 1, state: 'submitted', day: '2025-07-15', body: 'UBND xã Thử' },
			{ seq: 2, state: 'recognized', day: '', body: '' },
		]);
		// By number: 12, as the person typed it, stands before what has no number.
		expect(db.prepare('SELECT seq FROM catalogue ORDER BY number_order').pluck().all()).toEqual([1, 2]);
		expect(db.prepare('SELECT state, year, n FROM catalogue_counts ORDER BY state').all()).toEqual([
			{ state: 'recognized', year: '', n: 1 },
			{ state: 'submitted', year: '2025', n: 1 },
		]);
		db.close();
	});

	it('0035: the events of before are found by their kind, by the index', () => {
		const db = through(35);
		const query = "SELECT seq FROM audit WHERE kind = 'outcomeMoved' ORDER BY seq DESC";
		expect(db.prepare(query).pluck().all()).toEqual([1]);
		const plan = db.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as { detail: string }[];
		expect(plan.map(({ detail }) => detail).join()).toContain('audit_by_kind');
		db.close();
	});
});
