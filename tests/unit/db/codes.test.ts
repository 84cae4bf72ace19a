import { describe, expect, it } from 'vitest';
import { run } from '../../../db/capability.ts';
import { addNumberRange, codesOf, type Db, issueCodes } from '../../../db/index.ts';
import { AT, addOutcome, makeOffice, openTemp } from './support.ts';

const PREFIX = '0190.KQ.12/GP-UBND.{NN}';

async function outcomes(db: Db, count: number) {
	const office = await makeOffice(db);
	return db.write(async (tx) => {
		const ids = [];
		for (let i = 0; i < count; i++) ids.push((await addOutcome(tx, office)).outcome.id);
		return ids;
	});
}

const request = (outcomeId: Awaited<ReturnType<typeof outcomes>>[number], prefix = PREFIX) => ({
	outcomeId,
	outcomeCodePrefix: prefix,
	docCodePrefix: 'H99.1_GP',
	version: 1,
});

describe('codes', () => {
	it('are counted within their prefixes, also by many at once', async () => {
		const db = await openTemp();
		const ids = await outcomes(db, 6);
		const issued = await Promise.all(
			ids.map((id, i) => db.write((tx) => issueCodes(tx, request(id, i % 2 === 0 ? PREFIX : 'other.{NN}'), AT))),
		);
		expect(issued.map((codes) => codes.outcomeCode)).toEqual([
			'0190.KQ.12/GP-UBND.01',
			'other.01',
			'0190.KQ.12/GP-UBND.02',
			'other.02',
			'0190.KQ.12/GP-UBND.03',
			'other.03',
		]);
		expect(issued.map((codes) => codes.docCode)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `H99.1_GP_00000${n}_V1`));
		const [first] = ids;
		expect(first && (await codesOf(db, first))).toEqual(issued[0]);
	});

	it('are issued once and never change', async () => {
		const db = await openTemp();
		const [id] = await outcomes(db, 1);
		if (id === undefined) throw new Error('no outcome');
		await db.write((tx) => issueCodes(tx, request(id), AT));
		await expect(db.write((tx) => issueCodes(tx, request(id), AT))).rejects.toThrow();
		await expect(db.write((tx) => run(tx, "UPDATE outcome_codes SET doc_code = 'x'"))).rejects.toThrow('never changes');
		await expect(db.write((tx) => run(tx, 'DELETE FROM outcome_codes'))).rejects.toThrow('never changes');
	});

	it('come from the ranges of this workstation, and say when these are used up', async () => {
		const db = await openTemp();
		const [a, b, c, d] = await outcomes(db, 4);
		if (!a || !b || !c || !d) throw new Error('no outcomes');
		await db.write((tx) => addNumberRange(tx, 'H99.1_GP', { first: 21, last: 22 }));
		await db.write((tx) => addNumberRange(tx, 'H99.1_GP', { first: 51, last: 51 }));
		const issue = (id: typeof a) => db.write((tx) => issueCodes(tx, request(id), AT));
		expect((await issue(a)).docCode).toBe('H99.1_GP_000021_V1');
		expect((await issue(b)).docCode).toBe('H99.1_GP_000022_V1');
		expect((await issue(c)).docCode).toBe('H99.1_GP_000051_V1');
		await expect(issue(d)).rejects.toMatchObject({ code: 'numberRangeUsedUp', data: { prefix: 'H99.1_GP' } });
		expect(await codesOf(db, d)).toBeUndefined();
	});

	it('can be reserved after the first ones were handed out from nobody’s range', async () => {
		const db = await openTemp();
		const [a, b] = await outcomes(db, 2);
		if (!a || !b) throw new Error('no outcomes');
		expect((await db.write((tx) => issueCodes(tx, request(a), AT))).docCode).toBe('H99.1_GP_000001_V1');
		const again = db.write((tx) => addNumberRange(tx, 'H99.1_GP', { first: 1, last: 5 }));
		await expect(again).rejects.toMatchObject({ code: 'invalidInput' });
		await db.write((tx) => addNumberRange(tx, 'H99.1_GP', { first: 500, last: 600 }));
		expect((await db.write((tx) => issueCodes(tx, request(b), AT))).docCode).toBe('H99.1_GP_000500_V1');
	});

	it('are not reserved twice', async () => {
		const db = await openTemp();
		await db.write((tx) => addNumberRange(tx, 'P', { first: 10, last: 20 }));
		const overlapping = db.write((tx) => addNumberRange(tx, 'P', { first: 20, last: 30 }));
		await expect(overlapping).rejects.toMatchObject({ code: 'invalidInput' });
		await db.write((tx) => addNumberRange(tx, 'Q', { first: 10, last: 20 }));
	});
});
