import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutcomeId } from '../../../domain/index.ts';
import { openWay, type Way } from '../../support/way.ts';

let way: Way;
beforeAll(async () => {
	way = await openWay();
}, 60_000);
afterAll(() => way.office.close());

const idsOf = (desk: { readonly rows: readonly { readonly id: OutcomeId }[] }) => desk.rows.map((row) => row.id);

describe('what waits for a clerk’s signature', () => {
	it('is what is read and not signed, the oldest first, with its number and owner; others’ only when asked for', async () => {
		const { app } = way.office;
		const [first, second] = [await way.read(), await way.read()];
		const desk = await app.listToSign(way.clerk, { mine: true });
		expect(idsOf(desk)).toEqual([first, second]);
		expect(desk.counts).toEqual({ recognized: 2 });
		expect(desk.rows[0]).toMatchObject({
			state: 'recognized',
			clerkName: 'clerk',
			pageCount: 1,
			sourceName: 'paper-1.png',
		});
		expect(Object.keys(desk.rows[0]?.values ?? {})).toContain('ownerName');
		const other = await way.office.actor('clerk', 'archivist');
		expect(idsOf(await app.listToSign(other, { mine: true }))).toEqual([]);
		expect(idsOf(await app.listToSign(other, { mine: false }))).toEqual([first, second]);
		await way.sign(first, 'clerk');
		expect(idsOf(await app.listToSign(way.clerk, { mine: true }))).toEqual([second]);
		await app.discardOutcome(way.clerk, second, { reason: 'mis-scan' });
	}, 60_000);

	it('is what is verified, where the office verifies first; what was signed before a return is not asked for again', async () => {
		const { app } = way.office;
		const admin = await way.office.actor('admin');
		await app.changeSettings(admin, { order: 'verifyFirst' });
		try {
			const [unsigned, signed] = [await way.read(), await way.read()];
			for (const [index, id] of [unsigned, signed].entries()) {
				await app.correctField(way.clerk, id, { field: 'documentNumber', value: `${index}/VF` });
				await app.verifyOutcome(way.clerk, id);
			}
			await way.sign(signed, 'clerk');
			await app.submitOutcome(way.clerk, signed);
			await app.returnOutcome(way.supervisor, signed, { reason: 'Xem lại số' });
			await app.verifyOutcome(way.clerk, signed);
			expect(idsOf(await app.listToSign(way.clerk, { mine: true }))).toEqual([unsigned]);
			await app.discardOutcome(way.clerk, unsigned, { reason: 'mis-scan' });
		} finally {
			await app.changeSettings(admin, { order: null });
		}
	}, 60_000);
});

describe('what lies on the registrar’s desk', () => {
	it('is what was approved, with who approved which bytes, until it is stored', async () => {
		const { app } = way.office;
		const id = await way.submitted();
		expect(idsOf(await app.listForAgency(way.registrar))).toEqual([]);
		await way.approve(id);
		const [approved] = (await app.listForAgency(way.registrar)).rows;
		const { document } = await app.showOutcome(way.registrar, id);
		expect(approved).toMatchObject({
			id,
			state: 'approved',
			asApproved: true,
			approval: { by: 'supervisor', sha256: document?.sha256, byteLength: document?.byteLength },
		});
		expect(approved).not.toHaveProperty('codes');
		await app.issueCodes(way.registrar, id);
		const coded = await app.listForAgency(way.registrar, { states: ['coded'] });
		expect(coded.rows).toMatchObject([{ id, state: 'coded', codes: { docCode: expect.stringContaining('H00.01') } }]);
		await way.sign(id, 'agency');
		const desk = await app.listForAgency(way.registrar, { states: ['approved', 'coded'] });
		expect(desk).toMatchObject({ rows: [], counts: { agencySigned: 1 } });
		await app.finishJobs();
		expect(await app.listForAgency(way.registrar)).toEqual({ rows: [], counts: {} });
	}, 60_000);
});

describe('the check before an upload, on demand', () => {
	it('tells before the signature what would be against it after', async () => {
		const { app, dataDir } = way.office;
		const id = await way.coded();
		expect(await app.checkBeforeUpload(way.registrar, id)).toEqual([]);
		await rm(join(dataDir, 'trust'), { recursive: true });
		const untrusted = await app.checkBeforeUpload(way.registrar, id);
		expect(untrusted).toEqual([
			{ code: 'signatureUntrusted', blocks: true, data: { number: 1, standing: 'unknownIssuer' } },
		]);
		await cp(join(dataDir, '..', 'keys', 'anchors'), join(dataDir, 'trust'), { recursive: true });
		await way.sign(id, 'agency');
		expect(await app.checkBeforeUpload(way.registrar, id)).toEqual([]);
		expect((await app.showOutcome(way.registrar, id)).row.state).toBe('agencySigned');
		await app.finishJobs();
		await expect(app.checkBeforeUpload(way.registrar, id)).rejects.toMatchObject({ code: 'transitionRefused' });
		const unapproved = await way.submitted();
		const early = app.checkBeforeUpload(way.registrar, unapproved);
		await expect(early).rejects.toMatchObject({ code: 'transitionRefused' });
	}, 60_000);
});
