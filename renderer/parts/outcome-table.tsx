import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeRow } from '../../contract/index.ts';
import type { OutcomeKind } from '../../domain/outcome-kinds.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import { showDay, showInstant } from '../state/dates.ts';
import { routeHash } from '../state/route.ts';
import { FaultNotice } from './fault-notice.tsx';
import { outcomeName } from './outcome-name.ts';
import { StateTag } from './state-tag.tsx';

type Props = {
	readonly kind?: OutcomeKind | undefined;
	/** Any of these; all when absent. */
	readonly states?: readonly OutcomeStateKind[] | undefined;
	/** What an empty list says; that nothing matches the filter, when absent. */
	readonly emptyText?: string;
};

/** Outcomes, newest first, in the columns that clerks know (domain.md §6.3). */
export function OutcomeTable({ kind, states, emptyText }: Props): ReactNode {
	const { t } = useTranslation();
	const list = useInfiniteQuery(
		api.outcomes.list.infiniteOptions({
			input: (cursor: string | undefined) => ({
				cursor,
				kinds: kind === undefined ? undefined : [kind],
				states: states && [...states],
			}),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			placeholderData: keepPreviousData,
		}),
	);
	if (list.error !== null) return <FaultNotice error={list.error} onRetry={list.refetch} />;
	const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
	const filtered = kind !== undefined || states !== undefined;
	return (
		<>
			<Table<OutcomeRow>
				size="small"
				rowKey="id"
				loading={list.isPending}
				dataSource={rows}
				columns={columns(t)}
				pagination={false}
				scroll={{ x: 'max-content' }}
				locale={{ emptyText: list.isPending ? ' ' : (emptyText ?? <Empty filtered={filtered} />) }}
			/>
			{list.hasNextPage && (
				<Button block loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
					{t('screen.common.more')}
				</Button>
			)}
		</>
	);
}

function Empty({ filtered }: { readonly filtered: boolean }): ReactNode {
	const { t } = useTranslation();
	if (filtered) return <p>{t('screen.outcomes.noneMatch')}</p>;
	return (
		<p>
			<strong>{t('screen.outcomes.emptyTitle')}</strong> {t('screen.outcomes.emptyAdvice')}
		</p>
	);
}

function columns(t: TFunction): TableColumnsType<OutcomeRow> {
	const none = <span className="none">{t('screen.common.none')}</span>;
	return [
		{
			title: t('screen.outcomes.paper'),
			render: (_, row) => (
				<span className="paper">
					<a className="row-link" href={routeHash({ kind: 'outcome', id: row.id, query: '', page: 0 })}>
						{outcomeName(row, t)}
					</a>
					<small>
						{t(`kind.${row.kind}`)}
						{outcomeName(row, t) !== row.sourceName && ` · ${row.sourceName}`}
						{row.warningCount > 0 && ` · ⚠ ${t('screen.outcomes.warnings', { count: row.warningCount })}`}
					</small>
				</span>
			),
		},
		{ title: t('screen.outcomes.documentNumber'), render: (_, row) => row.values.documentNumber ?? none },
		{
			title: t('screen.outcomes.issueDate'),
			render: (_, row) => (row.values.issueDate === undefined ? none : showDay(row.values.issueDate)),
		},
		{ title: t('screen.outcomes.owner'), render: (_, row) => row.values.ownerName ?? none },
		{ title: t('screen.outcomes.dossierCode'), render: (_, row) => row.values.dossierCode ?? none },
		{ title: t('screen.outcomes.state'), render: (_, row) => <StateTag state={row.state} /> },
		{ title: t('screen.outcomes.pages'), align: 'right', dataIndex: 'pageCount' },
		{ title: t('screen.outcomes.clerk'), dataIndex: 'clerkName' },
		{ title: t('screen.outcomes.digitizedAt'), render: (_, row) => showInstant(row.createdAt) },
	];
}
