import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { type ReactNode, type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveCounts, ArchiveQuery } from '../../../contract/index.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { api } from '../../client.ts';
import { isFiltered } from '../../state/last-search.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { HitList, type HitListHandle } from '../hit-list.tsx';

type Props = {
	readonly query: ArchiveQuery;
	readonly counts: ArchiveCounts | undefined;
	readonly active: number;
	readonly onActive: (index: number) => void;
	readonly picked: ReadonlySet<OutcomeId>;
	readonly onPick: (id: OutcomeId) => void;
	readonly onPickAll: () => void;
	readonly onLeave: () => void;
	readonly handle: Ref<HitListHandle>;
};

/** Rows fetched at once: three screens. */
const PAGE = 50;

/** What a search finds. The last finds stay until the next ones are there, so that typing does not flicker. */
export function FoundList({ query, counts, ...list }: Props): ReactNode {
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
	if (found.isPending) return <Spin description={t('screen.common.loading')} />;
	const hits = found.data.pages.flatMap((page) => page.hits);
	const total = Math.max(counts?.total ?? 0, hits.length);
	const more = counts === undefined ? hasNextPage : counts.capped;
	const say = more ? 'screen.archive.countMore' : 'screen.archive.count';
	return (
		<>
			<p className="hit-count" role="status">
				{hits.length === 0 ? <Nothing query={query} /> : t(say, { count: total.toLocaleString(i18n.language) })}
			</p>
			{hits.length > 0 && (
				<HitList {...list} hits={hits} query={query.query.trim()} stale={found.isPlaceholderData} onEnd={onEnd} />
			)}
		</>
	);
}

function Nothing({ query }: Pick<Props, 'query'>): ReactNode {
	const { t } = useTranslation();
	if (query.query.trim() !== '') return t('screen.outcomes.noHits', { query: query.query.trim() });
	if (isFiltered(query)) return t('screen.outcomes.noneMatch');
	return (
		<>
			<strong>{t('screen.outcomes.emptyTitle')}</strong> {t('screen.outcomes.emptyAdvice')}
		</>
	);
}
