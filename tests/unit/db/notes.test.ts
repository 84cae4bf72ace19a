import { describe, expect, it } from 'vitest';
import { run } from '../../../db/capability.ts';
import {
	addDemoReadings,
	addHumanReading,
	currentReadings,
	findSamePapers,
	insertNote,
	listNotes,
} from '../../../db/index.ts';
import { AT, addOutcome, machine, makeOffice, openTemp } from './support.ts';

describe('notes', () => {
	it('keep why somebody did something, for good', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const { outcome } = await db.write((tx) => addOutcome(tx, office));
		const note = { event: 'return', text: 'Thiếu trang 2', by: office.clerk, at: AT } as const;
		await db.write((tx) => insertNote(tx, outcome.id, note));
		expect(await listNotes(db, outcome.id)).toEqual([note]);
		await expect(db.write((tx) => run(tx, "UPDATE outcome_notes SET text = 'x'"))).rejects.toThrow('append-only');
	});
});

describe('readings of the demo', () => {
	it('count over the machine, and never over a person', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const { outcome, versionId } = await db.write((tx) => addOutcome(tx, office, { fields: { subject: 'máy' } }));
		const typed = { ...machine('người'), field: 'signerName', origin: 'typed', by: office.clerk, at: AT } as const;
		await db.write((tx) => addHumanReading(tx, outcome.id, versionId, typed));
		const given = (field: 'subject' | 'signerName') => ({ field, value: 'mẫu', by: office.clerk, at: AT });
		await db.write((tx) => addDemoReadings(tx, outcome.id, versionId, [given('subject'), given('signerName')]));
		expect(await currentReadings(db, outcome.id)).toMatchObject({
			subject: { value: 'mẫu', origin: 'demo', by: office.clerk, box: [1, 2, 3, 4] },
			signerName: { value: 'người', origin: 'typed' },
		});
	});
});

describe('the same paper', () => {
	const fields = { documentNumber: '1/QĐ-UBND', issueDate: '2026-11-23', issuingBody: 'UBND xã Mẫu' };

	it('is found by number, date and body, in scope, as they count now', async () => {
		const db = await openTemp();
		const office = await makeOffice(db);
		const other = await makeOffice(db, 'H99.2');
		const [first, twin, later, elsewhere] = await db.write(async (tx) => [
			await addOutcome(tx, office, { fields }),
			await addOutcome(tx, office, { fields }),
			await addOutcome(tx, office, { fields: { ...fields, issueDate: '2026-11-24' } }),
			await addOutcome(tx, other, { fields }),
		]);
		if (!first || !twin || !later || !elsewhere) throw new Error('no outcomes');
		const same = () => findSamePapers(db, first.outcome.id, fields, [office.unit]);
		expect(await same()).toEqual([twin.outcome.id]);
		const corrected = { ...machine('2/QĐ-UBND'), field: 'documentNumber', origin: 'corrected', at: AT } as const;
		await db.write((tx) => addHumanReading(tx, twin.outcome.id, twin.versionId, { ...corrected, by: office.clerk }));
		expect(await same()).toEqual([]);
	});
});
