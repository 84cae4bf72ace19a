import { describe, expect, it } from 'vitest';
import { createLanes, type LaneOptions } from '../../../ocr/lanes.ts';
import { WorkerStopped } from '../../../ocr/worker-stopped.ts';

/** A worker that lives in this thread, so that deaths can be timed exactly; real threads are broken in engine/pool.test.ts. */
type Toy = { readonly id: number; died: Promise<never>; stop(): Promise<void> };

function toys(): { start: () => Promise<Toy>; started: Toy[]; stopped: number[] } {
	const started: Toy[] = [];
	const stopped: number[] = [];
	return {
		started,
		stopped,
		start: async () => {
			const death = Promise.withResolvers<never>();
			death.promise.catch(() => undefined);
			const id = started.length;
			const toy: Toy = {
				id,
				died: death.promise,
				stop: async () => {
					stopped.push(id);
					death.reject(new WorkerStopped('stopped'));
				},
			};
			started.push(toy);
			return toy;
		},
	};
}

const options = (start: () => Promise<Toy>, more: Partial<LaneOptions<Toy>> = {}): LaneOptions<Toy> => ({
	size: 1,
	recycleAfter: 1000,
	start,
	...more,
});
const LONG = 60_000;

describe('lanes', () => {
	it('starts workers only when there is work for them, and reuses a started one', async () => {
		const { start, started } = toys();
		const lanes = createLanes(options(start, { size: 4 }));
		expect(started).toHaveLength(0);
		for (let i = 0; i < 5; i += 1) await lanes.run({ timeLimitMs: LONG, work: async () => i });
		expect(started).toHaveLength(1);
		await lanes.close();
	});

	it('repeats a job once in a fresh worker', async () => {
		const { start } = toys();
		const lanes = createLanes(options(start));
		const used: number[] = [];
		const value = await lanes.run({
			timeLimitMs: LONG,
			work: async (toy) => {
				used.push(toy.id);
				if (toy.id === 0) throw new WorkerStopped('crash');
				return 'done';
			},
		});
		expect(value).toBe('done');
		expect(used).toEqual([0, 1]);
		await lanes.close();
	});

	it('gives up after the second death, and the lane works on', async () => {
		const { start, started } = toys();
		const lanes = createLanes(options(start));
		const dying = lanes.run({ timeLimitMs: LONG, work: () => Promise.reject(new WorkerStopped('crash')) });
		await expect(dying).rejects.toMatchObject({ code: 'engineStopped', data: { reason: 'crashed' } });
		await expect(lanes.run({ timeLimitMs: LONG, work: async (toy) => toy.id })).resolves.toBe(2);
		expect(started).toHaveLength(3);
		await lanes.close();
	});

	it('kills a worker that is over its time', async () => {
		const { start, stopped } = toys();
		const lanes = createLanes(options(start));
		const slow = lanes.run({ timeLimitMs: 5, work: (toy) => toy.died });
		await expect(slow).rejects.toMatchObject({ code: 'engineStopped', data: { reason: 'timedOut' } });
		expect(new Set(stopped)).toEqual(new Set([0, 1]));
		await lanes.close();
	});

	it('kills the worker of a job that is aborted, and does not repeat it', async () => {
		const { start, started } = toys();
		const lanes = createLanes(options(start));
		const abort = new AbortController();
		const job = lanes.run({
			timeLimitMs: LONG,
			signal: abort.signal,
			work: (toy) => {
				abort.abort();
				return toy.died;
			},
		});
		await expect(job).rejects.toMatchObject({ code: 'cancelled' });
		expect(started).toHaveLength(1);
		await lanes.close();
	});

	it('lets a job go that is aborted while its worker starts; the worker serves the next one', async () => {
		const { start, started } = toys();
		const ready = Promise.withResolvers<void>();
		const lanes = createLanes(options(() => ready.promise.then(start)));
		const abort = new AbortController();
		const job = lanes.run({ timeLimitMs: LONG, signal: abort.signal, work: async () => 'never' });
		setImmediate(() => abort.abort());
		await expect(job).rejects.toMatchObject({ code: 'cancelled' });
		ready.resolve();
		await expect(lanes.run({ timeLimitMs: LONG, work: async (toy) => toy.id })).resolves.toBe(0);
		expect(started).toHaveLength(1);
		await lanes.close();
	});

	it('lets a bug through as it is, and keeps the worker', async () => {
		const { start, started } = toys();
		const lanes = createLanes(options(start));
		const bug = new RangeError('a bug');
		await expect(lanes.run({ timeLimitMs: LONG, work: () => Promise.reject(bug) })).rejects.toBe(bug);
		await lanes.run({ timeLimitMs: LONG, work: async () => undefined });
		expect(started).toHaveLength(1);
		await lanes.close();
	});

	it('replaces a worker after its number of jobs', async () => {
		const { start, started, stopped } = toys();
		const lanes = createLanes(options(start, { recycleAfter: 2 }));
		for (let i = 0; i < 5; i += 1) await lanes.run({ timeLimitMs: LONG, work: async () => undefined });
		expect(started).toHaveLength(3);
		expect(stopped).toEqual([0, 1]);
		await lanes.close();
	});

	it('stops idle workers when told to, and starts again when needed', async () => {
		const { start, started, stopped } = toys();
		const lanes = createLanes(options(start, { idleMs: 1 }));
		await lanes.run({ timeLimitMs: LONG, work: async () => undefined });
		await expect.poll(() => stopped).toEqual([0]);
		await lanes.run({ timeLimitMs: LONG, work: async () => undefined });
		expect(started).toHaveLength(2);
		await lanes.close();
	});

	it('settles what runs and what waits when it closes', async () => {
		const { start } = toys();
		const lanes = createLanes(options(start));
		const running = lanes.run({ timeLimitMs: LONG, work: (toy) => toy.died });
		const waiting = lanes.run({ timeLimitMs: LONG, work: async () => 'never' });
		const both = Promise.allSettled([running, waiting]);
		await lanes.close();
		for (const result of await both) expect(result).toMatchObject({ reason: { code: 'cancelled' } });
		await expect(lanes.run({ timeLimitMs: LONG, work: async () => 1 })).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('says when a worker never comes up', async () => {
		const lanes = createLanes(options(() => Promise.reject(new WorkerStopped('no'))));
		const job = lanes.run({ timeLimitMs: LONG, work: async () => 1 });
		await expect(job).rejects.toMatchObject({ code: 'engineStopped', data: { reason: 'notStarted' } });
		await lanes.close();
	});
});
