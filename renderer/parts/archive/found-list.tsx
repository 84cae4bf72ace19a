import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveCounts, ArchiveQuery } from '../../../contract/index.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { api } from '../../client.ts';
import { isFiltered } from '../../state/last-search.ts';
import { EmptyNotice } from '../empty-notice.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { HitList, type HitListHandle } from '../hit-list.tsx';
import { Loading } from '../loading.tsx';

type Props = {
	readonly query: ArchiveQuery;
	readonly counts: ArchiveCounts | undefined;
	readonly active: number;
	readonly onActive: (index: number) => void;
	readonly picked: ReadonlySet<OutcomeId>;
	readonly onPick: (id: OutcomeId) => void;
	readonly onPickAll: () => void;
	readonly onLeave: () => void;
	/** An outcome is opened, with these words to be marked. */
	readonly onOpen: (id: OutcomeId, words: string) => void;
	readonly handle: Ref<HitListHandle>;
};

/** Rows fetched at once: three screens. */
const PAGE = 50;

/** What a search finds. The last finds stay until the next ones are there, so that typing does not flicker. */
export function FoundList({ query, counts, onOpen, ...list }: Props): ReactNode {
	const { t, i18n } = useTranslation();
	const found = useInfiniteQuery(
		api.archive.find.infiniteOptions({
			input: (cursor: string | undefined) => ({ ...query, cursor, limit: PAGE }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			placeholderData: keepPreviousData,
		}),
	);
	const { hasNextPage, isFetching, fetchNextPage } = found;
	const onEnd = useCallback(() => {
		if (hasNextPage && !isFetching) void fetchNextPage();
	}, [hasNextPage, isFetching, fetchNextPage]);
	if (found.error !== null) return <FaultNotice error={found.error} onRetry={found.refetch} />;
	if (found.isPending) return <Loading />;
	const hits = found.data.pages.flatMap((page) => page.hits);
	const total = Math.max(counts?.total ?? 0, hits.length);
	const more = counts === undefined ? hasNextPage : counts.capped;
	const say = more ? 'screen.archive.countMore' : 'screen.archive.count';
	return (
		<>
			<div className="hit-count" role="status">
				{hits.length === 0 ? <Nothing query={query} /> : t(say, { count: total.toLocaleString(i18n.language) })}
			</div>
			{hits.length > 0 && (
				<HitList
					{...list}
					hits={hits}
					onOpen={(id) => onOpen(id, query.query.trim())}
					stale={found.isPlaceholderData}
					onEnd={onEnd}
				/>
			)}
		</>
	);
}

function Nothing({ query }: Pick<Props, 'query'>): ReactNode {
	const { t } = useTranslation();
	if (query.query.trim() !== '') {
		const words = query.query.trim();
		return (
			<EmptyNotice title={t('screen.outcomes.noHits', { query: words })} advice={t('screen.outcomes.noHitsNext')} />
		);
	}
	if (isFiltered(query)) {
		return <EmptyNotice title={t('screen.outcomes.noneMatch')} advice={t('screen.outcomes.noneMatchNext')} />;
	}
	return (
		<EmptyNotice title={t('screen.outcomes.emptyTitle')} advice={t('screen.outcomes.emptyAdvice')} ways={['capture']} />
	);
}
