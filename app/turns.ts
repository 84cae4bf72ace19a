/** One place in a line. `mine` resolves when all before have passed; `pass` lets the next one on (again: nothing). */
export type Turn = { readonly mine: Promise<void>; pass(): void };

/** A line of turns: whoever takes one later waits for those who took one before. */
export type Turns = { take(): Turn };

/** A new line, empty. */
export function createTurns(): Turns {
	let last = Promise.resolve();
	return {
		take() {
			const mine = last;
			const passed = Promise.withResolvers<void>();
			last = mine.then(() => passed.promise);
			return { mine, pass: passed.resolve };
		},
	};
}
