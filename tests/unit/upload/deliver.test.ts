import { describe, expect, it } from 'vitest';
import {
	askedAgain,
	DEFAULT_POLICY,
	type Delivery,
	type DeliveryOptions,
	type Destination,
	deliver,
	folderRepository,
	httpRepository,
	NEW_DELIVERY,
	type Presence,
	type StoreResult,
} from '../../../upload/index.ts';
import type { ReferenceRepository } from '../../support/reference-repository.ts';
import type { FindFault, StoreFault } from '../../support/reference-repository-faults.ts';
import { durable, makeUpload, NEVER, repository, SHORT_TIMEOUTS, sha256, tempFolder } from './support.ts';

const SETTLE_MS = 60_000;

/** A clock that the test sets. */
function testClock(start = Date.parse('2026-11-23T03:00:00Z')) {
	let ms = start;
	return { now: () => new Date(ms), pass: (more: number) => (ms += more), ms: () => ms };
}

/** The faults of one request after the other; afterwards nothing goes wrong. */
function plan(stores: readonly (StoreFault | undefined)[], finds: readonly (FindFault | undefined)[] = []) {
	const [storeQueue, findQueue] = [[...stores], [...finds]];
	return { store: () => storeQueue.shift(), find: () => findQueue.shift() };
}

/** An upload to a server with these faults, and a way to try it until it ends. */
async function scene(
	faults: ReturnType<typeof plan>,
	options: { readonly keyHonoured?: boolean; readonly policy?: DeliveryOptions['policy'] } = {},
) {
	const clock = testClock();
	const server = await repository({ keyHonoured: options.keyHonoured ?? false, now: clock.ms, plan: faults });
	const destination = httpRepository({ baseUrl: server.baseUrl, settleMs: SETTLE_MS, timeouts: SHORT_TIMEOUTS, clock });
	const upload = makeUpload(tempFolder());
	const memory = durable();
	const once = (witness?: DeliveryOptions['witness']) =>
		deliver(destination, upload, memory, {
			signal: NEVER,
			clock,
			random: () => 0.5,
			...(witness && { witness }),
			...(options.policy && { policy: options.policy }),
		});
	return { clock, server, destination, upload, memory, once, end: () => untilEnd(once, clock) };
}

async function untilEnd(once: () => Promise<Delivery>, clock: ReturnType<typeof testClock>) {
	const faults: string[] = [];
	for (let tries = 0; tries < 500; tries += 1) {
		const delivery = await once();
		if (delivery.kind !== 'retry') return { delivery, faults };
		faults.push(delivery.fault.code);
		clock.pass(delivery.afterMs);
	}
	throw new Error('It never ends');
}

function posts(server: ReferenceRepository): number {
	return server.requests.posts;
}

