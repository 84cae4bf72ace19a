import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type ArchiveQuery, PICK_MAX } from '../../contract/index.ts';
import type { AccountId, OutcomeId } from '../../domain/ids.ts';
import { api, client } from '../client.ts';
import { isOthers, NO_QUERY, recallSearch, rememberSearch } from './last-search.ts';
import { useSettled } from './use-settled.ts';

/** A pause between two keystrokes of a quick typist, ms: shorter ones don't search. */
const SETTLE_MS = 120;

/** What selecting everything came to. */
export type PickedAll = { readonly count: number; readonly more: boolean };

/** A person's search: what is asked for, where the keys are, what is selected; all of it is there again on coming back. */
export function useArchive(whose: AccountId) {
	const queries = useQueryClient();
	const [first] = useState(() => {
		// What the last person found must not flash up for the next one.
		if (isOthers(whose)) queries.removeQueries({ queryKey: api.archive.key() });
		return recallSearch(whose);
	});
	const [query, setQuery] = useState(first.query);
	const [active, setActive] = useState(first.active);
	const [picked, setPicked] = useState(first.picked);
	useEffect(() => rememberSearch(whose, { query, active, picked }), [whose, query, active, picked]);
	const words = useSettled(query.query.trim(), SETTLE_MS);
	const asked: ArchiveQuery = { ...query, query: words };
	const counts = useQuery(
		api.archive.counts.queryOptions({ input: { ...asked, order: 'best' }, placeholderData: keepPreviousData }),
	);
	const change = (change: Partial<ArchiveQuery>): void => {
		setQuery((before) => ({ ...before, ...change }));
		setActive(0);
	};
	const pick = (id: OutcomeId): boolean => {
		const next = new Set(picked);
		if (!next.delete(id)) next.add(id);
		if (next.size > PICK_MAX) return false;
		setPicked(next);
		return true;
	};
	const pickAll = async (): Promise<PickedAll> => {
		const found = await queries.fetchQuery({
			queryKey: [...api.archive.pick.key(), asked],
			queryFn: ({ signal }) => client.archive.pick(asked, { signal }),
			staleTime: 0,
		});
		const all = [...new Set([...picked, ...found.ids])];
		setPicked(new Set(all.slice(0, PICK_MAX)));
		return { count: Math.min(all.length, PICK_MAX), more: found.more || all.length > PICK_MAX };
	};
	return {
		query,
		asked,
		counts: counts.data,
		active,
		setActive,
		picked,
		change,
		choose: (chosen: ArchiveQuery) => change(chosen),
		clearFilters: () => change({ ...NO_QUERY, query: query.query, order: query.order, from: undefined, to: undefined }),
		pick,
		pickAll,
		unpick: () => setPicked(new Set()),
	};
}
