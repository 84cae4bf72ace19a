import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { getSetting, setSetting, type WritableDb } from '../../../db/index.ts';
import { SETTINGS } from '../../../db/rows/office.ts';
import { AT, openTemp, tempFolder } from './support.ts';

describe('one writer', () => {
	it('loses a plain insert with another transaction in raw TypeORM, which is why there is a queue', async () => {
		const source = new DataSource({
			type: 'better-sqlite3',
			database: join(tempFolder(), 'raw.sqlite'),
			entities: [SETTINGS],
		});
		await source.initialize();
		await source.query('CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT, updated_at TEXT) STRICT');
		const inside = Promise.withResolvers<void>();
		const go = Promise.withResolvers<void>();
		const transaction = source.transaction(async (manager) => {
			await manager.insert(SETTINGS, { key: 'a', value: '1', updatedAt: AT });
			inside.resolve();
			await go.promise;
			throw new Error('undone');
		});
		await inside.promise;
		await source.getRepository(SETTINGS).insert({ key: 'b', value: '1', updatedAt: AT });
		go.resolve();
		await expect(transaction).rejects.toThrow('undone');
		// The second insert resolved, and its row is gone.
		expect(await source.getRepository(SETTINGS).find()).toEqual([]);
		await source.destroy();
	});

	it('keeps the second write when the first is undone, however they are mixed', async () => {
		const db = await openTemp();
		const inside = Promise.withResolvers<void>();
		const first = db.write(async (tx) => {
			await setSetting(tx, 'a', 1, AT);
			inside.resolve();
			await setSetting(tx, 'a', 2, AT);
			throw new Error('undone');
		});
		const second = inside.promise.then(() => db.write((tx) => setSetting(tx, 'b', 1, AT)));
		await expect(first).rejects.toThrow('undone');
		await second;
		expect([await getSetting(db, 'a'), await getSetting(db, 'b')]).toEqual([undefined, 1]);
	});

	it('keeps both rows of two writes at once', async () => {
		const db = await openTemp();
		await Promise.all(
			Array.from({ length: 50 }, (_, i) =>
				db.write(async (tx) => {
					const count = (await getSetting(tx, 'count')) as number | undefined;
					await setSetting(tx, 'count', (count ?? 0) + 1, AT);
					await setSetting(tx, `row ${i}`, i, AT);
				}),
			),
		);
		expect(await getSetting(db, 'count')).toBe(50);
	});

	it('hides rows that may still be undone from readers', async () => {
		const db = await openTemp();
		const seen: unknown[] = [];
		const work = db.write(async (tx) => {
			await setSetting(tx, 'a', 1, AT);
			seen.push(await getSetting(tx, 'a'), await getSetting(db, 'a'));
			throw new Error('undone');
		});
		await expect(work).rejects.toThrow('undone');
		expect(seen).toEqual([1, undefined]);
	});

	it('undoes a transaction that awaits anything but the database', async () => {
		const db = await openTemp();
		const slow = db.write(async (tx) => {
			await setSetting(tx, 'a', 1, AT);
			await readFile(import.meta.filename);
		});
		await expect(slow).rejects.toThrow('awaited something other than the database');
		expect(await getSetting(db, 'a')).toBeUndefined();
		await db.write((tx) => setSetting(tx, 'b', 1, AT));
		expect(await getSetting(db, 'b')).toBe(1);
	});

	it('refuses a write within a write, and a handle whose transaction is over', async () => {
		const db = await openTemp();
		await expect(db.write(() => db.write((tx) => setSetting(tx, 'a', 1, AT)))).rejects.toThrow('inside a write');
		let kept: WritableDb | undefined;
		await db.write(async (tx) => {
			kept = tx;
		});
		await expect(setSetting(kept as WritableDb, 'a', 1, AT)).rejects.toThrow('transaction is over');
	});

	it('takes a write from what a transaction has left running', async () => {
		const db = await openTemp();
		const later = Promise.withResolvers<void>();
		await db.write(async () => {
			setTimeout(() => later.resolve(db.write((tx) => setSetting(tx, 'later', 1, AT))), 1);
		});
		await later.promise;
		expect(await getSetting(db, 'later')).toBe(1);
	});

	it('cannot write through the reading connection, even with the types cast away', async () => {
		const db = await openTemp();
		await expect(setSetting(db as unknown as WritableDb, 'a', 1, AT)).rejects.toMatchObject({
			code: 'dataFolderReadOnly',
		});
	});

	it('finishes the writes that were asked for before it closes, and takes none after', async () => {
		const folder = tempFolder();
		const db = await openTemp(folder);
		const late = db.write((tx) => setSetting(tx, 'a', 1, AT));
		await db.close();
		await late;
		await expect(db.write((tx) => setSetting(tx, 'b', 1, AT))).rejects.toThrow('closed');
		const again = await openTemp(folder);
		expect(await getSetting(again, 'a')).toBe(1);
	});
});