describe('a delivery', () => {
	it('asks, keeps that it sends, sends, and looks whether it is there', async () => {
		const { once, server, upload, memory } = await scene(plan([]));
		const delivery = await once();
		expect(delivery).toMatchObject({ kind: 'stored', receipt: { sha256: upload.document.sha256, reconciled: false } });
		expect(server.documents(upload.docCode)).toHaveLength(1);
		expect(server.requests).toMatchObject({ posts: 1, gets: 2 });
		expect(memory.saves).toEqual([{ open: true, sends: 1, sentAt: '2026-11-23T03:00:00.000Z', absences: 0, tries: 0 }]);
	});

	it('sends nothing when that could not be kept', async () => {
		const { destination, upload, server } = await scene(plan([]));
		const memory = { record: NEW_DELIVERY, save: () => Promise.reject(new Error('disk')) };
		await expect(deliver(destination, upload, memory, { signal: NEVER })).rejects.toThrow('disk');
		expect(posts(server)).toBe(0);
	});

	it('does not send what is there already', async () => {
		const { once, server, upload } = await scene(plan([]));
		server.preload(upload.docCode, upload.document.sha256);
		expect(await once()).toMatchObject({ kind: 'stored', receipt: { reconciled: true } });
		expect(posts(server)).toBe(0);
	});

	it('ends in a conflict when other bytes are there', async () => {
		const { once, server, upload } = await scene(plan([]));
		server.preload(upload.docCode, sha256('other'));
		expect(await once()).toMatchObject({ kind: 'failed', fault: { code: 'repositoryConflict' } });
		expect(posts(server)).toBe(0);
	});

	const STORED_ONCE: readonly [string, StoreFault][] = [
		['the answer is lost, and it is stored', { kind: 'drop', when: 'afterBody', stored: true }],
		['it answers 500, and it is stored', { kind: 'status', status: 500, stored: true }],
		['it answers 504, and it is stored', { kind: 'status', status: 504, stored: true }],
		['its receipt names another hash', { kind: 'lie', about: 'hash' }],
		['its receipt names another document', { kind: 'lie', about: 'docCode' }],
		['it answers twice', { kind: 'twice' }],
		['it answers garbage', { kind: 'garbage', stored: true }],
		['it answers 200 and nothing', { kind: 'emptyAnswer', stored: true }],
		['it answers 200 and HTML', { kind: 'html', stored: true }],
		['it never answers', { kind: 'silent', stored: true }],
		['it answers slowly', { kind: 'slow', ms: 20 }],
	];
	it.each(STORED_ONCE)('stores with one POST when %s', async (_, fault) => {
		const { once, server, upload } = await scene(plan([fault]));
		expect((await once()).kind).toBe('stored');
		expect([posts(server), server.documents(upload.docCode).length]).toEqual([1, 1]);
	});

	const SENT_AGAIN: readonly [string, StoreFault, string][] = [
		['cut before the body', { kind: 'drop', when: 'beforeBody' }, 'repositoryUnreachable'],
		['cut in the body', { kind: 'drop', when: 'inBody' }, 'repositoryUnreachable'],
		['cut before the answer', { kind: 'drop', when: 'afterBody', stored: false }, 'repositoryUnreachable'],
		['500', { kind: 'status', status: 500, stored: false }, 'repositoryFailed'],
		['502', { kind: 'status', status: 502, stored: false }, 'repositoryFailed'],
		['408', { kind: 'status', status: 408, stored: false }, 'repositoryTimedOut'],
		['409', { kind: 'status', status: 409, stored: false }, 'repositoryConflict'],
		['202', { kind: 'status', status: 202, stored: false }, 'repositoryBusy'],
		['503', { kind: 'status', status: 503, stored: false, retryAfter: '7' }, 'repositoryBusy'],
		['silence', { kind: 'silent', stored: false }, 'repositoryTimedOut'],
		['a receipt for nothing', { kind: 'lie', about: 'storing' }, 'repositoryUntrue'],
		['HTML', { kind: 'html', stored: false }, 'repositoryUntrue'],
	];
	it.each(SENT_AGAIN)('sends again after %s, once it was absent for the settle time', async (_, fault, code) => {
		const { end, server, clock, upload } = await scene(plan([fault]));
		const start = clock.ms();
		const { delivery, faults } = await end();
		expect(delivery.kind).toBe('stored');
		expect(faults[0]).toBe(code);
		expect(clock.ms() - start).toBeGreaterThanOrEqual(SETTLE_MS);
		expect([posts(server), server.documents(upload.docCode).length]).toEqual([2, 1]);
	});

	it('does not send again while a late server may still be storing', async () => {
		const { end, server, upload } = await scene(plan([{ kind: 'late', delayMs: SETTLE_MS - 1, status: 504 }]));
		expect((await end()).delivery).toMatchObject({ kind: 'stored', receipt: { reconciled: true } });
		expect([posts(server), server.documents(upload.docCode).length]).toEqual([1, 1]);
	});

	it('comes back when the server says, and then sends at once, after 429', async () => {
		const { once, clock, server } = await scene(
			plan([{ kind: 'status', status: 429, stored: false, retryAfter: '30' }]),
		);
		const delivery = await once();
		expect(delivery).toEqual({
			kind: 'retry',
			afterMs: 30_250,
			fault: expect.objectContaining({ code: 'repositoryBusy' }),
		});
		clock.pass(30_250);
		expect((await once()).kind).toBe('stored');
		expect(posts(server)).toBe(2);
	});

	it('takes an HTTP date as Retry-After, and waits an hour at most', async () => {
		const inTen = new Date(Date.parse('2026-11-23T03:00:10Z')).toUTCString();
		const busy = (retryAfter: string): StoreFault => ({ kind: 'status', status: 503, stored: false, retryAfter });
		expect(await (await scene(plan([busy(inTen)]))).once()).toMatchObject({ kind: 'retry', afterMs: 10_250 });
		expect(await (await scene(plan([busy('999999')]))).once()).toMatchObject({ kind: 'retry', afterMs: 3_600_250 });
	});

	it.each([
		[400, 'repositoryRefused'],
		[401, 'repositoryRefused'],
		[413, 'repositoryRefused'],
		[307, 'repositoryRefused'],
		[507, 'repositoryFull'],
	])('fails with %i, and a person can have it tried again at once', async (status, code) => {
		const { once, server, memory, upload } = await scene(plan([{ kind: 'status', status, stored: false }]));
		expect(await once()).toMatchObject({ kind: 'failed', fault: { code } });
		expect(memory.record).toMatchObject({ open: false, sends: 0 });
		await memory.save(askedAgain(memory.record));
		expect((await once()).kind).toBe('stored');
		expect(server.documents(upload.docCode)).toHaveLength(1);
	});

	it('fails at once when the sign-in is refused, also while it does not know', async () => {
		const { once, memory } = await scene(
			plan([{ kind: 'drop', when: 'afterBody', stored: false }], [undefined, { kind: 'status', status: 401 }]),
		);
		expect(await once()).toMatchObject({ kind: 'failed', fault: { code: 'repositoryRefused', data: { status: 401 } } });
		expect(memory.record.open).toBe(true);
	});

	it('ends in doubt when nobody answers for too long', async () => {
		const asks = Array.from({ length: 20 }, (): FindFault => ({ kind: 'drop' }));
		const { end, server, memory } = await scene(
			plan([{ kind: 'drop', when: 'afterBody', stored: true }], [undefined, ...asks]),
			{ policy: { unanswered: 20 } },
		);
		const { delivery, faults } = await end();
		expect(delivery).toMatchObject({ kind: 'doubt', fault: { code: 'uploadDoubt' } });
		expect(faults).toHaveLength(19);
		expect(posts(server)).toBe(1);
		// A person has it asked again: it was there all the time.
		await memory.save(askedAgain(memory.record));
		expect((await end()).delivery).toMatchObject({ kind: 'stored', receipt: { reconciled: true } });
		expect(posts(server)).toBe(1);
	});

	it('ends in doubt when the server swallows it again and again', async () => {
		const swallow: StoreFault = { kind: 'drop', when: 'afterBody', stored: false };
		const { end, server } = await scene(plan(Array.from({ length: 20 }, () => swallow)), { policy: { sends: 3 } });
		expect((await end()).delivery).toMatchObject({ kind: 'doubt' });
		expect(posts(server)).toBe(3);
	});

	it('waits for a server that is away for days, as long as nothing was sent', async () => {
		const away = Array.from({ length: 300 }, (): FindFault => ({ kind: 'status', status: 502 }));
		const { end, server } = await scene(plan([], away));
		expect((await end()).delivery.kind).toBe('stored');
		expect(posts(server)).toBe(1);
	});

	it('fails when nothing was sent and what answers is no repository', async () => {
		const portal = Array.from({ length: 300 }, (): FindFault => ({ kind: 'html', status: 200 }));
		const { end, server } = await scene(plan([], portal));
		expect((await end()).delivery).toMatchObject({ kind: 'failed', fault: { code: 'repositoryUntrue' } });
		expect(posts(server)).toBe(0);
	});

	it('does not believe a bare 404, nor a repository that has forgotten what it gave a receipt for', async () => {
		const gateway = Array.from({ length: 60 }, (): FindFault => ({ kind: 'html', status: 404 }));
		const bare = await scene(plan([{ kind: 'drop', when: 'afterBody', stored: true }], [undefined, ...gateway]), {
			policy: { unanswered: 50 },
		});
		expect((await bare.end()).delivery.kind).toBe('doubt');
		expect(posts(bare.server)).toBe(1);

		const forgetful = await scene(plan([{ kind: 'drop', when: 'afterBody', stored: false }]), {
			policy: { unanswered: 5 },
		});
		const witness = { docCode: 'G06.01_GP_000001_V1', sha256: sha256('kept') };
		const end = () => untilEnd(() => forgetful.once(witness), forgetful.clock);
		expect((await end()).delivery.kind).toBe('doubt');
		expect(posts(forgetful.server)).toBe(1);
		forgetful.server.preload(witness.docCode, witness.sha256);
		await forgetful.memory.save(askedAgain(forgetful.memory.record));
		expect((await end()).delivery.kind).toBe('stored');
		expect(forgetful.server.documents(forgetful.upload.docCode)).toHaveLength(1);
	});

	it('says that the clock was set back, and waits anew', async () => {
		const { once, clock, server } = await scene(plan([{ kind: 'drop', when: 'afterBody', stored: false }]));
		await once();
		clock.pass(-600_000);
		expect(await once()).toMatchObject({ kind: 'retry', fault: { code: 'clockOff', data: { seconds: 600 } } });
		clock.pass(SETTLE_MS - 1);
		expect((await once()).kind).toBe('retry');
		expect(posts(server)).toBe(1);
	});

	it('does not take one leap of the clock for a time that was waited', async () => {
		const { once, clock, server } = await scene(plan([{ kind: 'drop', when: 'afterBody', stored: false }]));
		await once();
		clock.pass(10 * SETTLE_MS);
		expect((await once()).kind).toBe('retry');
		expect(posts(server)).toBe(1);
	});

	it('stops when it is cancelled', async () => {
		const { destination, upload, server } = await scene(plan([{ kind: 'silent', stored: false }]));
		const stop = new AbortController();
		const memory = durable();
		const save = memory.save;
		const delivery = deliver(
			destination,
			upload,
			{ record: NEW_DELIVERY, save: (record) => save(record).then(() => stop.abort()) },
			{ signal: stop.signal },
		);
		await expect(delivery).rejects.toMatchObject({ code: 'cancelled' });
		expect(memory.record.open).toBe(true);
		expect(server.size()).toBe(0);
	});

	it('says when nobody listens, having sent nothing', async () => {
		const { server, upload, memory, destination } = await scene(plan([]));
		await server.close();
		const delivery = await deliver(destination, upload, memory, { signal: NEVER, random: () => 0 });
		expect(delivery).toMatchObject({ kind: 'retry', afterMs: DEFAULT_POLICY.leastMs });
		expect(delivery).toMatchObject({ fault: { code: 'repositoryUnreachable', data: { reason: 'ECONNREFUSED' } } });
		expect(memory.record).toMatchObject({ open: false, sends: 0, tries: 1 });
	});

	it('does not believe the folder of a share that is away', async () => {
		const folder = tempFolder();
		const upload = makeUpload(folder);
		const witness = { docCode: 'G06.01_GP_000001_V1', sha256: sha256('kept') };
		const repositoryAway = folderRepository({ folder: `${folder}/mount` });
		const delivery = await deliver(repositoryAway, upload, durable(), { signal: NEVER, witness });
		expect(delivery).toMatchObject({ kind: 'retry', fault: { code: 'repositoryUntrue' } });
	});
});

