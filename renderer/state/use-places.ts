import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import type { PagePlace } from './page-place.ts';
import { useSettled } from './use-settled.ts';

/** A pause in typing before the whole document is looked through, ms. */
const SETTLE_MS = 200;

/** The places where the words stand, over all pages, and the one that is shown. Next and previous turn pages and go round. */
export function usePlaces(id: OutcomeId, at: PagePlace) {
	const query = useSettled(at.query.trim(), SETTLE_MS);
	const asked = useQuery(
		api.archive.places.queryOptions({
			input: query === '' ? skipToken : { id, query },
			staleTime: 300_000,
			placeholderData: keepPreviousData,
		}),
	);
	const places = query === '' ? [] : (asked.data?.places ?? []);
	const [index, setIndex] = useState<number>();
	const come = useRef('');
	const show = (to: number): void => {
		const place = places[to];
		if (place === undefined) return;
		setIndex(to);
		if (place.page !== at.page) at.onPage(place.page);
	};
	const { data, isPlaceholderData } = asked;
	useEffect(() => {
		if (data === undefined || isPlaceholderData || come.current === query) return;
		come.current = query;
		// The place with the most of the words is what was looked for; the first would often be a common word.
		if (data.places.length > 0) show(data.best);
		else setIndex(undefined);
	});
	const step = (by: 1 | -1): void => {
		if (places.length > 0) show(((index ?? (by === 1 ? -1 : 0)) + by + places.length) % places.length);
	};
	const place = index === undefined ? undefined : places[index];
	return { query, count: places.length, known: data !== undefined && !isPlaceholderData, index, place, step };
}

export type Places = ReturnType<typeof usePlaces>;
