import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	type Delivery,
	type DeliveryMemory,
	type DeliveryPolicy,
	deliver,
	httpRepository,
	type Upload,
} from '../../../upload/index.ts';
import type { ReferenceRepository, ReferenceRepositoryOptions } from '../../support/reference-repository.ts';
import { type FaultPlan, seeded, seededFaults } from '../../support/reference-repository-faults.ts';
import { durable, makeUpload, repository, SHORT_TIMEOUTS, tempFolder } from './support.ts';

const SETTLE_MS = 60_000;
const START = Date.parse('2026-11-23T03:00:00Z');

/** Where the process dies. What was saved before stays, nothing else does. */
const KILLS = ['inSave', 'afterSave', 'atServer', 'soon', 'beforeItIsKept'] as const;
type Kill = (typeof KILLS)[number];

type Run = {
	readonly seed: number;
	/** At most so many faults of the server, and so many deaths. */
	readonly faults: number;
	readonly kills: number;
	readonly policy: Partial<DeliveryPolicy>;
};

/** Tries one upload until it ends, while the server fails and the client dies as the seed says. All time is the test's own. */
async function deliverUntilEnd(server: ReferenceRepository, clock: { ms: number }, upload: Upload, run: Run) {
	const random = seeded(run.seed ^ 0x5f5f);
	const faults = seededFaults({
		seed: run.seed,
		storeRate: 0.7,
		findRate: 0.25,
		most: run.faults,
		latestMs: SETTLE_MS,
	});
	const destination = httpRepository({
		baseUrl: server.baseUrl,
		settleMs: SETTLE_MS,
		timeouts: { ...SHORT_TIMEOUTS, headersMs: 100 },
		clock: { now: () => new Date(clock.ms) },
	});
	const memory = durable();
	let killsLeft = run.kills;
	for (let tries = 0; tries < 400; tries += 1) {
		const kill = random() < 0.4 && killsLeft-- > 0 ? KILLS[Math.floor(random() * KILLS.length)] : undefined;
		const delivery = await tryOnce(kill, memory, faults, server, (survivor, signal) =>
			deliver(destination, upload, survivor, {
				signal,
				random,
				clock: { now: () => new Date(clock.ms) },
				policy: run.policy,
			}),
		);
		expect(server.documents(upload.docCode).length).toBeLessThanOrEqual(1);
		if (delivery !== undefined && delivery.kind !== 'retry') {
			// What is still on its way to the store gets there.
			clock.ms += 2 * SETTLE_MS;
			return delivery;
		}
		clock.ms += delivery?.afterMs ?? Math.floor(random() * SETTLE_MS);
	}
	throw new Error('It never ends');
}

/** One life of the process: `undefined` when it died. */
async function tryOnce(
	kill: Kill | undefined,
	memory: DeliveryMemory,
	faults: FaultPlan,
	server: ReferenceRepository,
	live: (memory: DeliveryMemory, signal: AbortSignal) => Promise<Delivery>,
): Promise<Delivery | undefined> {
	const death = new AbortController();
	const die = () => death.abort();
	server.setPlan({
		store(request) {
			if (kill === 'atServer') die();
			return faults.store(request);
		},
		find: (request) => faults.find(request),
	});
	const timer = kill === 'soon' ? setTimeout(die, 1) : undefined;
	const survivor: DeliveryMemory = {
		record: memory.record,
		async save(record) {
			if (kill === 'inSave' || death.signal.aborted) throw new Error('died');
			await memory.save(record);
			if (kill === 'afterSave') die();
		},
	};
	try {
		const delivery = await live(survivor, death.signal);
		return kill === 'beforeItIsKept' || death.signal.aborted ? undefined : delivery;
	} catch (error) {
		if (kill === undefined) throw error;
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

async function world(options: ReferenceRepositoryOptions) {
	const clock = { ms: START };
	const server = await repository({ ...options, now: () => clock.ms });
	return { clock, server, folder: tempFolder() };
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe('whatever the server does, and wherever the client dies', () => {
	it.each<[string, ReferenceRepositoryOptions]>([
		['a server that ignores the key and stores whatever comes', { keyHonoured: false }],
		['a server that ignores the key and refuses a code that it has', { keyHonoured: false, sameCode: 'conflict' }],
		['a server that honours the key', { keyHonoured: true }],
	])('%s has the document exactly once, when its faults end', async (_, options) => {
		const { clock, server, folder } = await world(options);
		let number = 0;
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				number += 1;
				const upload = makeUpload(folder, number);
				const policy = { sends: 50, unanswered: 200 };
				const delivery = await deliverUntilEnd(server, clock, upload, { seed, faults: 8, kills: 6, policy });
				expect(delivery).toMatchObject({ kind: 'stored', receipt: { sha256: upload.document.sha256 } });
				const there = server.documents(upload.docCode);
				expect(there.map(({ sha256 }) => sha256)).toEqual([upload.document.sha256]);
			}),
			{ numRuns: 150 },
		);
		expect(server.requests.posts).toBeGreaterThan(number);
	});

	it('a server that never gets well never has it twice, and "stored" is never said of what is not', async () => {
		const { clock, server, folder } = await world({ keyHonoured: false });
		const ends = new Map<Delivery['kind'], number>();
		let number = 0;
		await fc.assert(
			fc.asyncProperty(seeds, async (seed) => {
				number += 1;
				const upload = makeUpload(folder, number);
				const policy = { sends: 3, unanswered: 6 };
				const delivery = await deliverUntilEnd(server, clock, upload, { seed, faults: 1_000, kills: 20, policy });
				ends.set(delivery.kind, (ends.get(delivery.kind) ?? 0) + 1);
				const there = server.documents(upload.docCode).map(({ sha256 }) => sha256);
				if (delivery.kind === 'stored') expect(there).toEqual([upload.document.sha256]);
				else expect(there.length).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 150 },
		);
		// Both ways of ending were seen, so that the checks above had something to look at.
		expect([ends.get('stored') ?? 0, ends.get('doubt') ?? 0].every((count) => count > 0)).toBe(true);
	});
});
