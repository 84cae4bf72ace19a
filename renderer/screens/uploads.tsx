import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadView } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { fold } from '../../domain/text/fold.ts';
import { api } from '../client.ts';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { openPaper, paperName } from '../parts/signing/paper-columns.tsx';
import { focusPickTable, PickTable } from '../parts/signing/pick-table.tsx';
import type { Batch, Refusal } from '../parts/signing/use-batch.ts';
import { PausedNotice } from '../parts/uploads/paused-notice.tsx';
import { type Decision, RetryDialog } from '../parts/uploads/retry-dialog.tsx';
import { uploadColumns } from '../parts/uploads/upload-columns.tsx';
import { STATE_FILTERS, type StateFilter, UploadFilters } from '../parts/uploads/upload-filters.tsx';
import { useChecks } from '../parts/uploads/use-checks.ts';
import { may } from '../state/may.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/sign.css';
import '../styles/uploads.css';

/** The queue is asked this often, ms: while something is to be sent, and while nothing is. */
const BUSY_MS = 2_000;
const QUIET_MS = 15_000;

/** All that goes to the repository or went there: what failed comes first, with the reason and what to do. */
export function UploadsScreen(): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const actor = useQuery(api.session.current.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data;
	const mayAct = actor !== null && actor !== undefined && may(actor, 'settleUpload');
	const [filter, setFilter] = useState<StateFilter>('all');
	const [text, setText] = useState('');
	const [picked, setPicked] = useState<ReadonlySet<OutcomeId>>(new Set());
	const [retrying, setRetrying] = useState<{ readonly decision: Decision; readonly rows: readonly UploadView[] }>();
	const [refused, setRefused] = useState<readonly Refusal[]>([]);
	const { checks, check, checking } = useChecks();
	const queue = useQuery(
		api.uploads.list.queryOptions({
			refetchInterval: ({ state }) =>
				state.data?.items.some((one) => one.state !== 'stored') === true ? BUSY_MS : QUIET_MS,
		}),
	);
	const items = queue.data?.items ?? [];
	const rows = items.filter((row) => (filter === 'all' || row.state === filter) && matches(row, text));
	const chosen = rows.filter((row) => picked.has(row.outcomeId));
	const failed = chosen.filter((row) => row.state === 'failed');
	const open = chosen.filter((row) => row.state !== 'stored');
	const all = rows.length > 0 && chosen.length === rows.length;
	const pickAll = (): void => setPicked(new Set(all ? [] : rows.map((row) => row.outcomeId)));
	const retry = (decision: Decision): void => {
		if (mayAct && failed.length > 0) setRetrying({ decision, rows: failed });
	};
	const look = (): void => {
		if (mayAct) check(open.map((row) => row.outcomeId));
	};
	const done = (batch: Batch | undefined): void => {
		setRetrying(undefined);
		if (batch !== undefined) setRefused(batch.refused);
		void queries.invalidateQueries({ queryKey: api.uploads.key() });
		setTimeout(focusPickTable);
	};
	const show = (next: StateFilter): void => {
		setFilter(next);
		setPicked(new Set());
	};
	const filterKeys = Object.fromEntries(STATE_FILTERS.map((name, index) => [String(index + 1), () => show(name)]));
	const toSearch = (): void => document.getElementById('upload-search')?.focus();
	useKeys({
		...filterKeys,
		a: pickAll,
		r: () => retry('ask'),
		s: () => retry('sendAgain'),
		k: look,
		'/': toSearch,
		ArrowDown: focusPickTable,
	});
	return (
		<section className="desk uploads" aria-labelledby="uploads-title">
			<h1 id="uploads-title">{t('screen.uploads.title')}</h1>
			<p className="facts">{t('screen.uploads.help')}</p>
			{queue.data?.paused === true && <PausedNotice mayResume={mayAct} />}
			<UploadFilters filter={filter} items={items} storedCount={queue.data?.storedCount ?? 0} onFilter={show} />
			<div className="act">
				<Input
					id="upload-search"
					type="search"
					allowClear
					className="upload-search"
					value={text}
					aria-label={t('screen.uploads.search')}
					placeholder={t('screen.uploads.searchHint')}
					onChange={(event) => setText(event.target.value)}
				/>
				{mayAct && (
					<>
						<Button type="primary" disabled={failed.length === 0} onClick={() => retry('ask')}>
							{t('screen.uploads.retry', { count: failed.length })} <kbd>R</kbd>
						</Button>
						<Button danger disabled={failed.length === 0} onClick={() => retry('sendAgain')}>
							{t('screen.uploads.sendAgain', { count: failed.length })} <kbd>S</kbd>
						</Button>
						<Button disabled={open.length === 0} loading={checking} onClick={look}>
							{t('screen.agency.check', { count: open.length })} <kbd>K</kbd>
						</Button>
						<Button disabled={rows.length === 0} onClick={pickAll}>
							{all ? t('screen.sign.pickNone') : t('screen.sign.pickAllOf', { count: rows.length })} <kbd>A</kbd>
						</Button>
					</>
				)}
			</div>
			{queue.error !== null && <FaultNotice error={queue.error} onRetry={queue.refetch} />}
			{queue.isPending && <Spin />}
			{queue.data !== undefined && rows.length === 0 && (
				<p className="empty">{t(items.length === 0 ? 'screen.uploads.empty' : 'screen.uploads.noneMatch')}</p>
			)}
			{rows.length > 0 && (
				<PickTable<UploadView>
					label={t('screen.uploads.title')}
					rows={rows}
					idOf={(row) => row.outcomeId}
					nameOf={(row) => paperName(row, t)}
					columns={uploadColumns(t, { checks, refused })}
					picked={picked}
					onPick={setPicked}
					onOpen={(row) => openPaper(row.outcomeId)}
				/>
			)}
			{retrying !== undefined && <RetryDialog {...retrying} onDone={done} />}
		</section>
	);
}

/** Whether a row holds the typed text: without tones, anywhere in what it shows of the paper. */
function matches({ values, docCode }: UploadView, text: string): boolean {
	const wanted = fold(text.trim());
	if (wanted === '') return true;
	return [...Object.values(values), docCode].some((value) => fold(value ?? '').includes(wanted));
}
