import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountActor, OutcomeId } from '../../../domain/index.ts';
import { type Archive, day, openArchive, sha256, textOf } from '../../support/archive.ts';
import type { Way } from '../../support/way.ts';

let way: Way;
let archivist: AccountActor;
let paper: OutcomeId;
let stored: Archive['stored'];
let exported: Archive['exported'];
beforeAll(async () => {
	({ way, archivist, paper, stored, exported } = await openArchive());
}, 400_000);
afterAll(() => way?.office.close());

describe('afterwards', () => {
	it('opens each revision, and says who made it', async () => {
		const { app } = way.office;
		const { revisions } = await app.tellStory(archivist, stored[0]);
		expect(revisions.map(({ made }) => made)).toEqual(['recognize', 'signByClerk', 'signByAgency']);
		expect(revisions.map(({ by }) => by)).toEqual([undefined, way.clerk.accountId, way.registrar.accountId]);
		for (const { sha256: hash, byteLength } of revisions) {
			const { bytes } = await app.readDocument(archivist, stored[0], hash);
			expect([sha256(bytes), bytes.length]).toEqual([hash, byteLength]);
		}
		const [foreign] = (await app.tellStory(archivist, paper)).revisions;
		await expect(app.readDocument(archivist, stored[0], foreign?.sha256)).rejects.toMatchObject({
			code: 'outcomeMissing',
		});
	});

	it('notes a replacement by another stored outcome only, and keeps the receipt', async () => {
		const { app } = way.office;
		for (const by of [stored[0], paper]) {
			await expect(app.replaceOutcome(archivist, stored[0], { by })).rejects.toMatchObject({
				code: 'replacementUnfit',
			});
		}
		const { revision } = await app.showOutcome(archivist, stored[0]);
		const stale = app.replaceOutcome(archivist, stored[0], { by: stored[1], revision: revision - 1 });
		await expect(stale).rejects.toMatchObject({ code: 'changedMeanwhile' });
		expect((await app.replaceOutcome(way.registrar, stored[0], { by: stored[1], revision })).state.kind).toBe(
			'replaced',
		);
		const { afterwards } = await app.tellStory(archivist, stored[0]);
		expect(afterwards).toMatchObject({ kind: 'replaced', by: { id: stored[1] } });
		expect((await app.tellStory(archivist, stored[1])).replaces).toMatchObject([{ id: stored[0] }]);
		const shown = await app.showOutcome(archivist, stored[0]);
		expect(shown.receipts).toHaveLength(1);
		expect(shown.history[0]?.event).toMatchObject({ event: 'replace', to: 'replaced', facts: { by: stored[1] } });
		const found = await app.findOutcomes(archivist, { text: '2/GCN', order: 'best', limit: 5 });
		expect(found.hits[0]?.row).toMatchObject({ id: stored[0], state: 'replaced' });
		const { files } = await exported([stored[0]]);
		expect(textOf(files, 'danh-sach.csv')).toContain('"THAY_THE"');
	});

	it('notes a recall with number, day and reason, the number outside the log', async () => {
		const { app } = way.office;
		const note = { decisionNumber: ' 99/QĐ-UBND ', date: day(-3), reason: 'Cấp sai thẩm quyền' };
		const refused = (more: object) => app.recallOutcome(archivist, stored[1], { ...note, ...more });
		await expect(refused({ reason: ' ' })).rejects.toMatchObject({ code: 'reasonMissing' });
		await expect(refused({ decisionNumber: ' ' })).rejects.toMatchObject({ code: 'invalidInput' });
		await expect(refused({ date: '2026-02-30' })).rejects.toMatchObject({ code: 'invalidInput' });
		await expect(refused({ date: day(1) })).rejects.toMatchObject({ code: 'dayAhead' });
		await app.recallOutcome(archivist, stored[1], note);
		expect((await app.tellStory(archivist, stored[1])).afterwards).toEqual({
			kind: 'recalled',
			recall: { decisionNumber: '99/QĐ-UBND', date: day(-3), reason: 'Cấp sai thẩm quyền' },
		});
		const { history, notes } = await app.showOutcome(archivist, stored[1]);
		expect(notes.at(-1)).toMatchObject({ event: 'recall', text: 'Cấp sai thẩm quyền' });
		expect(JSON.stringify(history)).not.toContain('99/QĐ');
		await expect(refused({})).rejects.toMatchObject({ code: 'transitionRefused' });
	});

	it('notes an expiry after its last day, of what is stored only', async () => {
		const { app } = way.office;
		await expect(app.expireOutcome(archivist, stored[2], { on: day(0) })).rejects.toMatchObject({
			code: 'dayAhead',
		});
		await app.expireOutcome(archivist, stored[2], { on: day(-1) });
		expect((await app.tellStory(archivist, stored[2])).afterwards).toEqual({ kind: 'expired', on: day(-1) });
		await expect(app.expireOutcome(archivist, paper, { on: day(-1) })).rejects.toMatchObject({
			code: 'transitionRefused',
		});
	});
});
