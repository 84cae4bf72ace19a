import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { OutcomeId } from '../../domain/ids.ts';

/** A list that comes in pages. */
export type LongList<Row> = {
	/** As far as it is loaded. */
	readonly rows: readonly Row[];
	/** Whether more follow. */
	readonly more: boolean;
	/** Loads the next page, unless one is on its way. */
	readonly loadMore: () => void;
	/** Loads the rest, or until a page of which `enough` is true. All rows then; `undefined` when the rest could not be had. */
	readonly loadAll: () => Promise<readonly Row[] | undefined>;
};

type Shape<Page, Row> = {
	readonly rowsOf: (page: Page) => readonly Row[];
	readonly idOf: (row: Row) => OutcomeId;
	/** A page after which nothing more is of use for `loadAll`. */
	readonly enough?: (page: Page) => boolean;
};

/** The pages of a query as one list. A row that moved from page to page while they were fetched is there once, as it came last. */
export function useLongList<Page, Row>(
	query: UseInfiniteQueryResult<InfiniteData<Page, unknown>, unknown>,
	{ rowsOf, idOf, enough = () => false }: Shape<Page, Row>,
): LongList<Row> {
	const { data, hasNextPage, isFetching, fetchNextPage } = query;
	const listed = (pages: readonly Page[]): readonly Row[] => {
		const rows = new Map(pages.flatMap(rowsOf).map((row) => [idOf(row), row]));
		return [...rows.values()];
	};
	const loadAll = async (): Promise<readonly Row[] | undefined> => {
		let pages = data?.pages ?? [];
		let more = hasNextPage;
		for (let last = pages.at(-1); more && last !== undefined && !enough(last); last = pages.at(-1)) {
			const result = await fetchNextPage();
			if (result.data === undefined || result.isError) return undefined;
			pages = result.data.pages;
			more = result.hasNextPage;
		}
		return listed(pages);
	};
	return {
		rows: listed(data?.pages ?? []),
		more: hasNextPage,
		loadMore: () => {
			if (hasNextPage && !isFetching) void fetchNextPage();
		},
		loadAll,
	};
}
