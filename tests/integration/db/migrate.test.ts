import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { DATABASE_FILE, getSetting, openDatabase, setSetting } from '../../../db/index.ts';
import { type Migration, migrate } from '../../../db/migrate.ts';
import { MIGRATIONS } from '../../../db/migrations/index.ts';
import { AT, tempFolder } from '../../unit/db/support.ts';

const NEXT: Migration = {
	version: 9_990,
	name: 'test-adds-a-column',
	up(db) {
		db.exec("ALTER TABLE settings ADD COLUMN note TEXT NOT NULL DEFAULT 'x'");
	},
};

async function folderWithRows(): Promise<string> {
	const folder = tempFolder();
	const db = await openDatabase(folder);
	await db.write((tx) => setSetting(tx, 'a', 'before', AT));
	await db.close();
	return folder;
}

function raw<T>(file: string, look: (db: Database.Database) => T): T {
	const db = new Database(file, { readonly: true });
	try {
		return look(db);
	} finally {
		db.close();
	}
}

const versionOf = (file: string) => raw(file, (db) => db.pragma('user_version', { simple: true }));

describe('migrations', () => {
	it('stand in order, in steps of five, each with its number in its file name', () => {
		const folder = join(import.meta.dirname, '../../../db/migrations');
		const names = readdirSync(folder).filter((name) => name !== 'index.ts');
		expect(names.sort()).toEqual(
			MIGRATIONS.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`),
		);
		for (const { version } of MIGRATIONS) expect(version % 5).toBe(0);
	});

	it('refuse a table that goes back', () => {
		const db = new Database(':memory:');
		expect(() => migrate(db, tempFolder(), [NEXT, ...MIGRATIONS], new Date(AT))).toThrow('out of order');
		expect(() => migrate(db, tempFolder(), [NEXT, NEXT], new Date(AT))).toThrow('out of order');
		db.close();
	});

	it('make no copy of a new database, and nothing when nothing is due', async () => {
		const folder = await folderWithRows();
		await (await openDatabase(folder)).close();
		expect(existsSync(join(folder, 'backups'))).toBe(false);
	});

	it('carry the rows of the old version over, with a copy of before', async () => {
		const folder = await folderWithRows();
		const db = await openDatabase(folder, { migrations: [...MIGRATIONS, NEXT], now: new Date(AT) });
		expect(await getSetting(db, 'a')).toBe('before');
		await db.close();
		expect(versionOf(join(folder, DATABASE_FILE))).toBe(9_990);
		const copy = join(folder, 'backups', `before-migration-${MIGRATIONS.at(-1)?.version}-20261123T030000000Z.sqlite`);
		expect(versionOf(copy)).toBe(MIGRATIONS.at(-1)?.version);
		expect(raw(copy, (old) => old.prepare('SELECT key, value FROM settings').all())).toEqual([
			{ key: 'a', value: '"before"' },
		]);
	});

	it('stop at the first that fails, undo it whole, keep the copy and name it', async () => {
		const folder = await folderWithRows();
		const failing: Migration = {
			version: 10_000,
			name: 'test-fails',
			up(db) {
				db.exec('DELETE FROM settings');
				db.exec('SELECT * FROM no_such_table');
			},
		};
		const never: Migration = {
			version: 10_010,
			name: 'test-never-runs',
			up() {
				throw new Error('ran after a failed one');
			},
		};
		const opening = openDatabase(folder, { migrations: [...MIGRATIONS, NEXT, failing, never], now: new Date(AT) });
		const copy = `backups/before-migration-${MIGRATIONS.at(-1)?.version}-20261123T030000000Z.sqlite`;
		await expect(opening).rejects.toMatchObject({ code: 'migrationFailed', data: { version: 10_000, copy } });
		expect(existsSync(join(folder, copy))).toBe(true);
		const file = join(folder, DATABASE_FILE);
		expect(versionOf(file)).toBe(9_990);
		expect(raw(file, (db) => db.prepare('SELECT count(*) AS n FROM settings').get())).toEqual({ n: 1 });
	});

	it('fail when they leave a row that points to nothing', async () => {
		const folder = await folderWithRows();
		const unlinking: Migration = {
			version: 10_000,
			name: 'test-unlinks',
			up(db) {
				db.exec(`INSERT INTO sessions VALUES ('s', 'nobody', 'h', '${AT}', '${AT}')`);
			},
		};
		const opening = openDatabase(folder, { migrations: [...MIGRATIONS, unlinking] });
		await expect(opening).rejects.toMatchObject({ code: 'migrationFailed' });
	});
});

describe('0010-first-tables', () => {
	const opened = () => {
		const db = new Database(':memory:');
		migrate(db, tempFolder(), MIGRATIONS.slice(0, 1), new Date(AT));
		return db;
	};

	it('makes every table STRICT, and indexes every foreign key', () => {
		const db = opened();
		const tables = db
			.prepare(
				"SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
			)
			.all() as { name: string; strict: number }[];
		expect(tables.length).toBeGreaterThanOrEqual(17);
		expect(tables.filter((table) => table.strict === 0)).toEqual([]);
		const unindexed = tables.flatMap(({ name }) => {
			const keys = db.prepare('SELECT "from" AS col FROM pragma_foreign_key_list(?)').all(name) as { col: string }[];
			const indexed = db
				.prepare(
					`SELECT c.name AS col FROM pragma_index_list(?) AS i, pragma_index_info(i.name) AS c WHERE c.seqno = 0
					UNION SELECT name FROM pragma_table_info(?) WHERE pk = 1`,
				)
				.all(name, name) as { col: string }[];
			return keys.filter((key) => !indexed.some((index) => index.col === key.col)).map((key) => `${name}.${key.col}`);
		});
		expect(unindexed).toEqual([]);
		db.close();
	});

	it('takes one row in each table, and refuses what may not be', () => {
		const db = opened();
		db.pragma('foreign_keys = ON');
		db.exec(`
			INSERT INTO org_units VALUES ('u', NULL, 'Xã', 'H1', '/u/', '${AT}');
			INSERT INTO accounts VALUES ('a', 'u', 'an', 'An', 'h', 0, NULL, 0, '${AT}', '${AT}');
			INSERT INTO outcomes VALUES (1, 'o', 'u', NULL, 'a', 'decision', 'draft', '{"kind":"draft"}', 1, '${AT}', '${AT}');
			INSERT INTO outcome_versions VALUES ('v', 'o', 1, 'hash', 1, '${AT}');
			INSERT INTO files VALUES ('f', 'o', 'v', 'original', 'p', '${'a'.repeat(64)}', 1, NULL, '${AT}');
			INSERT INTO readings (id, outcome_id, version_id, field, value, printed, confidence, page, box, origin, by_account_id, at)
				VALUES ('r', 'o', 'v', 'subject', 'x', 'x', 0.5, 0, '[1,2,3,4]', 'ocr', NULL, '${AT}');
			INSERT INTO number_ranges VALUES ('MCQ', 1, 10, 1);
		`);
		const refused: readonly string[] = [
			"UPDATE files SET path = 'q'",
			"UPDATE readings SET value = 'y'",
			'DELETE FROM readings',
			`INSERT OR REPLACE INTO readings (id, outcome_id, version_id, field, value, printed, confidence, page, box, origin, at)
				VALUES ('r', 'o', 'v', 'subject', 'y', 'y', 0.5, 0, '[1,2,3,4]', 'ocr', '${AT}')`,
			"UPDATE outcomes SET state = 'stored'",
			"UPDATE outcomes SET revision = 'many'",
			"UPDATE outcomes SET org_unit_id = 'nowhere'",
			`INSERT INTO readings (id, outcome_id, version_id, field, value, printed, confidence, page, box, origin, by_account_id, at)
				VALUES ('r2', 'o', 'v', 'subject', 'x', 'x', 1, 0, '[1,2,3,4]', 'typed', NULL, '${AT}')`,
			"UPDATE number_ranges SET next = 12 WHERE prefix = 'MCQ'",
			"UPDATE accounts SET disabled = 2 WHERE id = 'a'",
		];
		for (const text of refused) expect(() => db.exec(text), text).toThrow();
		db.close();
	});
});
