import type { StackPageId } from '../../domain/ids.ts';
import type { StackPage } from '../../domain/stack.ts';

/** The page that keys act on, and where a range that reaches to it began. */
export type Selection = { readonly at: StackPageId | undefined; readonly from: StackPageId | undefined };

export const NOTHING_SELECTED: Selection = { at: undefined, from: undefined };

type Pages = readonly Pick<StackPage, 'id'>[];

/** Index of the page that keys act on: the first when the one that was selected has gone. -1 in an empty stack. */
export function indexAt(pages: Pages, { at }: Selection): number {
	const index = pages.findIndex((page) => page.id === at);
	return index < 0 && pages.length > 0 ? 0 : index;
}

/** The pages that are selected, in order: the one, or the range. */
export function selectedPages(pages: Pages, selection: Selection): readonly StackPageId[] {
	const at = indexAt(pages, selection);
	const begun = pages.findIndex((page) => page.id === selection.from);
	const from = begun < 0 ? at : begun;
	return pages.slice(Math.min(at, from), Math.max(at, from) + 1).map((page) => page.id);
}

/** The selection after a step to another page; `extend`: the range grows. */
export function step(pages: Pages, selection: Selection, by: number, extend: boolean): Selection {
	const index = Math.min(pages.length - 1, Math.max(0, indexAt(pages, selection) + by));
	const at = pages[index]?.id;
	const begun = selection.from ?? pages[indexAt(pages, selection)]?.id;
	return { at, from: extend ? begun : undefined };
}

/**
 * Where pages go that move by some places: an index among those that stay.
 *
 * @returns `undefined` when they are at that end already.
 */
export function targetOf(pages: Pages, moving: readonly StackPageId[], by: number): number | undefined {
	const first = pages.findIndex((page) => page.id === moving[0]);
	const to = Math.min(pages.length - moving.length, Math.max(0, first + by));
	return to === first ? undefined : to;
}

/** Where pages go that are dropped before the page at `index` (or after the last): an index among those that stay. */
export function dropTarget(pages: Pages, moving: readonly StackPageId[], index: number): number {
	return pages.slice(0, index).filter((page) => !moving.includes(page.id)).length;
}
