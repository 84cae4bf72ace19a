import type { StackId } from '../../domain/ids.ts';
import { doEdit, type Stack, type StackEdit } from '../../domain/stack.ts';

/** Stacks as the core last told them, and edits that it has not answered yet. */
export type Table = {
	readonly known: readonly Stack[];
	readonly pending: readonly { readonly key: number; readonly edit: StackEdit }[];
	/** Counts what changes stacks: an answer to an older question is old news. */
	readonly epoch: number;
};

export const EMPTY_TABLE: Table = { known: [], pending: [], epoch: 0 };

export type TableEvent =
	/** Something was asked of the core; an edit is shown at once. */
	| { readonly kind: 'sent'; readonly key: number; readonly edit?: StackEdit }
	/** What became of it: the stacks that changed, none when it was refused. */
	| { readonly kind: 'answered'; readonly key: number; readonly changed: readonly Stack[] }
	/** A stack as it was when `epoch` began. */
	| { readonly kind: 'loaded'; readonly stack: Stack; readonly epoch: number };

/** The table after an event. */
export function nextTable(table: Table, event: TableEvent): Table {
	const { known, pending, epoch } = table;
	switch (event.kind) {
		case 'sent': {
			const { key, edit } = event;
			return { ...table, epoch: epoch + 1, pending: edit === undefined ? pending : [...pending, { key, edit }] };
		}
		case 'answered': {
			const open = pending.filter((sent) => sent.key !== event.key);
			return { known: replaced(known, event.changed), pending: open, epoch: epoch + 1 };
		}
		case 'loaded':
			return event.epoch === epoch ? { ...table, known: replaced(known, [event.stack]) } : table;
	}
}

function replaced(known: readonly Stack[], news: readonly Stack[]): readonly Stack[] {
	return [...known.filter((stack) => news.every((one) => one.id !== stack.id)), ...news];
}

/** A stack as the clerk has it by now; `undefined` until the core has told it. */
export function stackOn({ known, pending }: Table, id: StackId): Stack | undefined {
	let stacks = known;
	for (const { edit } of pending) {
		try {
			stacks = replaced(stacks, doEdit(stacks, edit).after);
		} catch {
			// The core says why when it answers.
		}
	}
	return stacks.find((stack) => stack.id === id);
}
