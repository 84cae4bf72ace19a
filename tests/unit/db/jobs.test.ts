import { describe, expect, it } from 'vitest';
import {
	beginJob,
	cancelJob,
	claimNextJob,
	countJobs,
	type Db,
	enqueueJob,
	failJob,
	finishJob,
	finishStep,
	getJob,
	listJobs,
	nextJobDue,
	openDatabase,
	requeueInterruptedJobs,
	retryJob,
	reviveJob,
	setSetting,
	withPayload,
} from '../../../db/index.ts';
import { Fault, type JobId, toFaultRecord } from '../../../domain/index.ts';
import { AT, openTemp, tempFolder } from './support.ts';

const LATER = '2026-11-23T04:00:00.000Z';
const FAULT = toFaultRecord(new Fault('engineStopped'));
const enqueue = (db: Db, kind: string, payload: unknown = {}, notBefore = AT) =>
	db.write((tx) => enqueueJob(tx, { kind, payload, notBefore }, AT));
const claim = (db: Db, now = AT, kinds = ['recognize']) => db.write((tx) => claimNextJob(tx, kinds, now));

describe('jobs', () => {
	it('run in the order they came, one at a time, only when due and of a kind that is asked for', async () => {
		const db = await openTemp();
		const other = await enqueue(db, 'index');
		const late = await enqueue(db, 'recognize', {}, LATER);
		const first = await enqueue(db, 'recognize', { page: 1 });
		const second = await enqueue(db, 'recognize');
		const claimed = await Promise.all([claim(db), claim(db), claim(db)]);
		expect(claimed.map((job) => job?.id)).toEqual([first, second, undefined]);
		expect(claimed[0]).toMatchObject({ state: 'running', attempts: 1, payload: { page: 1 } });
		expect(await nextJobDue(db, ['recognize'])).toBe(LATER);
		expect((await claim(db, LATER))?.id).toBe(late);
		expect((await claim(db, LATER, ['index']))?.id).toBe(other);
	});

	it('are there together with their subject, or not at all', async () => {
		const db = await openTemp();
		const work = db.write(async (tx) => {
			await setSetting(tx, 'subject', 1, AT);
			await enqueueJob(tx, { kind: 'recognize', payload: {} }, AT);
			throw new Error('undone');
		});
		await expect(work).rejects.toThrow('undone');
		expect(await countJobs(db)).toEqual({});
	});

	it('skip finished steps when tried again, with what those yielded', async () => {
		const db = await openTemp();
		const id = await enqueue(db, 'recognize');
		await claim(db);
		const results = { clean: { page: 3, list: [1, null, 'x'] }, 'odd "name"': null, read: 'văn bản', ok: true };
		for (const [step, result] of Object.entries(results)) {
			await db.write((tx) => finishStep(tx, id, step, result, AT));
		}
		await db.write((tx) => retryJob(tx, id, LATER, FAULT, AT));
		expect(await claim(db)).toBeUndefined();
		expect(await claim(db, LATER)).toMatchObject({ id, attempts: 2, steps: results, fault: FAULT });
	});

	it('that failed stay visible until a person tries them again', async () => {
		const db = await openTemp();
		const id = await enqueue(db, 'recognize');
		await claim(db);
		await db.write((tx) => failJob(tx, id, FAULT, AT));
		expect(await claim(db, LATER)).toBeUndefined();
		expect(await listJobs(db, { states: ['failed'], limit: 10 })).toMatchObject([{ id, fault: FAULT }]);
		expect(await db.write((tx) => reviveJob(tx, id, AT))).toBe(true);
		expect(await claim(db)).toMatchObject({ id, attempts: 1 });
		await db.write((tx) => finishJob(tx, id, AT));
		expect(await db.write((tx) => reviveJob(tx, id, AT))).toBe(false);
		expect(await countJobs(db)).toEqual({ finished: 1 });
		expect(await getJob(db, id)).not.toHaveProperty('fault');
	});

	it('that were running when the process died are queued again, or cancelled when only a person can do them', async () => {
		const folder = tempFolder();
		const before = await openDatabase(folder);
		const id = await enqueue(before, 'recognize');
		await claim(before);
		const begun = await before.write((tx) => beginJob(tx, { kind: 'sign', payload: {} }, AT));
		expect(await getJob(before, begun)).toMatchObject({ state: 'running', attempts: 1 });
		await before.close();
		const db = await openTemp(folder);
		expect(await claim(db)).toBeUndefined();
		expect(await db.write((tx) => requeueInterruptedJobs(tx, ['recognize'], AT))).toBe(2);
		expect(await claim(db)).toMatchObject({ id, attempts: 2 });
		expect(await getJob(db, begun)).toMatchObject({ state: 'cancelled' });
	});

	it('that a person cancelled stay cancelled, also when the work ends later', async () => {
		const db = await openTemp();
		const id = await enqueue(db, 'recognize');
		await claim(db);
		await db.write((tx) => cancelJob(tx, id, AT));
		await db.write((tx) => finishJob(tx, id, AT));
		expect(await getJob(db, id)).toMatchObject({ state: 'cancelled' });
	});

	it('cannot end without having run', async () => {
		const db = await openTemp();
		const id = await enqueue(db, 'recognize');
		await expect(db.write((tx) => finishJob(tx, id, AT))).rejects.toThrow('not running');
		await expect(db.write((tx) => finishJob(tx, 'none' as JobId, AT))).rejects.toThrow('not running');
	});

	it('have their payload parsed before they run', async () => {
		const db = await openTemp();
		const job = await getJob(db, await enqueue(db, 'recognize', { page: 'one' }));
		const parse = (value: unknown): { page: number } => {
			const page = (value as { page?: unknown }).page;
			if (typeof page !== 'number') throw new TypeError('page');
			return { page };
		};
		if (job === undefined) throw new Error('no job');
		expect(() => withPayload(job, parse)).toThrow('page');
	});
});
