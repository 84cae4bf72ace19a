import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReviewEntryView, SEEN_MAX } from '../../contract/index.ts';
import { api } from '../client.ts';
import { EmptyNotice } from '../parts/empty-notice.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { OutcomeTable } from '../parts/outcome-table.tsx';
import { ReviewBatch } from '../parts/review-batch.tsx';
import { ReviewTable } from '../parts/review-table.tsx';
import { useKeys } from '../state/use-keys.ts';
import '../styles/review.css';

/** Rows that one call brings. */
const PAGE = 100;

type View = 'waiting' | 'approved';

/** Duyệt: what waits for a supervisor, the worst first, and what is approved and may still be taken back. */
export function ApproveScreen(): ReactNode {
	const { t } = useTranslation();
	const [view, setView] = useState<View>('waiting');
	useKeys({
		1: { label: t('screen.approve.view.waiting'), act: () => setView('waiting') },
		2: { label: t('screen.approve.view.approved'), act: () => setView('approved') },
	});
	return (
		<section className="outcomes" aria-labelledby="approve-title">
			<div className="title-bar">
				<h1 id="approve-title">{t('screen.approve.queueTitle')}</h1>
				<fieldset className="views" aria-label={t('screen.approve.views')}>
					{(['waiting', 'approved'] as const).map((name, index) => (
						<Button
							key={name}
							type={view === name ? 'primary' : 'default'}
							aria-pressed={view === name}
							onClick={() => setView(name)}
						>
							{t(`screen.approve.view.${name}`)}
							<kbd>{index + 1}</kbd>
						</Button>
					))}
				</fieldset>
			</div>
			{view === 'waiting' ? <Waiting /> : <Approved />}
		</section>
	);
}

function Waiting(): ReactNode {
	const { t } = useTranslation();
	const [approving, setApproving] = useState(false);
	const queue = useInfiniteQuery(
		api.review.list.infiniteOptions({
			input: (cursor: string | undefined) => ({ cursor, limit: PAGE }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			placeholderData: keepPreviousData,
		}),
	);
	const seen = useSeen();
	const approveSeen = (): void => setApproving(true);
	useKeys({
		'ctrl+Enter': {
			label: t('screen.approve.approveSeen', { count: seen.length }),
			act: approveSeen,
			off: seen.length === 0,
		},
		m: queue.hasNextPage && { label: t('screen.common.more'), act: queue.fetchNextPage },
	});
	const failed = queue.error !== null && <FaultNotice error={queue.error} onRetry={queue.refetch} />;
	if (queue.data === undefined) return failed || <Loading />;
	const entries = queue.data.pages.flatMap(({ items }) => items);
	const total = queue.data.pages[0]?.total ?? 0;
	return (
		<>
			{failed}
			<div className="queue-bar">
				<p className="facts">
					<strong role="status">{t('screen.approve.total', { count: total })}</strong> {t('screen.approve.queueHelp')}
				</p>
				<Button disabled={seen.length === 0} onClick={approveSeen}>
					{t('screen.approve.approveSeen', { count: seen.length })}
					<kbd>Ctrl+Enter</kbd>
				</Button>
			</div>
			{entries.length === 0 ? (
				<EmptyNotice title={t('screen.approve.queueEmpty')} advice={t('screen.approve.queueEmptyNext')} />
			) : (
				<ReviewTable entries={entries} />
			)}
			{queue.hasNextPage && (
				<Button block loading={queue.isFetchingNextPage} onClick={() => queue.fetchNextPage()}>
					{t('screen.common.more')}
					<kbd>M</kbd>
				</Button>
			)}
			<ReviewBatch open={approving} entries={seen} onClose={() => setApproving(false)} />
		</>
	);
}

/** All that was opened, as it is now, and that somebody else submitted: what may be approved together. */
function useSeen(): readonly ReviewEntryView[] {
	const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
		api.review.list.infiniteOptions({
			input: (cursor: string | undefined) => ({ cursor, limit: SEEN_MAX, seen: true }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
		}),
	);
	useEffect(() => {
		if (hasNextPage && !isFetching) void fetchNextPage();
	}, [hasNextPage, isFetching, fetchNextPage]);
	const entries = data?.pages.flatMap(({ items }) => items) ?? [];
	return entries.filter((entry) => entry.seen === 'yes' && !entry.own);
}

function Approved(): ReactNode {
	const { t } = useTranslation();
	return (
		<>
			<p className="facts">{t('screen.approve.approvedHelp')}</p>
			<OutcomeTable
				states={['approved', 'coded']}
				empty={<EmptyNotice title={t('screen.approve.approvedEmpty')} advice={t('screen.approve.approvedEmptyNext')} />}
			/>
		</>
	);
}
