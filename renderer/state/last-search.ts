import type { ArchiveQuery } from '../../contract/index.ts';
import type { AccountId, OutcomeId } from '../../domain/ids.ts';

/** Where somebody was among what they had found. */
export type LastSearch = {
	readonly query: ArchiveQuery;
	/** The row that had the focus. */
	readonly active: number;
	readonly picked: ReadonlySet<OutcomeId>;
};

/** Nothing typed, nothing chosen. */
export const NO_QUERY: ArchiveQuery = {
	query: '',
	kinds: [],
	states: [],
	bodies: [],
	owners: [],
	clerks: [],
	order: 'best',
};

const NOTHING: LastSearch = { query: NO_QUERY, active: 0, picked: new Set() };

let last: (LastSearch & { readonly whose: AccountId }) | undefined;

/**
 * What that person last looked for, so that coming back from an outcome finds the same list. Kept in memory until the page goes, or
 * until somebody else sits down.
 */
export function recallSearch(whose: AccountId): LastSearch {
	return last?.whose === whose ? last : NOTHING;
}

/** Whether somebody else has been looking since the page was opened. */
export function isOthers(whose: AccountId): boolean {
	return last !== undefined && last.whose !== whose;
}

/** Keeps what is looked for now. */
export function rememberSearch(whose: AccountId, search: LastSearch): void {
	last = { whose, ...search };
}

/** Whether anything but words and order is chosen. */
export function isFiltered({ kinds, states, bodies, owners, clerks, from, to }: ArchiveQuery): boolean {
	const lists = [kinds, states, bodies, owners, clerks];
	return lists.some((list) => list.length > 0) || from !== undefined || to !== undefined;
}
