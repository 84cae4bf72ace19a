import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountActor, OrgUnitId, OutcomeId } from '../../../domain/index.ts';
import { openWay, type Way } from '../../support/way.ts';

let way: Way;
beforeAll(async () => {
	way = await openWay();
}, 60_000);
afterAll(() => way.office.close());

const ALL = { limit: 200 };
const fault = (code: string) => ({ code });
const elsewhere = (actor: AccountActor): AccountActor => ({ ...actor, orgUnitScope: ['x' as OrgUnitId] });

async function look(id: OutcomeId, actor = way.supervisor): Promise<void> {
	const { document, revision } = await way.office.app.showOutcome(actor, id);
	if (document === undefined) throw new Error('There is no document');
	await way.office.app.lookAtOutcome(actor, id, { revision, sha256: document.sha256 });
}

let papers = 0;

/** Submits one more paper, with this many fields corrected besides its number. */
async function submit(clerk: AccountActor, corrected: number): Promise<OutcomeId> {
	const { app } = way.office;
	const id = await way.signed();
	// What the machine was sure of: a correction then takes no doubt away.
	const fields = ['issueDate', 'signerPosition', 'signerName', 'issuingBody'] as const;
	papers += 1;
	await app.correctField(clerk, id, { field: 'documentNumber', value: `${papers}/GCN-R` });
	for (const field of fields.slice(0, corrected))
		await app.correctField(clerk, id, {
			field,
			value: field === 'issueDate' ? '2020-02-03' : `Sửa ${field}`,
		});
	await app.verifyOutcome(clerk, id);
	await app.submitOutcome(clerk, id);
	return id;
}

describe('the queue', () => {
	it('has the greatest deviation first, says why, and goes on where a page ended', async () => {
		const { app } = way.office;
		const few = await submit(way.clerk, 0);
		const many = await submit(way.clerk, 4);
		const { entries, total } = await app.listForReview(way.supervisor, ALL);
		const order = entries.map(({ id }) => id);
		expect(total).toBe(order.length);
		expect(order.indexOf(many)).toBeLessThan(order.indexOf(few));
		const worst = entries.find(({ id }) => id === many);
		expect(worst).toMatchObject({ own: false, seen: 'no', submittedBy: 'clerk', revision: expect.any(Number) });
		const changed = worst?.reasons.filter(({ kind }) => kind === 'corrected' || kind === 'typed');
		expect(changed?.reduce((sum, { amount }) => sum + amount, 0)).toBe(5);
		const scores = entries.map(({ score }) => score ?? -1);
		expect(scores).toEqual(scores.toSorted((a, b) => b - a));

		const first = await app.listForReview(way.supervisor, { limit: 1 });
		const second = await app.listForReview(way.supervisor, { limit: 1, after: first.next });
		expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual(order.slice(0, 2));
	}, 60_000);

	it('shows nothing of other units', async () => {
		const { app } = way.office;
		const id = await submit(way.clerk, 0);
		const stranger = elsewhere(way.supervisor);
		expect(await app.listForReview(stranger, ALL)).toEqual({ entries: [], total: 0 });
		await expect(app.showForReview(stranger, id)).rejects.toMatchObject(fault('outcomeMissing'));
		expect((await app.showForReview(way.supervisor, id)).id).toBe(id);
		const { document, revision } = await app.showOutcome(way.supervisor, id);
		if (document === undefined) throw new Error('There is no document');
		const shown = { revision, sha256: document.sha256 };
		await expect(app.lookAtOutcome(stranger, id, shown)).rejects.toMatchObject(fault('outcomeMissing'));
		const [result] = await app.approveSeen(stranger, [id]);
		expect(result?.fault).toMatchObject(fault('outcomeMissing'));
		const figures = await app.showFigures(stranger);
		expect(figures.office).toMatchObject({ backlog: [], month: { scanned: 0, submitted: 0 }, fields: [] });
	}, 60_000);

	it('loses what is approved or returned, and counts a return against it when it comes back', async () => {
		const { app } = way.office;
		const id = await submit(way.clerk, 0);
		await look(id);
		const before = (await app.showForReview(way.supervisor, id)).score ?? 0;
		await app.returnOutcome(way.supervisor, id, { reason: 'Thiếu trang.', code: 'missingPage' });
		await expect(app.showForReview(way.supervisor, id)).rejects.toMatchObject(fault('outcomeMissing'));
		await app.verifyOutcome(way.clerk, id);
		await app.submitOutcome(way.clerk, id);
		const again = await app.showForReview(way.supervisor, id);
		expect(again.score).toBeGreaterThan(before);
		expect(again.reasons).toContainEqual({ kind: 'returned', amount: 1, points: 40 });
		expect(again.seen).toBe('changed');
	}, 60_000);
});

describe('approving together', () => {
	it('takes what was opened as it is now, and says of each other one why not', async () => {
		const { app } = way.office;
		const both = await way.office.actor('clerk', 'supervisor');
		const [seen, unseen, changed, own] = [
			await submit(way.clerk, 0),
			await submit(way.clerk, 0),
			await submit(way.clerk, 0),
			await submit(both, 0),
		];
		await look(seen, both);
		await look(changed, both);
		await look(own, both);
		await app.returnOutcome(way.supervisor, changed, { reason: 'Sai ngày' });
		await app.correctField(way.clerk, changed, { field: 'issueDate', value: '2026-01-02' });
		await app.verifyOutcome(way.clerk, changed);
		await app.submitOutcome(way.clerk, changed);
		expect(await app.showForReview(both, own)).toMatchObject({ own: true, seen: 'yes' });
		expect(await app.showForReview(both, changed)).toMatchObject({ own: false, seen: 'changed' });

		const results = await app.approveSeen(both, [unseen, changed, own, seen, seen]);
		expect(results.map(({ id, fault: why }) => [id, why?.code])).toEqual([
			[unseen, 'notLookedAt'],
			[changed, 'changedMeanwhile'],
			[own, 'fourEyes'],
			[seen, undefined],
		]);
		const states = [];
		for (const id of [seen, unseen, changed, own]) states.push((await app.showOutcome(both, id)).row.state);
		expect(states).toEqual(['approved', 'submitted', 'submitted', 'submitted']);
		const list = await app.listForReview(both, { ...ALL, seenOnly: true });
		expect(list.entries.map(({ id }) => id).toSorted()).toEqual([changed, own].toSorted());
		const [late] = await app.approveSeen(both, [seen]);
		expect(late?.fault?.code).toBe('changedMeanwhile');
	}, 90_000);

	it('counts a look only at what is there now, and only at what is submitted', async () => {
		const { app } = way.office;
		const id = await submit(way.clerk, 0);
		const { document, revision } = await app.showOutcome(way.supervisor, id);
		if (document === undefined) throw new Error('There is no document');
		const { sha256 } = document;
		const older = app.lookAtOutcome(way.supervisor, id, { revision: revision - 1, sha256 });
		await expect(older).rejects.toMatchObject(fault('changedMeanwhile'));
		const other = app.lookAtOutcome(way.supervisor, id, { revision, sha256: `0${sha256.slice(1)}` as typeof sha256 });
		if (!sha256.startsWith('0')) await expect(other).rejects.toMatchObject(fault('documentChanged'));
		const read = await way.signed();
		const early = await app.showOutcome(way.supervisor, read);
		const shown = { revision: early.revision, sha256: early.document?.sha256 ?? sha256 };
		const unready = app.lookAtOutcome(way.supervisor, read, shown);
		await expect(unready).rejects.toMatchObject(fault('transitionRefused'));
	}, 60_000);
});
