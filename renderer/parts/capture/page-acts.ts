import type { StackRow } from '../../../contract/index.ts';
import type { StackId } from '../../../domain/ids.ts';
import type { PageTurn, PageUse, Stack } from '../../../domain/stack.ts';
import { indexAt, type Selection, selectedPages, targetOf } from '../../state/capture-selection.ts';
import type { StackWork } from '../../state/capture-stack.ts';

/** What can be done to the selected pages of a stack. */
export type PageActs = {
	readonly turn: (by: PageTurn) => void;
	/** Marks them so, or as pages again when all are. */
	readonly use: (use: Exclude<PageUse, 'page'>) => void;
	readonly pair: () => void;
	readonly cut: () => void;
	readonly merge: () => void;
	readonly move: (by: number) => void;
	readonly undo: () => void;
	readonly redo: () => void;
};

type Acting = {
	readonly stack: Stack;
	readonly work: StackWork;
	readonly selection: Selection;
	/** The stack that it can be joined to. */
	readonly previous: StackRow | undefined;
	readonly onStack: (id: StackId) => void;
};

/** The acts on what is selected now. One that can't be done does nothing. */

export function pageActs({ stack, work, selection, previous, onStack }: Acting): PageActs {
	const { id: stackId, pages } = stack;
	const ids = selectedPages(pages, selection);
	const [first] = ids;
	const at = pages[indexAt(pages, selection)];
	const free = !stack.bound && first !== undefined;
	const back = async (call: () => Promise<readonly Stack[]>): Promise<void> => {
		const changed = await call();
		const shown = changed.find((one) => one.pages.length > 0);
		if (shown !== undefined && changed.every((one) => one.id !== stackId || one.pages.length === 0)) onStack(shown.id);
	};
	return {
		turn: (by) => free && work.edit({ kind: 'turn', stackId, pages: ids, by }),
		use: (use) => {
			const all = pages.filter((page) => ids.includes(page.id)).every((page) => page.use === use);
			if (free) work.edit({ kind: 'use', stackId, pages: ids, use: all ? 'page' : use });
		},
		pair: () => {
			// From either half: the page that shows the note, or the one that does not.
			const head = at?.note === 'without' ? pages[pages.indexOf(at) - 1] : pages.find((page) => page.id === first);
			if (!free || head === undefined || head.id === pages.at(-1)?.id) return;
			work.edit({ kind: 'pair', stackId, page: head.id, on: head.note === null });
		},
		cut: () => {
			if (free && at !== undefined) work.edit({ kind: 'cut', stackId, page: at.id, on: !at.cut });
		},
		merge: () => {
			if (previous === undefined || previous.bound || stack.bound) return;
			work.edit({ kind: 'merge', stackId, into: previous.id });
			onStack(previous.id);
		},
		move: (by) => {
			const to = targetOf(pages, ids, by);
			if (free && to !== undefined) work.edit({ kind: 'move', stackId, pages: ids, to });
		},
		undo: () => void back(work.undo),
		redo: () => void back(work.redo),
	};
}
