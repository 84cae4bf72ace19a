import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Spin } from 'antd';
import type { TFunction } from 'i18next';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignRow } from '../../contract/index.ts';
import type { FaultRecord } from '../../domain/fault.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { CertificateChoice } from '../parts/signing/certificate-choice.tsx';
import { FaultLines } from '../parts/signing/fault-lines.tsx';
import { openPaper, PaperCell, paperName } from '../parts/signing/paper-columns.tsx';
import { focusPickTable, type PickColumn, PickTable } from '../parts/signing/pick-table.tsx';
import { SignBatchDialog } from '../parts/signing/sign-batch-dialog.tsx';
import type { Batch } from '../parts/signing/use-batch.ts';
import { showInstant } from '../state/dates.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/sign.css';

/** Papers that wait for the clerk's own signature: pick, Ctrl+Enter, password, Enter. What is refused stays, with its reason. */
export function SignScreen(): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const [mine, setMine] = useState(true);
	const [picked, setPicked] = useState<ReadonlySet<OutcomeId>>(new Set());
	const [signing, setSigning] = useState<readonly OutcomeId[]>();
	const [refused, setRefused] = useState<ReadonlyMap<OutcomeId, FaultRecord>>(new Map());
	const desk = useQuery(api.signing.toSign.queryOptions({ input: { mine } }));
	const rows = desk.data?.rows ?? [];
	const chosen = rows.filter((row) => picked.has(row.id)).map((row) => row.id);
	const total = Object.values(desk.data?.counts ?? {}).reduce((sum, count) => sum + count, 0);
	const all = rows.length > 0 && chosen.length === rows.length;
	const pickAll = (): void => setPicked(new Set(all ? [] : rows.map((row) => row.id)));
	const sign = (): void => {
		if (chosen.length > 0) setSigning(chosen);
	};
	const done = (batch: Batch | undefined): void => {
		setSigning(undefined);
		if (batch !== undefined) {
			setRefused(new Map(batch.refused.map(({ id, fault }) => [id, fault])));
			setPicked(new Set(chosen.filter((id) => !batch.done.includes(id))));
			void queries.invalidateQueries({ queryKey: api.signing.toSign.key() });
		}
		setTimeout(focusPickTable);
	};
	useKeys({ a: pickAll, m: () => setMine(!mine), 'ctrl+Enter': sign, ArrowDown: focusPickTable });
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
					{all ? t('screen.sign.pickNone') : t('screen.sign.pickAllOf', { count: rows.length })} <kbd>A</kbd>
				</Button>
				<Checkbox checked={mine} onChange={() => setMine(!mine)}>
					{t('screen.sign.mine')} <kbd>M</kbd>
				</Checkbox>
				<span role="status" className="facts">
					{total > rows.length
						? t('screen.sign.countOf', { count: rows.length, total })
						: t('screen.sign.count', { count: total })}
				</span>
			</div>
			{desk.error !== null && <FaultNotice error={desk.error} onRetry={desk.refetch} />}
			{desk.isPending && <Spin />}
			{desk.data !== undefined && rows.length === 0 && <p className="empty">{t('screen.sign.empty')}</p>}
			{rows.length > 0 && (
				<PickTable<SignRow>
					label={t('screen.sign.title')}
					rows={rows}
					idOf={(row) => row.id}
					nameOf={(row) => paperName(row, t)}
					columns={columns(t, refused)}
					picked={picked}
					onPick={setPicked}
					onOpen={(row) => openPaper(row.id)}
				/>
			)}
			{signing !== undefined && (
				<SignBatchDialog kind="clerk" ids={signing} nameOf={(id) => nameIn(rows, id, t)} onDone={done} />
			)}
		</section>
	);
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
