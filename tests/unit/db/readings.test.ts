import { describe, expect, it } from 'vitest';
import {
	addConfirmation,
	addHumanReading,
	addMachineReadings,
	currentReadings,
	insertVersion,
	machineReadings,
	newId,
	readingHistory,
} from '../../../db/index.ts';
import type { StoredReading, VersionId } from '../../../domain/index.ts';
import { AT, addOutcome, machine, makeOffice, openTemp, sha } from './support.ts';

async function start() {
	const db = await openTemp();
	const office = await makeOffice(db);
	const { outcome, versionId } = await db.write((tx) =>
		addOutcome(tx, office, { fields: { subject: 'máy đọc', ownerName: 'Trần Thị Mẫu' } }),
	);
	const read = (value: string, version = versionId) =>
		db.write((tx) => addMachineReadings(tx, outcome.id, version, { subject: machine(value) }, AT));
	const human = (value: string): StoredReading & { by: typeof office.clerk } => ({
		...machine(value),
		field: 'subject',
		origin: 'corrected',
		by: office.clerk,
		at: AT,
	});
	const value = async () => (await currentReadings(db, outcome.id)).subject?.value;
	return { db, office, outcome, versionId, read, human, value };
}

describe('readings', () => {
	it('count the newest machine value until a person gives one, which no machine replaces', async () => {
		const { db, outcome, versionId, read, human, value } = await start();
		await read('máy đọc lại');
		expect(await value()).toBe('máy đọc lại');
		await db.write((tx) => addHumanReading(tx, outcome.id, versionId, human('người sửa')));
		await read('máy đọc lần ba');
		expect(await value()).toBe('người sửa');
		await db.write((tx) => addHumanReading(tx, outcome.id, versionId, human('')));
		await read('máy đọc lần tư');
		expect(await value()).toBe('');
		const history = await readingHistory(db, outcome.id, 'subject');
		expect(history.map((reading) => [reading.value, reading.origin, reading.by !== undefined])).toEqual([
			['máy đọc', 'ocr', false],
			['máy đọc lại', 'ocr', false],
			['người sửa', 'corrected', true],
			['máy đọc lần ba', 'ocr', false],
			['', 'corrected', true],
			['máy đọc lần tư', 'ocr', false],
		]);
	});

	it('of a machine belong to their version, those of a person to the outcome', async () => {
		const { db, outcome, versionId, human, read } = await start();
		await db.write((tx) => addHumanReading(tx, outcome.id, versionId, human('người sửa')));
		const second = newId<VersionId>();
		await db.write((tx) =>
			insertVersion(tx, {
				id: second,
				outcomeId: outcome.id,
				number: 2,
				originalSha256: sha('b'),
				pageCount: 1,
				createdAt: AT,
			}),
		);
		await read('máy đọc bản 2', second);
		const now = await currentReadings(db, outcome.id);
		expect([now.subject?.value, now.ownerName]).toEqual(['người sửa', undefined]);
	});

	it('that a person confirmed are that person’s word: no later reading and no new version changes them', async () => {
		const { db, office, outcome, versionId, read, human, value } = await start();
		const looked = { ...human('máy đọc'), origin: 'ocr' as const };
		await db.write((tx) => addConfirmation(tx, outcome.id, versionId, looked));
		await read('máy đọc lại');
		expect(await value()).toBe('máy đọc');
		expect((await currentReadings(db, outcome.id)).subject).toMatchObject({ origin: 'ocr', by: office.clerk });
		expect((await machineReadings(db, outcome.id)).subject?.value).toBe('máy đọc lại');
		await db.write((tx) => addHumanReading(tx, outcome.id, versionId, human('người sửa')));
		expect(await value()).toBe('người sửa');
		const typed = human('x');
		await expect(db.write((tx) => addConfirmation(tx, outcome.id, versionId, typed))).rejects.toThrow('confirmed');
	});

	it('refuse an origin that is not theirs', async () => {
		const { db, outcome, versionId, human } = await start();
		const typed = { subject: { ...machine('x'), origin: 'typed' as const } };
		await expect(db.write((tx) => addMachineReadings(tx, outcome.id, versionId, typed, AT))).rejects.toThrow('person');
		const ocr = { ...human('x'), origin: 'ocr' as const };
		await expect(db.write((tx) => addHumanReading(tx, outcome.id, versionId, ocr))).rejects.toThrow('machine');
	});
});
