import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeRow } from '../../contract/index.ts';
import type { OutcomeStateKind } from '../../domain/outcome-state.ts';
import { api } from '../client.ts';
import { showDay, showInstant } from '../state/dates.ts';
import { routeHash } from '../state/route.ts';
import { useKeys } from '../state/use-keys.ts';
import { useRowKeys } from '../state/use-row-keys.ts';
import { FaultNotice } from './fault-notice.tsx';
import { Loading } from './loading.tsx';
import { outcomeName } from './outcome-name.ts';
import { StateTag } from './state-tag.tsx';

type Props = {
	/** Any of these. */
	readonly states: readonly OutcomeStateKind[];
	/** Stands where the list would, when it is empty. */
	readonly empty: ReactNode;
};

/** Outcomes, newest first, in the columns that clerks know (domain.md §6.3). */
export function OutcomeTable({ states, empty }: Props): ReactNode {
	const { t } = useTranslation();
	const list = useInfiniteQuery(
		api.outcomes.list.infiniteOptions({
			input: (cursor: string | undefined) => ({
				cursor,
				states: [...states],
			}),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
			placeholderData: keepPreviousData,
		}),
	);
	useRowKeys('.outcome-table');
	useKeys({ m: list.hasNextPage && { label: t('screen.common.more'), act: list.fetchNextPage } }, { group: 'list' });
	const failed = list.error !== null && <FaultNotice error={list.error} onRetry={list.refetch} />;
	if (list.data === undefined) return failed || <Loading />;
	const rows = list.data.pages.flatMap((page) => page.items);
	return (
		<>
			{failed}
			{rows.length === 0 ? (
				empty
			) : (
				<Table<OutcomeRow>
					className="outcome-table"
					size="small"
					rowKey="id"
					dataSource={rows}
					columns={columns(t)}
					pagination={false}
					scroll={{ x: 'max-content' }}
				/>
			)}
			{list.hasNextPage && (
				<Button block loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
					{t('screen.common.more')}
					<kbd>M</kbd>
				</Button>
			)}
		</>
	);
}

function columns(t: TFunction): TableColumnsType<OutcomeRow> {
	const none = <span className="none">{t('screen.common.none')}</span>;
	return [
		{
			title: t('screen.outcomes.paper'),
			render: (_, row) => (
				<span className="paper">
					<a className="row-link" href={routeHash({ kind: 'outcome', id: row.id, page: 0 })}>
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
		{
			title: t('screen.outcomes.documentNumber'),
			render: (_, { values: { documentNumber, issueDate } }) => (
				<Two first={documentNumber ?? none} second={issueDate && showDay(issueDate)} />
			),
		},
		{
			title: t('screen.outcomes.owner'),
			render: (_, { values }) => <Two first={values.ownerName ?? none} second={values.dossierCode} />,
		},
		{ title: t('screen.outcomes.state'), render: (_, row) => <StateTag state={row.state} /> },
		{ title: t('screen.outcomes.pages'), align: 'right', dataIndex: 'pageCount' },
		{
			title: t('screen.outcomes.clerk'),
			render: (_, row) => <Two first={row.clerkName} second={showInstant(row.createdAt)} />,
		},
	];
}

/** A value over another that is looked at less. */
function Two({ first, second }: { readonly first: ReactNode; readonly second: string | undefined }): ReactNode {
	return (
		<span className="two">
			{first}
			{second !== undefined && second !== '' && <small>{second}</small>}
		</span>
	);
}
