import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountActor, FieldName, OutcomeId } from '../../../domain/index.ts';
import { openWay, type Way } from '../../support/way.ts';

let way: Way;
let other: AccountActor;
beforeAll(async () => {
	way = await openWay();
	// A second clerk: another name, the same office.
	const admin = await way.office.actor('admin');
	await way.office.app.createAccount(admin, { name: 'clerk2', password: 'Matkhau-2026', roles: ['clerk'] });
	other = (await way.office.app.signIn('clerk2', 'Matkhau-2026')).actor;
}, 60_000);
afterAll(() => way.office.close());

const fault = (code: string) => ({ code });
const shown = (id: OutcomeId) => way.office.app.showOutcome(way.clerk, id);

async function lookAt(id: OutcomeId, field: FieldName) {
	const value = (await shown(id)).readings[field]?.value;
	if (value === undefined) throw new Error(`The sample has ${field}`);
	return { field, value };
}

describe('a confirmed field', () => {
	it('is a person’s word: with who and when, beside what the machine read, and in the history', async () => {
		const { app } = way.office;
		const id = await way.read();
		const { revision } = await shown(id);
		const looked = await lookAt(id, 'enterpriseCode');
		await app.confirmFields(way.clerk, id, [looked]);
		await app.confirmFields(way.clerk, id, [looked]);
		const after = await shown(id);
		expect(after.readings.enterpriseCode).toMatchObject({ ...looked, by: way.clerk.accountId });
		expect(after.machine.enterpriseCode).toMatchObject(looked);
		expect(after.machine.enterpriseCode?.by).toBeUndefined();
		expect(after.revision).toBe(revision);
		const events = after.history.map(({ event }) => event).filter(({ kind }) => kind === 'fieldsConfirmed');
		expect(events).toEqual([{ kind: 'fieldsConfirmed', outcomeId: id, fields: ['enterpriseCode'] }]);
	}, 30_000);

	it('is refused when something else stands there by now, and when the outcome has moved on', async () => {
		const { app } = way.office;
		const id = await way.read();
		const looked = await lookAt(id, 'issuingBody');
		await app.correctField(way.clerk, id, { field: 'issuingBody', value: 'SỞ THỬ NGHIỆM' });
		await expect(app.confirmFields(way.clerk, id, [looked])).rejects.toMatchObject(fault('changedMeanwhile'));
		expect((await shown(id)).machine.issuingBody?.value).toBe(looked.value);
		await app.discardOutcome(way.clerk, id, { reason: 'Quét nhầm' });
		const late = app.confirmFields(way.clerk, id, [await lookAt(id, 'issueDate')]);
		await expect(late).rejects.toMatchObject(fault('transitionRefused'));
	}, 30_000);

	it('of many outcomes has an answer for each', async () => {
		const { app } = way.office;
		const ids = [await way.read(), await way.read()];
		const { value } = await lookAt(ids[0] as OutcomeId, 'issuingBody');
		const before = await app.listFieldGroup(way.clerk, 'issuingBody');
		expect(before.rows.map(({ row }) => row.id)).toEqual(expect.arrayContaining(ids));
		expect(before.rows[0]?.page?.widthPx).toBeGreaterThan(1_000);
		const items = [...ids.map((id) => ({ id, value })), { id: way.clerk.accountId as never, value }];
		const answers = await app.confirmGroup(way.clerk, 'issuingBody', items);
		expect(answers.map(({ fault }) => fault?.code)).toEqual([undefined, undefined, 'outcomeMissing']);
		const after = await app.listFieldGroup(way.clerk, 'issuingBody');
		expect(after.left).toBe(before.left - 2);
		expect(after.rows.map(({ row }) => row.id)).not.toContain(ids[0]);
	}, 30_000);
});

describe('drafts', () => {
	it('are each person’s own, outlive the program, and go when the field is kept', async () => {
		const { app } = way.office;
		const id = await way.read();
		const place = { page: 0, box: [1, 2, 3, 4] } as const;
		const subject = { field: 'subject', text: 'về việc  ' } as const;
		const owner = { field: 'ownerName', text: 'Lê', place } as const;
		await app.saveDrafts(way.clerk, id, { keep: [subject, owner], drop: [] });
		await app.saveDrafts(way.clerk, id, { keep: [{ ...owner, text: 'Lê Thử' }], drop: [] });
		expect(await app.showDrafts(other, id)).toEqual([]);
		const again = await way.office.reopen();
		expect(await again.showDrafts(way.clerk, id)).toEqual([{ ...owner, text: 'Lê Thử' }, subject]);
		await again.correctField(way.clerk, id, { field: 'subject', value: 'về việc thử' });
		await again.saveDrafts(way.clerk, id, { keep: [], drop: ['ownerName'] });
		expect(await again.showDrafts(way.clerk, id)).toEqual([]);
	}, 30_000);
});

describe('a zone', () => {
	it('is read anew by the real engine, and answers with its place', async () => {
		const { app } = way.office;
		const id = await way.read();
		const { readings, pages } = await shown(id);
		const reading = readings.enterpriseCode;
		if (reading === undefined) throw new Error('The sample has an enterprise code');
		const [x, y, width, height] = reading.box;
		const box = [x - 8, y - 8, width + 16, height + 16] as const;
		const read = await app.rereadZone(way.clerk, id, { page: reading.page, box });
		expect(read.text.replaceAll(' ', '')).toContain(reading.value);
		expect(read.confidence).toBeGreaterThan(0.5);
		expect(Math.abs(read.box[0] - x)).toBeLessThan(20);
		expect(Math.abs(read.box[1] - y)).toBeLessThan(20);
		const empty = await app.rereadZone(way.clerk, id, { page: 0, box: [2, 2, 60, 30] });
		expect(empty).toMatchObject({ text: '', confidence: 0 });
		const beside = { page: 0, box: [(pages[0]?.widthPx ?? 0) + 10, 0, 50, 50] } as const;
		await expect(app.rereadZone(way.clerk, id, beside)).rejects.toMatchObject(fault('invalidInput'));
		await expect(app.rereadZone(way.clerk, id, { page: 7, box })).rejects.toMatchObject(fault('invalidInput'));
	}, 60_000);
});

