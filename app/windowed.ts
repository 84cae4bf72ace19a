/**
 * Maps items with at most `width` at work, yielding results in the order of the items.
 * When one throws, or the consumer stops, the others are awaited before the error goes on, so that nothing runs on unseen.
 */
export async function* windowed<T, R>(
	items: Iterable<T> | AsyncIterable<T>,
	width: number,
	work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
	const running: Promise<R>[] = [];
	try {
		for await (const item of items) {
			const started = work(item);
			// Someone awaits it later; until then a rejection must not count as unhandled.
			started.catch(() => undefined);
			running.push(started);
			if (running.length >= width) yield await shift(running);
		}
		while (running.length > 0) yield await shift(running);
	} finally {
		await Promise.allSettled(running);
	}
}

async function shift<R>(running: Promise<R>[]): Promise<R> {
	const first = running.shift();
	if (first === undefined) throw new RangeError('Nothing is running');
	return first;
}
