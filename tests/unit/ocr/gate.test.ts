import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGate } from '../../../ocr/gate.ts';

/** Lets all promise callbacks that are due run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('gate', () => {
	it('never lets more in than it has places, and lets all in at last, by priority then arrival', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 4 }),
				fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 }),
				async (places, priorities) => {
					const gate = createGate(places);
					const first = await Promise.all(Array.from({ length: places }, () => gate.enter()));
					const order: number[] = [];
					const inside: (() => void)[] = [];
					const all = priorities.map(async (priority, i) => {
						inside.push(await gate.enter({ priority }));
						order.push(i);
					});
					await settle();
					expect(order).toEqual([]);
					for (const leave of first) leave();
					for (let round = 0; round < priorities.length; round += 1) {
						await settle();
						expect(inside.length).toBeLessThanOrEqual(places);
						inside.shift()?.();
					}
					await Promise.all(all);
					const expected = priorities.map((priority, i) => ({ priority, i }));
					expected.sort((a, b) => b.priority - a.priority || a.i - b.i);
					expect(order).toEqual(expected.map(({ i }) => i));
				},
			),
			{ numRuns: 50 },
		);
	});

	it('gives a place back once, however often it is given back', async () => {
		const gate = createGate(1);
		const leave = await gate.enter();
		leave();
		leave();
		await gate.enter();
		let entered = false;
		void gate.enter().then(() => {
			entered = true;
		});
		await settle();
		expect(entered).toBe(false);
	});

	it('lets a waiter go when its signal aborts, and keeps the others', async () => {
		const gate = createGate(1);
		const leave = await gate.enter();
		const abort = new AbortController();
		const gone = gate.enter({ signal: abort.signal, priority: 5 });
		const stays = gate.enter();
		abort.abort();
		await expect(gone).rejects.toMatchObject({ code: 'cancelled' });
		leave();
		await expect(stays).resolves.toBeTypeOf('function');
	});

	it('turns away who comes with an aborted signal, who waits when it closes and who comes later', async () => {
		const gate = createGate(1);
		await expect(gate.enter({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
		await gate.enter();
		const waiting = gate.enter();
		gate.close();
		await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
		await expect(gate.enter()).rejects.toMatchObject({ code: 'cancelled' });
	});
});
