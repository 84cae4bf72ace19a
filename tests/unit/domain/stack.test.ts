import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	asId,
	countedPages,
	doEdit,
	freshPage,
	isAside,
	isFault,
	papersOf,
	putBack,
	type Stack,
	type StackEdit,
	type StackId,
	type StackPageId,
	type StackStep,
} from '../../../domain/index.ts';

const idOf = (n: number): string => `01a20853-e2ab-74ca-8096-${String(n).padStart(12, '0')}`;
const page = (n: number): StackPageId => asId(idOf(n));
const A = asId<StackId>(idOf(900_001));
const B = asId<StackId>(idOf(900_002));

const stackOf = (id: StackId, numbers: readonly number[]): Stack => ({
	id,
	pages: numbers.map((n) => freshPage(page(n))),
	expected: null,
	bound: false,
});
const numbers = (stack: Pick<Stack, 'pages'> | undefined) => stack?.pages.map(({ id }) => Number(id.slice(-12)));
const only = (stacks: readonly Stack[]): Stack => {
	const [stack] = stacks;
	if (stack === undefined) throw new Error('No stack');
	return stack;
};
const edited = (stack: Stack, ...edits: readonly StackEdit[]): Stack =>
	edits.reduce((now, edit) => only(doEdit([now], edit).after), stack);

describe('an edit of a stack', () => {
	const five = stackOf(A, [1, 2, 3, 4, 5]);

	it('moves pages together, to a place among those that stay', () => {
		const there = edited(five, { kind: 'move', stackId: A, pages: [page(4), page(2)], to: 0 });
		expect(numbers(there)).toEqual([2, 4, 1, 3, 5]);
		const end = edited(five, { kind: 'move', stackId: A, pages: [page(1)], to: 99 });
		expect(numbers(end)).toEqual([2, 3, 4, 5, 1]);
	});

	it('turns on from how the page stands; four quarter turns are a decision too', () => {
		const turn = { kind: 'turn', stackId: A, pages: [page(1)], by: 90 } as const;
		expect(edited(five, turn, { ...turn, by: 270 }).pages[0]?.turn).toBe(0);
		expect(edited(five, turn, turn, turn).pages[0]?.turn).toBe(270);
		expect(five.pages[0]?.turn).toBeNull();
	});

	it('cuts into papers; blanks and pages set aside do not make one', () => {
		const cut = edited(
			five,
			{ kind: 'cut', stackId: A, page: page(3), on: true },
			{ kind: 'cut', stackId: A, page: page(5), on: true },
			{ kind: 'use', stackId: A, pages: [page(5)], use: 'blank' },
			{ kind: 'use', stackId: A, pages: [page(3)], use: 'aside' },
		);
		expect(papersOf(cut).map((pages) => numbers({ pages }))).toEqual([
			[1, 2],
			[4, 5],
		]);
		const leading = edited(
			five,
			{ kind: 'use', stackId: A, pages: [page(1)], use: 'blank' },
			{ kind: 'cut', stackId: A, page: page(2), on: true },
		);
		expect(papersOf(leading)).toHaveLength(1);
	});

	it('counts as a person does: no blanks, and a sheet with a note once', () => {
		const pair = { kind: 'pair', stackId: A, page: page(1), on: true } as const;
		const marked = edited(five, pair, { kind: 'use', stackId: A, pages: [page(5)], use: 'blank' });
		expect(marked.pages.map(({ note }) => note)).toEqual(['with', 'without', null, null, null]);
		expect(countedPages(marked)).toBe(3);
		expect(countedPages(edited(marked, { ...pair, on: false }))).toBe(4);
	});

	it('drops a mark that means nothing any more: half a pair, a cut before the first page', () => {
		const parted = edited(
			five,
			{ kind: 'pair', stackId: A, page: page(1), on: true },
			{ kind: 'cut', stackId: A, page: page(2), on: true },
			{ kind: 'move', stackId: A, pages: [page(2)], to: 0 },
		);
		expect(parted.pages.every(({ note, cut }) => note === null && !cut)).toBe(true);
	});

	it('joins stacks, and what was counted for both', () => {
		const two: Stack = { ...stackOf(B, [6]), expected: 1 };
		const { after } = doEdit([{ ...five, expected: 5 }, two], { kind: 'merge', stackId: B, into: A });
		expect(after.map(numbers)).toEqual([[], [1, 2, 3, 4, 5, 6]]);
		expect(after[1]?.expected).toBe(6);
	});

	it('leaves a signed PDF as it is, but for setting all of it aside', () => {
		const bound: Stack = { ...stackOf(A, [1, 2]), bound: true };
		const refused: readonly StackEdit[] = [
			{ kind: 'turn', stackId: A, pages: [page(1)], by: 90 },
			{ kind: 'move', stackId: A, pages: [page(1)], to: 1 },
			{ kind: 'use', stackId: A, pages: [page(1)], use: 'aside' },
			{ kind: 'use', stackId: A, pages: [page(1), page(2)], use: 'blank' },
			{ kind: 'cut', stackId: A, page: page(2), on: true },
			{ kind: 'merge', stackId: A, into: B },
		];
		for (const edit of refused) {
			expect(faultOf(() => doEdit([bound, stackOf(B, [3])], edit))).toBe('pagesBound');
		}
		const gone = edited(bound, { kind: 'use', stackId: A, pages: [page(1), page(2)], use: 'aside' });
		expect(isAside(gone)).toBe(true);
	});

	it('refuses pages and stacks that are not there', () => {
		expect(faultOf(() => doEdit([five], { kind: 'cut', stackId: B, page: page(1), on: true }))).toBe('stackMissing');
		expect(faultOf(() => doEdit([five], { kind: 'turn', stackId: A, pages: [page(9)], by: 90 }))).toBe('stackMissing');
		expect(faultOf(() => doEdit([five], { kind: 'pair', stackId: A, page: page(5), on: true }))).toBe('stackMissing');
		expect(faultOf(() => doEdit([five], { kind: 'merge', stackId: A, into: A }))).toBe('stackMissing');
	});
});

