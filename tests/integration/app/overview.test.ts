import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWay, type Way } from '../../support/way.ts';

/** Next month, when the certificates that are made now hold: half past midnight in Viet Nam, where it is the 2nd; in UTC the 1st. */
const START = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 1, 17, 30));
const MONTH = START.toISOString().slice(0, 7);
let now = START;
let way: Way;
beforeAll(async () => {
	way = await openWay({ clock: { now: () => now } });
}, 60_000);
afterAll(() => way.office.close());

const later = (minutes: number): void => {
	now = new Date(now.getTime() + minutes * 60_000);
};

describe('figures', () => {
	it('tell what was done on a day of Viet Nam, how long it took, and what went wrong', async () => {
		const { app } = way.office;
		const id = await way.signed();
		await app.correctField(way.clerk, id, { field: 'documentNumber', value: '5/GCN' });
		await app.correctField(way.clerk, id, { field: 'dossierCode', value: 'H00.01-261101-0001' });
		await app.verifyOutcome(way.clerk, id);
		later(30);
		await app.submitOutcome(way.clerk, id);
		later(60);
		await app.returnOutcome(way.supervisor, id, { reason: 'Mờ', code: 'unreadable' });
		const returned = await app.showFigures(way.clerk);
		expect(returned.office.backlog).toEqual([{ state: 'returned', count: 1, oldestAt: START.toISOString() }]);
		await app.correctField(way.clerk, id, { field: 'documentNumber', value: '6/GCN' });
		await app.verifyOutcome(way.clerk, id);
		await app.submitOutcome(way.clerk, id);
		later(20);
		await way.approve(id);
		await app.issueCodes(way.registrar, id);
		await way.sign(id, 'agency');
		await app.finishJobs();
		const other = await way.signed();

		const { today, monthStart, office, mine } = await app.showFigures(way.clerk);
		expect([today, monthStart]).toEqual([`${MONTH}-02`, `${MONTH}-01`]);
		const counts = { scanned: 2, verified: 1, submitted: 1, approved: 1, returned: 1, stored: 1 };
		expect(office.today).toEqual(counts);
		expect(office.month).toEqual(counts);
		expect(office.days.at(-1)).toEqual({ day: `${MONTH}-02`, ...counts });
		expect(office.days.at(-2)).toMatchObject({ day: `${MONTH}-01`, scanned: 0 });
		expect(office.took).toMatchObject({ toApproved: { seconds: 1_200, count: 1 }, toStored: { count: 1 } });
		expect([1_800, 5_400]).toContain(office.took.toSubmitted?.seconds);
		expect(office.returns).toEqual([{ code: 'unreadable', count: 1 }]);
		expect(office.digitized).toEqual({ counts: 1, noDossierCode: 0, notStored: 1 });
		expect(office.backlog.map(({ state, count }) => [state, count])).toEqual([
			['clerkSigned', 1],
			['stored', 1],
		]);
		expect(mine).toEqual(office);

		const { readings } = await app.showOutcome(way.clerk, id);
		const field = (name: string) => office.fields.find((one) => one.field === name);
		// Submitted twice, counted once, as it was the second time.
		expect(field('dossierCode')).toMatchObject({ kept: 0, corrected: 0, typed: 1 });
		expect(field('issueDate')).toMatchObject({ kept: readings.issueDate === undefined ? 0 : 1, corrected: 0 });
		await app.discardOutcome(way.clerk, other, { reason: 'Quét nhầm' });
		expect((await app.showFigures(way.clerk)).office.digitized).toEqual({ counts: 1, noDossierCode: 0, notStored: 0 });
	}, 90_000);

	it('are a clerk’s own beside the office’s; the others see the office only', async () => {
		const { app } = way.office;
		const another = await way.office.actor('clerk', 'archivist');
		const { office, mine } = await app.showFigures(another);
		expect(office.month.scanned).toBe(2);
		expect(mine).toMatchObject({ month: { scanned: 0 }, backlog: [], fields: [], returns: [] });
		for (const actor of [way.supervisor, way.registrar, await way.office.actor('archivist')]) {
			const seen = await app.showFigures(actor);
			expect(seen.office).toEqual(office);
			expect(seen.mine).toBeUndefined();
		}
	});
});
