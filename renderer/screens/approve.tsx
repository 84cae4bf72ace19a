import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEEN_MAX } from '../../contract/index.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { OutcomeTable } from '../parts/outcome-table.tsx';
import { ReviewBatch } from '../parts/review-batch.tsx';
import { ReviewTable, walkRows } from '../parts/review-table.tsx';
import { useKeys } from '../state/use-keys.ts';
import '../styles/review.css';

/** Rows that one call brings. */
const PAGE = 100;

type View = 'waiting' | 'approved';

/** Duyệt: what waits for a supervisor, the worst first, and what is approved and may still be taken back. */
export function ApproveScreen(): ReactNode {
	const { t } = useTranslation();
	const [view, setView] = useState<View>('waiting');
	useKeys({ 1: () => setView('waiting'), 2: () => setView('approved') });
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
	const looked = useQuery(api.review.list.queryOptions({ input: { limit: SEEN_MAX, seen: true } }));
	const seen = looked.data?.items.filter((entry) => entry.seen === 'yes' && !entry.own) ?? [];
	const approveSeen = (): void => setApproving(seen.length > 0);
	useKeys({
		j: () => walkRows(1),
		ArrowDown: () => walkRows(1),
		k: () => walkRows(-1),
		ArrowUp: () => walkRows(-1),
		'ctrl+Enter': approveSeen,
	});
	if (queue.error !== null) return <FaultNotice error={queue.error} onRetry={queue.refetch} />;
	if (queue.data === undefined) return <Spin />;
	const entries = queue.data.pages.flatMap(({ items }) => items);
	const total = queue.data.pages[0]?.total ?? 0;
	return (
		<>
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
				<p className="empty">{t('screen.approve.queueEmpty')}</p>
			) : (
				<ReviewTable entries={entries} />
			)}
			{queue.hasNextPage && (
				<Button block loading={queue.isFetchingNextPage} onClick={() => queue.fetchNextPage()}>
					{t('screen.common.more')}
				</Button>
			)}
			<ReviewBatch open={approving} entries={seen} onClose={() => setApproving(false)} />
		</>
	);
}

function Approved(): ReactNode {
	const { t } = useTranslation();
	return (
		<>
			<p className="facts">{t('screen.approve.approvedHelp')}</p>
			<OutcomeTable states={['approved', 'coded']} emptyText={t('screen.approve.approvedEmpty')} />
		</>
	);
}
