import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWay, type Way } from '../../support/way.ts';

const DAY_MS = 24 * 3_600_000;
/** The day on which these tests begin, 01:00 UTC: tomorrow, for the demo certificates are valid from today. */
const START = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS + 3_600_000;
/** `YYYY-MM-DD`, days after the first. */
const dayOf = (later: number): string => new Date(START + later * DAY_MS).toISOString().slice(0, 10);

/** A clock that stands until it is moved. */
function handClock() {
	let at = START;
	return {
		now: () => new Date(at),
		pass: (minutes: number) => {
			at += minutes * 60_000;
		},
	};
}

describe('the log, the work that waits, and backups', () => {
	const clock = handClock();
	let way: Way;
	beforeAll(async () => {
		way = await openWay({ clock });
	});
	afterAll(() => way?.office.close());

	it('counts what waits for the actor’s roles, and moves it on', async () => {
		const { app } = way.office;
		const id = await way.signed();
		await way.read();
		expect(await app.countWork(way.clerk)).toEqual({ sign: 1, verify: 1, uploads: 0 });
		expect(await app.countWork(way.supervisor)).toEqual({ approve: 0, uploads: 0 });
		expect(await app.countWork(way.registrar)).toEqual({ agency: 0, uploads: 0 });
		await app.verifyOutcome(way.clerk, id);
		await app.submitOutcome(way.clerk, id);
		expect(await app.countWork(way.clerk)).toEqual({ sign: 1, verify: 0, uploads: 0 });
		expect(await app.countWork(way.supervisor)).toEqual({ approve: 1, uploads: 0 });
		const admin = await way.office.actor('admin');
		await app.changeSettings(admin, { order: 'verifyFirst' });
		expect(await app.countWork(way.clerk)).toEqual({ sign: 0, verify: 1, uploads: 0 });
		await app.changeSettings(admin, { order: null });
	});

	it('lists the log by day, person and kind, in whole pages', async () => {
		const { app } = way.office;
		const admin = await way.office.actor('admin');
		clock.pass(24 * 60);
		await app.changeSettings(admin, { idleMinutes: 5 });
		const kinds = ['settingChanged'] as const;
		const ofDay = async (from?: string, to?: string) =>
			(await app.showAudit(admin, { limit: 50, kinds, from, to })).entries.map(({ event }) => event);
		expect(await ofDay(dayOf(1))).toEqual([{ kind: 'settingChanged', key: 'office.idleMinutes' }]);
		expect(await ofDay(dayOf(0), dayOf(0))).toHaveLength(2);
		expect(await ofDay(undefined, dayOf(-1))).toEqual([]);

		const signedIn = { kinds: ['signedIn'], accountId: way.clerk.accountId } as const;
		const clerks = (await app.showAudit(admin, { limit: 50, ...signedIn })).entries;
		expect(clerks.length).toBeGreaterThan(0);
		for (const { actor } of clerks) expect(actor).toEqual({ kind: 'account', accountId: way.clerk.accountId });

		const seen: number[] = [];
		let cursor: string | undefined;
		do {
			const page = await app.showAudit(admin, { limit: 2, kinds: ['settingChanged', 'signedIn'], cursor });
			expect(page.next === undefined || page.entries.length === 2).toBe(true);
			seen.push(...page.entries.map(({ seq }) => seq));
			cursor = page.next;
		} while (cursor !== undefined);
		expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => b - a));
		expect(seen.length).toBe(
			(await app.showAudit(admin, { limit: 200, kinds: ['settingChanged', 'signedIn'] })).entries.length,
		);
	});

	it('counts an hour after midnight in Viet Nam to the new day', async () => {
		const { app } = way.office;
		const admin = await way.office.actor('admin');
		clock.pass(17 * 60);
		await app.changeSettings(admin, { idleMinutes: 6 });
		const { entries } = await app.showAudit(admin, { limit: 1, kinds: ['settingChanged'], from: dayOf(2) });
		expect(entries[0]?.at).toContain(`${dayOf(1)}T18`);
	});

	it('shows a supervisor of one unit nothing of what people of others did', async () => {
		const { app } = way.office;
		const narrow = { ...way.supervisor, orgUnitScope: [] };
		expect((await app.showAudit(narrow, { limit: 50 })).entries).toEqual([]);
		expect(await app.auditPeople(narrow)).toEqual([]);
		expect((await app.auditPeople(way.supervisor)).map(({ name }) => name)).toContain('clerk');
	});

	it('knows when the newest backup was made, and which lie here', async () => {
		const { app, dataDir } = way.office;
		const admin = await way.office.actor('admin');
		expect(await app.listBackups(admin)).toEqual({ backups: [] });
		const made = await app.backUp(admin);
		await mkdir(join(dataDir, 'backups', '20260101T000000000Z'), { recursive: true });
		const known = await app.listBackups(admin);
		expect(known.backups).toEqual([{ name: made.folder.split(/[\\/]/).at(-1), at: made.at }]);
		expect(known.lastAt).toBe(made.at);
		clock.pass(60);
		await app.backUp(admin, join(dataDir, '..', 'elsewhere'));
		expect((await app.listBackups(admin)).lastAt).toBe(clock.now().toISOString());
	});

	it('proves the chain, and finds the row that was changed', async () => {
		const { app, dataDir } = way.office;
		const admin = await way.office.actor('admin');
		const whole = await app.checkAudit(admin);
		expect(whole).toMatchObject({ kind: 'whole', head: expect.stringMatching(/^[0-9a-f]{64}$/) });
		const raw = new Database(join(dataDir, 'sohoa.sqlite'));
		raw.exec("DROP TRIGGER audit_stays; UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3;");
		raw.close();
		expect(await app.checkAudit(admin)).toEqual({ kind: 'broken', seq: 3, reason: 'changed' });
	});
});
