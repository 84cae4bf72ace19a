import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntryView } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { AuditCheck } from '../parts/audit/audit-check.tsx';
import { auditFacts } from '../parts/audit/audit-facts.ts';
import { type AuditFilter, AuditFilters } from '../parts/audit/audit-filters.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { showInstant } from '../state/dates.ts';
import '../styles/audit.css';

/** Who did what, newest first, filtered; and whether the log is whole. */
export function AuditScreen(): ReactNode {
	const { t } = useTranslation();
	const [filter, setFilter] = useState<AuditFilter>({});
	const list = useInfiniteQuery(
		api.audit.list.infiniteOptions({
			input: (cursor: string | undefined) => ({ ...filter, cursor, limit: 50 }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			// Each look is an entry of its own: it is not repeated behind the person's back.
			staleTime: Number.POSITIVE_INFINITY,
		}),
	);
	const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
	return (
		<section className="audit" aria-labelledby="audit-title">
			<div className="title-bar">
				<h1 id="audit-title">{t('screen.audit.title')}</h1>
				<Button loading={list.isFetching} onClick={() => void list.refetch()}>
					{t('screen.audit.refresh')}
				</Button>
			</div>
			<AuditCheck />
			<AuditFilters filter={filter} onChange={setFilter} />
			{list.error !== null && <FaultNotice error={list.error} onRetry={list.refetch} />}
			<Entries
				entries={entries}
				loading={list.isPending}
				onOutcome={(outcomeId) => setFilter({ ...filter, outcomeId })}
			/>
			{list.hasNextPage && (
				<Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
					{t('screen.common.more')}
				</Button>
			)}
		</section>
	);
}

type EntriesProps = {
	readonly entries: readonly AuditEntryView[];
	readonly loading: boolean;
	readonly onOutcome: (id: OutcomeId) => void;
};

function Entries({ entries, loading, onOutcome }: EntriesProps): ReactNode {
	const { t } = useTranslation();
	return (
		<Table<AuditEntryView>
			size="small"
			rowKey="id"
			loading={loading}
			dataSource={entries}
			pagination={false}
			locale={{ emptyText: loading ? ' ' : t('screen.audit.none') }}
			columns={[
				{ title: t('screen.audit.number'), dataIndex: 'seq', align: 'right', width: 80 },
				{ title: t('screen.audit.at'), width: 150, render: (_, { at }) => showInstant(at) },
				{
					title: t('screen.audit.by'),
					width: 160,
					render: (_, { by }) => (by === '' ? t('screen.common.byMachine') : by),
				},
				{
					title: t('screen.audit.action'),
					width: 230,
					render: (_, { action }) => t(`screen.action.${action}` as 'screen.action.signedIn', { defaultValue: action }),
				},
				{
					title: t('screen.audit.facts'),
					render: (_, entry) => (
						<span className="audit-facts">
							{auditFacts(entry, t)}
							{entry.outcomeId !== undefined && <OutcomeButton id={entry.outcomeId} onChoose={onOutcome} />}
						</span>
					),
				},
			]}
		/>
	);
}

function OutcomeButton(props: { readonly id: OutcomeId; readonly onChoose: (id: OutcomeId) => void }): ReactNode {
	const { t } = useTranslation();
	const { id, onChoose } = props;
	return (
		<Button size="small" title={id} onClick={() => onChoose(id)}>
			{t('screen.audit.sameOutcome', { id: id.slice(-6) })}
		</Button>
	);
}