describe('a delivery to a destination that changes its mind (a stand-in: no real one can be made to)', () => {
	const fault = { code: 'repositoryUnreachable', message: '', data: {} } as const;
	const standIn = (finds: readonly Presence[], result: StoreResult, settleMs = SETTLE_MS): Destination => {
		const queue = [...finds];
		return {
			kind: 'http',
			settleMs,
			find: async () => queue.shift() ?? { kind: 'absent', plainly: true },
			async store(_, control) {
				if (result.kind !== 'notSent') await control.beforeSend();
				return result;
			},
		};
	};
	const run = (destination: Destination, memory = durable()) =>
		deliver(destination, makeUpload(tempFolder()), memory, { signal: NEVER, random: () => 0.5 });

	it('keeps that nothing went out when the connection failed after the ask', async () => {
		const memory = durable();
		expect(await run(standIn([], { kind: 'notSent', fault }), memory)).toMatchObject({ kind: 'retry' });
		expect(memory.record).toMatchObject({ open: false, sends: 0 });
	});

	it('closes what a folder did not take, since it stores nothing later', async () => {
		const memory = durable();
		expect(await run(standIn([], { kind: 'unsure', fault }, 0), memory)).toMatchObject({ kind: 'retry', fault });
		expect(memory.record).toMatchObject({ open: false, tries: 1 });
	});

	it('ends in a conflict when something foreign lies there', async () => {
		const destination = standIn([{ kind: 'foreign' }], { kind: 'unsure', fault });
		expect(await run(destination)).toMatchObject({ kind: 'failed', fault: { code: 'repositoryConflict' } });
	});

	it('does not count a receipt whose document has other bytes', async () => {
		const receipt = { reference: 'r', sha256: sha256('%PDF-1.7 21'), receivedAt: '', answer: {}, reconciled: false };
		const other = { kind: 'present', receipt: { ...receipt, sha256: sha256('other') } } as const;
		const destination = standIn([{ kind: 'absent', plainly: true }, other], { kind: 'receipt', receipt });
		expect(await run(destination)).toMatchObject({ kind: 'failed', fault: { code: 'repositoryUntrue' } });
	});
});
