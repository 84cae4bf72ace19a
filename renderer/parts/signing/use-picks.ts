import { useState } from 'react';
import type { OutcomeId } from '../../../domain/ids.ts';
import type { LongList } from '../../state/use-long-list.ts';

type Options<Row> = {
	readonly idOf: (row: Row) => OutcomeId;
	/** How many rows there are, loaded or not. */
	readonly total: number;
	/** Which rows are of use in a batch; all when absent. */
	readonly useful?: (row: Row) => boolean;
};

const ANY = (): boolean => true;

/** What is picked from a long list for a batch. Picking all loads the rest first: what the list does not show yet is meant too. */
export function usePicks<Row>(list: LongList<Row>, { idOf, total, useful = ANY }: Options<Row>) {
	const [picked, setPicked] = useState<ReadonlySet<OutcomeId>>(new Set());
	const { rows, more, loadMore, loadAll } = list;
	const chosen = rows.filter((row) => picked.has(idOf(row)));
	const ready = rows.filter(useful);
	// Whatever is useful stands before what is not.
	const rest = more && ready.length === rows.length;
	const all = ready.length > 0 && !rest && ready.every((row) => picked.has(idOf(row)));
	const pickAll = async (): Promise<void> => {
		const every = all ? [] : await loadAll();
		if (every !== undefined) setPicked(new Set(every.filter(useful).map(idOf)));
	};
	const onPickAll = (): void => void pickAll();
	return {
		chosen,
		all,
		setPicked,
		pickAll: onPickAll,
		/** What the table has to know. */
		table: { rows, idOf, picked, onPick: setPicked, all, onPickAll, total, more, onMore: loadMore },
	};
}
