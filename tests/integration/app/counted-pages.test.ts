import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeId, StackId } from '../../../domain/index.ts';
import { known, stackOf } from '../../support/stacks.ts';
import { openWay, type Way } from '../../support/way.ts';

let way: Way;
beforeAll(async () => {
	way = await openWay();
}, 60_000);
afterAll(() => way.office.close());

const REASON = 'xếp lại';

/** A stack of this many pages of which so many were counted on paper; cut before the second page when asked. */
async function counted(pages: number, expected: number, cut = false): Promise<StackId> {
	const { app } = way.office;
	const { id, pages: laid } = await stackOf(app, way.clerk, pages, `${pages}-${expected}-${cut}`);
	await app.editStacks(way.clerk, { kind: 'expect', stackId: id, count: expected });
	if (cut) await app.editStacks(way.clerk, { kind: 'cut', stackId: id, page: known(laid[1]).id, on: true });
	return id;
}

async function submitted(id: OutcomeId, number: string): Promise<void> {
	const { app } = way.office;
	await way.sign(id, 'clerk');
	await app.correctField(way.clerk, id, { field: 'documentNumber', value: number });
	await app.verifyOutcome(way.clerk, id);
	await app.submitOutcome(way.clerk, id);
}

async function reasons(id: OutcomeId) {
	const { entries } = await way.office.app.listForReview(way.supervisor, { limit: 200 });
	return known(entries.find((entry) => entry.id === id)).reasons;
}

describe('the pages that were counted on paper', () => {
	it('come to the supervisor, who sees first what lacks one, and are told with the outcome', async () => {
		const { app } = way.office;
		const [whole] = await app.finishStack(way.clerk, await counted(1, 1));
		const [lacking] = await app.finishStack(way.clerk, await counted(2, 3));
		const [more] = await app.finishStack(way.clerk, await counted(2, 1));
		await app.finishJobs();
		await submitted(known(whole), '1/GCN-D');
		await submitted(known(lacking), '2/GCN-D');
		await submitted(known(more), '3/GCN-D');
		expect(await reasons(known(lacking))).toContainEqual({ kind: 'missingPages', amount: 1, points: 60 });
		expect(await reasons(known(more))).toContainEqual({ kind: 'extraPages', amount: 1, points: 40 });
		const kinds = (await reasons(known(whole))).map(({ kind }) => kind);
		expect(kinds).not.toContain('missingPages');
		expect(kinds).not.toContain('extraPages');
		const { entries } = await app.listForReview(way.supervisor, { limit: 200 });
		expect(entries.map(({ id }) => id)).toEqual([lacking, more, whole]);
		const { count } = await app.showOutcome(way.supervisor, known(lacking));
		expect(count).toEqual({ expected: 3, counted: 2, papers: 1 });
	}, 120_000);

	it('of several papers together are told with each of them, as nobody knows which one lacks it', async () => {
		const { app } = way.office;
		const ids = await app.finishStack(way.clerk, await counted(2, 3, true));
		await app.finishJobs();
		for (const [n, id] of ids.entries()) {
			await submitted(id, `${n}/GCN-C`);
			expect(await reasons(id)).toContainEqual({ kind: 'missingPages', amount: 1, points: 60 });
			expect((await app.showOutcome(way.clerk, id)).count).toEqual({ expected: 3, counted: 2, papers: 2 });
		}
	}, 120_000);

	it('come back with a paper that is laid out anew, unless they were of several', async () => {
		const { app } = way.office;
		const [alone] = await app.finishStack(way.clerk, await counted(1, 5));
		const [first] = await app.finishStack(way.clerk, await counted(2, 6, true));
		await app.finishJobs();
		const back = await app.reopenAsStack(way.clerk, known(alone), REASON);
		expect((await app.showStack(way.clerk, back)).expected).toBe(5);
		const half = await app.reopenAsStack(way.clerk, known(first), REASON);
		expect((await app.showStack(way.clerk, half)).expected).toBeNull();
	}, 120_000);
});

describe('the two captures of a sheet with a note', () => {
	it('are told page by page, without the blank ones', async () => {
		const { app } = way.office;
		const { id, pages } = await stackOf(app, way.clerk, 4, 'note');
		await app.editStacks(way.clerk, { kind: 'use', stackId: id, pages: [known(pages[0]).id], use: 'blank' });
		await app.editStacks(way.clerk, { kind: 'pair', stackId: id, page: known(pages[1]).id, on: true });
		const [outcome] = await app.finishStack(way.clerk, id);
		await app.finishJobs();
		const shown = await app.showOutcome(way.supervisor, known(outcome));
		expect(shown.pages).toHaveLength(3);
		expect(shown.noteMarks).toEqual(['with', 'without', null]);
	}, 60_000);
});
