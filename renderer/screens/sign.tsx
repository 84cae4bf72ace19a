import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import type { TFunction } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView, SignRow } from '../../contract/index.ts';
import type { FaultRecord } from '../../domain/fault.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { EmptyNotice } from '../parts/empty-notice.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { CertificateChoice } from '../parts/signing/certificate-choice.tsx';
import { FaultLines } from '../parts/signing/fault-lines.tsx';
import { openPaper, PaperCell, paperName } from '../parts/signing/paper-columns.tsx';
import { focusPickTable, type PickColumn, PickTable } from '../parts/signing/pick-table.tsx';
import { SignBatchDialog } from '../parts/signing/sign-batch-dialog.tsx';
import type { Batch } from '../parts/signing/use-batch.ts';
import { usePicks } from '../parts/signing/use-picks.ts';
import { showInstant } from '../state/dates.ts';
import { DESK_SHAPE } from '../state/desk-shape.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLongList } from '../state/use-long-list.ts';
import '../styles/sign.css';

/** Papers that wait for the clerk's own signature: pick, Ctrl+Enter, password, Enter. What is refused stays, with its reason. */
export function SignScreen(): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const [mine, setMine] = useState(true);
	const [signing, setSigning] = useState<readonly OutcomeId[]>();
	const [refused, setRefused] = useState<ReadonlyMap<OutcomeId, FaultRecord>>(new Map());
	const desk = useInfiniteQuery(
		api.signing.toSign.infiniteOptions({
			input: (cursor: string | undefined) => ({ mine, cursor }),
			initialPageParam: undefined as string | undefined,
			getNextPageParam: (last) => last.nextCursor,
		}),
	);
	const list = useLongList(desk, DESK_SHAPE);
	const { rows } = list;
	const total = totalOf(desk.data?.pages);
	const picks = usePicks(list, { ...DESK_SHAPE, total });
	const { all, pickAll, setPicked, table } = picks;
	const chosen = picks.chosen.map((row) => row.id);
	const sign = (): void => setSigning(chosen);
	const done = (batch: Batch | undefined): void => {
		setSigning(undefined);
		if (batch !== undefined) {
			setRefused(new Map(batch.refused.map(({ id, fault }) => [id, fault])));
			setPicked(new Set(chosen.filter((id) => !batch.done.includes(id))));
			void queries.invalidateQueries({ queryKey: api.signing.toSign.key() });
		}
		setTimeout(focusPickTable);
	};
	const pickLabel = all ? t('screen.sign.pickNone') : t('screen.sign.pickAllOf', { count: total });
	useKeys({
		'ctrl+Enter': {
			label: chosen.length === 0 ? t('screen.sign.signNone') : t('screen.sign.signPicked', { count: chosen.length }),
			act: sign,
			off: chosen.length === 0,
		},
		a: {
			label: pickLabel,
			act: pickAll,
			off: rows.length === 0,
		},
		m: { label: t('screen.sign.mine'), act: () => setMine(!mine) },
	});
	return (
		<section className="desk" aria-labelledby="sign-title">
			<header className="desk-head">
				<div>
					<h1 id="sign-title">{t('screen.sign.title')}</h1>
					<p className="facts">{t('screen.sign.help')}</p>
				</div>
				<CertificateChoice use="clerk" />
			</header>
			<div className="act">
				<Button type="primary" disabled={chosen.length === 0} onClick={sign}>
					{chosen.length === 0 ? t('screen.sign.signNone') : t('screen.sign.signPicked', { count: chosen.length })}{' '}
					<kbd>Ctrl+Enter</kbd>
				</Button>
				<Button disabled={rows.length === 0} onClick={pickAll}>
					{pickLabel} <kbd>A</kbd>
				</Button>
				<Checkbox checked={mine} onChange={() => setMine(!mine)}>
					{t('screen.sign.mine')} <kbd>M</kbd>
				</Checkbox>
				<span role="status" className="facts">
					{desk.data !== undefined && t('screen.sign.count', { count: total })}
				</span>
			</div>
			{desk.error !== null && <FaultNotice error={desk.error} onRetry={desk.refetch} />}
			{desk.isPending && <Loading />}
			{desk.data !== undefined && rows.length === 0 && (
				<EmptyNotice
					title={t('screen.sign.empty')}
					advice={t(mine ? 'screen.sign.emptyOthers' : 'screen.sign.emptyNext')}
					ways={['capture', 'verify']}
				/>
			)}
			{rows.length > 0 && (
				<PickTable<SignRow>
					label={t('screen.sign.title')}
					{...table}
					nameOf={(row) => paperName(row, t)}
					columns={columns(t, refused)}
					onOpen={(row) => openPaper(row.id)}
				/>
			)}
			{signing !== undefined && (
				<SignBatchDialog kind="clerk" ids={signing} nameOf={(id) => nameIn(rows, id, t)} onDone={done} />
			)}
		</section>
	);
}

/** How many wait in all, as the newest page says. */
function totalOf(pages: readonly Pick<DeskView, 'counts'>[] = []): number {
	return Object.values(pages.at(-1)?.counts ?? {}).reduce((sum, count) => sum + count, 0);
}

function nameIn(rows: readonly SignRow[], id: OutcomeId, t: TFunction): string {
	const row = rows.find((one) => one.id === id);
	return row === undefined ? '' : paperName(row, t);
}

function columns(t: TFunction, refused: ReadonlyMap<OutcomeId, FaultRecord>): readonly PickColumn<SignRow>[] {
	return [
		{
			key: 'paper',
			width: 'grow',
			title: t('screen.sign.paper'),
			render: (row) => {
				const fault = refused.get(row.id);
				return (
					<>
						<PaperCell id={row.id} row={row} t={t} />
						{fault !== undefined && <FaultLines fault={fault} />}
					</>
				);
			},
		},
		{
			key: 'owner',
			width: 'name',
			title: t('screen.outcomes.owner'),
			render: (row) => row.values.ownerName ?? t('screen.common.none'),
		},
		{ key: 'pages', title: t('screen.outcomes.pages'), width: 'right', render: (row) => row.pageCount },
		{ key: 'clerk', title: t('screen.outcomes.clerk'), render: (row) => row.clerkName },
		{ key: 'at', width: 'tight', title: t('screen.outcomes.digitizedAt'), render: (row) => showInstant(row.createdAt) },
	];
}