function faultOf(work: () => unknown): string {
	try {
		work();
		return 'none';
	} catch (error) {
		return isFault(error) ? error.code : 'bug';
	}
}

describe('undo', () => {
	const pages = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8].map(page), { minLength: 1 });
	const one = fc.integer({ min: 1, max: 8 }).map(page);
	const stackId = fc.constantFrom(A, B);
	const edit: fc.Arbitrary<StackEdit> = fc.oneof(
		fc.record({ kind: fc.constant('move' as const), stackId, pages, to: fc.nat(9) }),
		fc.record({ kind: fc.constant('turn' as const), stackId, pages, by: fc.constantFrom(90 as const, 180, 270) }),
		fc.record({
			kind: fc.constant('use' as const),
			stackId,
			pages,
			use: fc.constantFrom('blank' as const, 'aside', 'page'),
		}),
		fc.record({ kind: fc.constant('cut' as const), stackId, page: one, on: fc.boolean() }),
		fc.record({ kind: fc.constant('pair' as const), stackId, page: one, on: fc.boolean() }),
		fc.record({ kind: fc.constant('merge' as const), stackId, into: stackId }),
	);

	it('goes all the way back, and no edit, undo or page that comes meanwhile loses or doubles a page', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(edit, fc.boolean()), { maxLength: 30 }), (edits) => {
				const start: readonly Stack[] = [stackOf(A, [1, 2, 3, 4, 5]), stackOf(B, [6, 7, 8])];
				let now = start;
				const steps: StackStep[] = [];
				let arrived = 0;
				const keep = (changed: readonly Stack[]): void => {
					now = now.map((stack) => changed.find(({ id }) => id === stack.id) ?? stack);
				};
				for (const [next, comes] of edits) {
					try {
						const step = doEdit(now, next);
						steps.push(step);
						keep(step.after);
					} catch (error) {
						expect(isFault(error, 'stackMissing')).toBe(true);
					}
					if (comes) {
						arrived += 1;
						const [first] = now;
						if (first !== undefined) keep([{ ...first, pages: [...first.pages, freshPage(page(100 + arrived))] }]);
					}
					expect(now.flatMap((stack) => numbers(stack) ?? []).toSorted((a, b) => a - b)).toHaveLength(8 + arrived);
				}
				const end = now;
				for (const step of steps.toReversed()) keep(putBack(now, step.before));
				const original = now.map((stack) => ({ ...stack, pages: stack.pages.filter(({ id }) => id < page(100)) }));
				expect(original).toEqual(start);
				for (const step of steps) keep(putBack(now, step.after));
				expect(now.flatMap((stack) => numbers(stack) ?? []).toSorted((a, b) => a - b)).toEqual(
					end.flatMap((stack) => numbers(stack) ?? []).toSorted((a, b) => a - b),
				);
			}),
			{ numRuns: 300 },
		);
	});
});