describe('checks', () => {
	it('find odd values and the same paper scanned twice', async () => {
		const { app } = way.office;
		const [first, second] = [await way.read(), await way.read()];
		for (const id of [first, second]) {
			await app.correctField(way.clerk, id, { field: 'documentNumber', value: '77/GCN-THU' });
			await app.correctField(way.clerk, id, { field: 'issueDate', value: '2026-01-05' });
			await app.correctField(way.clerk, id, { field: 'issuingBody', value: 'SỞ THỬ NGHIỆM' });
		}
		await app.correctField(way.clerk, second, { field: 'ownerIdNumber', value: '123' });
		const checks = await app.checkFields(way.clerk, second);
		expect(checks).toContainEqual({ code: 'idLength', field: 'ownerIdNumber', data: { digits: '3' } });
		expect(checks).toContainEqual({ code: 'duplicatePaper', field: 'documentNumber', outcomes: [first] });
		await app.discardOutcome(way.clerk, first, { reason: 'Trùng' });
		expect((await app.checkFields(way.clerk, second)).map(({ code }) => code)).not.toContain('duplicatePaper');
		await app.correctField(way.clerk, second, { field: 'issuingBody', value: '' });
		expect((await app.checkFields(way.clerk, second)).map(({ code }) => code)).not.toContain('missing');
	}, 30_000);
});

describe('a QR code', () => {
	it('is held against what stands in its fields', async () => {
		const { app } = way.office;
		const sample = join(import.meta.dirname, '../../../samples/02-giay-phep-tai-nguyen-nuoc.pdf');
		let id: OutcomeId | undefined;
		for await (const result of app.importAndRead(way.clerk, [sample])) if (result.kind === 'read') id = result.row.id;
		if (id === undefined) throw new Error('The sample was not read');
		const paper = id;
		const coded = Object.values((await shown(paper)).readings).find(({ origin }) => origin === 'qr');
		if (coded === undefined) throw new Error('The sample has a QR code');
		const differing = async () => (await app.checkFields(way.clerk, paper)).filter(({ code }) => code === 'qrDiffers');
		expect(await differing()).toEqual([]);
		await app.correctField(way.clerk, id, { field: coded.field, value: 'H00.01-260105-9999' });
		expect(await differing()).toEqual([{ code: 'qrDiffers', field: coded.field, data: { qr: coded.value } }]);
	}, 60_000);
});

describe('suggestions', () => {
	it('are what verified outcomes say, most used first, and never a citizen’s own data', async () => {
		const { app } = way.office;
		const bodies = ['UBND xã Một', 'UBND xã Hai', 'UBND xã Hai'];
		for (const value of bodies) {
			const id = await way.signed();
			await app.correctField(way.clerk, id, { field: 'issuingBody', value });
			await app.correctField(way.clerk, id, { field: 'signerName', value: 'Trần Văn Mẫu' });
			await app.correctField(way.clerk, id, { field: 'signerPosition', value: 'Chủ tịch' });
			await app.verifyOutcome(way.clerk, id);
		}
		const suggested = await app.suggestValues(way.clerk, 'issuingBody');
		expect(suggested.map(({ value, count }) => [value, count])).toEqual([
			['UBND xã Hai', 2],
			['UBND xã Một', 1],
		]);
		const signers = await app.suggestValues(way.clerk, 'signerName');
		expect(signers).toEqual([{ value: 'Trần Văn Mẫu', count: 3, position: 'Chủ tịch' }]);
		expect(await app.suggestValues(way.clerk, 'ownerName')).toEqual([]);
	}, 60_000);
});

describe('a field that the office wants typed twice', () => {
	it('holds the verification up until the second value is the one that counts', async () => {
		const { app } = way.office;
		const admin = await way.office.actor('admin');
		await app.changeSettings(admin, { doubleKeyFields: ['enterpriseCode'] });
		const id = await way.signed();
		const { field, value } = await lookAt(id, 'enterpriseCode');
		await expect(app.verifyOutcome(way.clerk, id)).rejects.toMatchObject({
			code: 'secondKeyMissing',
			data: { fields: 'enterpriseCode' },
		});
		expect(await app.keyAgain(other, id, { field, value: '4600100003' })).toEqual({ agrees: false, first: value });
		expect(await app.fieldsToKeyAgain(way.clerk, id)).toEqual([field]);
		// The second person was right: the first value is corrected.
		await app.correctField(way.clerk, id, { field, value: '4600100003' });
		expect(await app.fieldsToKeyAgain(way.clerk, id)).toEqual([]);
		await app.correctField(way.clerk, id, { field, value });
		expect(await app.keyAgain(way.clerk, id, { field, value })).toEqual({ agrees: true });
		expect((await app.verifyOutcome(way.clerk, id)).state.kind).toBe('verified');
		await app.changeSettings(admin, { doubleKeyFields: null });
	}, 60_000);
});
