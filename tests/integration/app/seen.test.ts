import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountActor, OutcomeId } from '../../../domain/index.ts';
import { PASSWORD } from '../../support/office.ts';
import { openWay, type Way } from '../../support/way.ts';

let way: Way;
/** On the clerks' desk. */
let read: OutcomeId;
/** On the supervisors' desk. */
let submitted: OutcomeId;
beforeAll(async () => {
	way = await openWay();
	submitted = await way.submitted();
	read = await way.read();
});
afterAll(() => way?.office.close());

const fault = (code: string) => ({ code });

/** What the log says that somebody saw of an outcome, oldest first: the outcome, or a page by its index. */
async function seenBy(actor: AccountActor, outcomeId: OutcomeId): Promise<readonly (number | 'outcome')[]> {
	const kinds = ['outcomeShown', 'pageRead'] as const;
	const admin = await way.office.actor('admin');
	const query = { limit: 100, kinds, outcomeId, accountId: actor.accountId };
	const { entries } = await way.office.app.showAudit(admin, query);
	return entries.map(({ event }) => (event.kind === 'pageRead' ? event.page : ('outcome' as const))).reverse();
}

describe('what the log says was seen', () => {
	it('is nothing while the next one is only fetched beforehand, and each thing once when it stands on the screen', async () => {
		const { app } = way.office;
		const clerk = await way.office.actor('clerk');
		const ahead = await app.fetchAhead(clerk, read);
		await app.readPagePicture(clerk, read, 0);
		expect(ahead.row.id).toBe(read);
		expect(await seenBy(clerk, read)).toEqual([]);
		await app.markSeen(clerk, read);
		await app.markSeen(clerk, read, 0);
		await app.showOutcome(clerk, read);
		await app.readPagePicture(clerk, read, 0);
		await app.markSeen(clerk, read, 0);
		expect(await seenBy(clerk, read)).toEqual(['outcome', 0]);
	});

	it('is said again in the next sitting', async () => {
		const { app } = way.office;
		const before = await seenBy(way.supervisor, submitted);
		const { actor } = await app.signIn('supervisor', PASSWORD);
		await app.showOutcome(actor, submitted);
		await app.showOutcome(actor, submitted);
		expect(await seenBy(actor, submitted)).toEqual([...before, 'outcome']);
	});

	it('cannot be kept out of the log by fetching what is not on one’s own desk', async () => {
		const { app } = way.office;
		const both = await way.office.actor('clerk', 'supervisor');
		const supervisor = await way.office.actor('supervisor');
		await expect(app.fetchAhead(way.clerk, submitted)).rejects.toMatchObject(fault('outcomeMissing'));
		await expect(app.fetchAhead(supervisor, read)).rejects.toMatchObject(fault('outcomeMissing'));
		await expect(app.fetchAhead(way.registrar, read)).rejects.toMatchObject(fault('notAllowed'));
		expect((await app.fetchAhead(both, submitted)).row.id).toBe(submitted);
		// Whoever has not opened it and takes its picture has seen it.
		await app.readPagePicture(way.registrar, submitted, 0);
		expect(await seenBy(way.registrar, submitted)).toEqual([0]);
	});

	it('holds no paper of another unit', async () => {
		const { app } = way.office;
		const stranger = { ...way.clerk, orgUnitScope: [] };
		await expect(app.fetchAhead(stranger, read)).rejects.toMatchObject(fault('outcomeMissing'));
		await expect(app.markSeen(stranger, read)).rejects.toMatchObject(fault('outcomeMissing'));
		expect(await app.nextOnDesk(stranger, submitted)).toBeUndefined();
		expect(await app.findReviewPlace({ ...way.supervisor, orgUnitScope: [] }, submitted)).toEqual({ total: 0 });
	});
});

describe('the way from one paper to the next', () => {
	it('goes round the clerks’ desk, newest first, and ends where no other is left', async () => {
		const { app } = way.office;
		expect(await app.nextOnDesk(way.clerk, read)).toBeUndefined();
		const [second, third] = [await way.read(), await way.read()];
		expect(await app.nextOnDesk(way.clerk, third)).toBe(second);
		expect(await app.nextOnDesk(way.clerk, second)).toBe(read);
		expect(await app.nextOnDesk(way.clerk, read)).toBe(third);
	});

	it('follows the order of the supervisors’ queue both ways, also for one that has left it', async () => {
		const { app } = way.office;
		await way.submitted();
		await way.submitted();
		const { entries } = await app.listForReview(way.supervisor, { limit: 10 });
		const [a, b, c] = entries.map(({ id }) => id);
		if (a === undefined || b === undefined || c === undefined) throw new Error('Three are submitted');
		const place = (id: OutcomeId) => app.findReviewPlace(way.supervisor, id);
		expect(await place(a)).toEqual({ position: 1, total: 3, next: b, previous: c });
		expect(await place(b)).toEqual({ position: 2, total: 3, next: c, previous: a });
		expect(await place(c)).toEqual({ position: 3, total: 3, next: a, previous: b });
		await way.approve(b);
		expect(await place(b)).toEqual({ total: 2, next: a, previous: c });
		expect(await place(a)).toEqual({ position: 1, total: 2, next: c, previous: c });
	});
});
