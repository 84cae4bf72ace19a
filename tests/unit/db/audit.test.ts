import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
	appendAudit,
	DATABASE_FILE,
	type Db,
	listAudit,
	newId,
	openDatabase,
	setSetting,
	verifyAudit,
} from '../../../db/index.ts';
import type { AuditActor, OutcomeId } from '../../../domain/index.ts';
import { AT, openTemp, tempFolder } from './support.ts';

const SYSTEM: AuditActor = { kind: 'system' };

async function withEvents(db: Db, count: number): Promise<void> {
	for (let i = 0; i < count; i += 1) {
		await db.write((tx) => appendAudit(tx, SYSTEM, { kind: 'searched', count: i }, AT));
	}
}

/** A chain of 5 events, tampered with from outside: the triggers are taken off first, as an attacker would. */
async function tampered(text: string) {
	const folder = tempFolder();
	const db = await openDatabase(folder);
	await withEvents(db, 5);
	await db.close();
	const raw = new Database(join(folder, DATABASE_FILE));
	raw.exec('DROP TRIGGER audit_stays; DROP TRIGGER audit_kept;');
	raw.exec(text);
	raw.close();
	return verifyAudit(await openTemp(folder));
}

describe('the audit', () => {
	it('holds together, event by event, and gives a head that changes', async () => {
		const db = await openTemp();
		const empty = await verifyAudit(db);
		expect(empty).toMatchObject({ kind: 'whole', count: 0 });
		await withEvents(db, 3);
		const three = await verifyAudit(db);
		expect(three).toMatchObject({ kind: 'whole', count: 3 });
		expect(three).not.toMatchObject({ head: empty.kind === 'whole' && empty.head });
		expect((await listAudit(db, { limit: 2 })).map((entry) => entry.seq)).toEqual([3, 2]);
		expect((await listAudit(db, { limit: 2, before: 2 })).map((entry) => entry.event)).toEqual([
			{ kind: 'searched', count: 0 },
		]);
	});

	it('is found by its subject', async () => {
		const db = await openTemp();
		const outcomeId = newId<OutcomeId>();
		await withEvents(db, 2);
		await db.write((tx) => appendAudit(tx, SYSTEM, { kind: 'outcomeShown', outcomeId }, AT));
		expect((await listAudit(db, { limit: 10, subjectId: outcomeId })).map((entry) => entry.seq)).toEqual([3]);
	});

	it('goes with the change that it tells of: both or neither', async () => {
		const db = await openTemp();
		const work = db.write(async (tx) => {
			await appendAudit(tx, SYSTEM, { kind: 'settingChanged', key: 'a' }, AT);
			await setSetting(tx, 'a', 1, AT);
			throw new Error('undone');
		});
		await expect(work).rejects.toThrow('undone');
		await withEvents(db, 1);
		expect(await verifyAudit(db)).toMatchObject({ kind: 'whole', count: 1 });
	});

	it('cannot be changed or shortened through the database', async () => {
		const folder = tempFolder();
		const db = await openDatabase(folder);
		await withEvents(db, 2);
		await db.close();
		const raw = new Database(join(folder, DATABASE_FILE));
		expect(() => raw.exec("UPDATE audit SET at = 'x'")).toThrow('append-only');
		expect(() => raw.exec('DELETE FROM audit')).toThrow('append-only');
		expect(() => raw.exec('INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1')).toThrow();
		raw.close();
	});

	it.each([
		['an event', `UPDATE audit SET event = '{"count":9,"kind":"searched"}' WHERE seq = 3`, 3, 'changed'],
		['a time', "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2", 2, 'changed'],
		['an actor', `UPDATE audit SET actor = '{"kind":"unknown"}' WHERE seq = 1`, 1, 'changed'],
		['a kind beside the event', "UPDATE audit SET kind = 'signedIn' WHERE seq = 4", 4, 'changed'],
		['a subject beside the event', "UPDATE audit SET subject_id = 'x' WHERE seq = 4", 4, 'changed'],
		['a hash', `UPDATE audit SET hash = '${'f'.repeat(64)}' WHERE seq = 2`, 2, 'changed'],
		['a link', `UPDATE audit SET previous_hash = '${'f'.repeat(64)}' WHERE seq = 2`, 2, 'unlinked'],
		['a row out of the middle', 'DELETE FROM audit WHERE seq = 3', 3, 'missing'],
		['the first row', 'DELETE FROM audit WHERE seq = 1', 1, 'missing'],
		['the newest rows', 'DELETE FROM audit WHERE seq > 3', 4, 'missing'],
		['all rows', 'DELETE FROM audit', 1, 'missing'],
	])('shows where %s was taken or changed', async (_, text, seq, reason) => {
		expect(await tampered(text)).toEqual({ kind: 'broken', seq, reason });
	});
});
