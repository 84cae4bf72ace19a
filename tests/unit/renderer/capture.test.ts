import { describe, expect, it } from 'vitest';
import { asId, freshPage, type Stack, type StackId, type StackPageId } from '../../../domain/index.ts';
import {
	dropTarget,
	indexAt,
	NOTHING_SELECTED,
	selectedPages,
	step,
	targetOf,
} from '../../../renderer/state/capture-selection.ts';
import { EMPTY_TABLE, nextTable, stackOn } from '../../../renderer/state/capture-table.ts';

const idOf = (n: number): string => `01a20853-e2ab-74ca-8096-${String(n).padStart(12, '0')}`;
const page = (n: number): StackPageId => asId(idOf(n));
const STACK = asId<StackId>(idOf(900));
const pages = [1, 2, 3, 4, 5].map((n) => freshPage(page(n)));
const stack: Stack = { id: STACK, pages, expected: null, bound: false };

describe('the selection in a stack', () => {
	it('begins with the first page, walks, and stops at the ends', () => {
		expect(indexAt(pages, NOTHING_SELECTED)).toBe(0);
		expect(indexAt([], NOTHING_SELECTED)).toBe(-1);
		const third = step(pages, NOTHING_SELECTED, 2, false);
		expect(selectedPages(pages, third)).toEqual([page(3)]);
		expect(selectedPages(pages, step(pages, third, 9, false))).toEqual([page(5)]);
		expect(selectedPages(pages, step(pages, third, -9, false))).toEqual([page(1)]);
	});

	it('grows and shrinks as a range from where it began', () => {
		const two = step(pages, { at: page(3), from: undefined }, 1, true);
		expect(selectedPages(pages, two)).toEqual([page(3), page(4)]);
		const back = step(pages, step(pages, two, -1, true), -1, true);
		expect(selectedPages(pages, back)).toEqual([page(2), page(3)]);
		expect(selectedPages(pages, step(pages, back, 1, false))).toEqual([page(3)]);
	});

	it('moves pages by places, and not beyond the ends', () => {
		expect(targetOf(pages, [page(2), page(3)], 1)).toBe(2);
		expect(targetOf(pages, [page(2), page(3)], -5)).toBe(0);
		expect(targetOf(pages, [page(4), page(5)], 1)).toBeUndefined();
		expect(dropTarget(pages, [page(1)], 3)).toBe(2);
		expect(dropTarget(pages, [page(5)], 0)).toBe(0);
	});
});

describe('the table of stacks', () => {
	const edit = { kind: 'turn', stackId: STACK, pages: [page(1)], by: 90 } as const;
	const loaded = nextTable(EMPTY_TABLE, { kind: 'loaded', stack, epoch: 0 });

	it('shows an edit before the core has answered, and what the core says after', () => {
		const sent = nextTable(loaded, { kind: 'sent', key: 1, edit });
		expect(stackOn(sent, STACK)?.pages[0]?.turn).toBe(90);
		const answered = nextTable(sent, { kind: 'answered', key: 1, changed: [{ ...stack, expected: 7 }] });
		expect(stackOn(answered, STACK)).toMatchObject({ expected: 7 });
		expect(stackOn(answered, STACK)?.pages[0]?.turn).toBeNull();
	});

	it('takes an edit back that the core refuses', () => {
		const sent = nextTable(loaded, { kind: 'sent', key: 1, edit });
		expect(stackOn(nextTable(sent, { kind: 'answered', key: 1, changed: [] }), STACK)).toEqual(stack);
	});

	it('does not take old news for new', () => {
		const sent = nextTable(loaded, { kind: 'sent', key: 1, edit });
		const answered = nextTable(sent, { kind: 'answered', key: 1, changed: [{ ...stack, expected: 7 }] });
		const late = nextTable(answered, { kind: 'loaded', stack, epoch: 0 });
		expect(stackOn(late, STACK)?.expected).toBe(7);
	});
});
