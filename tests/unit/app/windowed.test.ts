import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../app/turns.ts';
import { windowed } from '../../../app/windowed.ts';

const turnOfEventLoop = () => new Promise((resolve) => setImmediate(resolve));

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const result of results) all.push(result);
	return all;
}

describe('windowed', () => {
	it('keeps the order, with no more than the width at work', async () => {
		let atWork = 0;
		let most = 0;
		const results = windowed([5, 1, 4, 2, 3], 3, async (turns) => {
			atWork += 1;
			most = Math.max(most, atWork);
			for (let i = 0; i < turns; i++) await turnOfEventLoop();
			atWork -= 1;
			return turns;
		});
		expect(await collect(results)).toEqual([5, 1, 4, 2, 3]);
		expect(most).toBe(3);
	});

	it('waits for what is under way before an error goes on', async () => {
		const ended: number[] = [];
		const results = windowed([0, 1, 2], 3, async (item) => {
			if (item === 0) throw new Error('first');
			for (let i = 0; i < 5; i++) await turnOfEventLoop();
			ended.push(item);
			return item;
		});
		await expect(collect(results)).rejects.toThrow('first');
		expect(ended).toEqual([1, 2]);
	});
});

describe('turns', () => {
	it('come in the order they were taken, whoever is ready first', async () => {
		const turns = createTurns();
		const order: string[] = [];
		const [first, second, third] = [turns.take(), turns.take(), turns.take()];
		third.mine.then(() => order.push('third'));
		second.mine.then(() => order.push('second'));
		second.pass();
		await turnOfEventLoop();
		expect(order).toEqual([]);
		first.pass();
		await turnOfEventLoop();
		expect(order).toEqual(['second', 'third']);
	});
});
