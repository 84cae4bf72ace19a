import { useQuery } from '@tanstack/react-query';
import { Button, Input, Spin } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadQueueView, UploadView } from '../../contract/index.ts';
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
import { useUploadQueue } from '../parts/uploads/use-upload-queue.ts';
import { may } from '../state/may.ts';
import { useKeys } from '../state/use-keys.ts';
import '../styles/sign.css';
import '../styles/uploads.css';

/** All that goes to the repository or went there: what failed comes first, with the reason and what to do. */
export function UploadsScreen(): ReactNode {
	const { t } = useTranslation();
	const actor = useQuery(api.session.current.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data;
	const mayAct = actor !== null && actor !== undefined && may(actor, 'settleUpload');
	const queue = useUploadQueue();
	return (
		<section className="desk uploads" aria-labelledby="uploads-title">
			<h1 id="uploads-title">{t('screen.uploads.title')}</h1>
			<p className="facts">{t('screen.uploads.help')}</p>
			{queue.error !== null && <FaultNotice error={queue.error} onRetry={queue.refetch} />}
			{queue.isPending && <Spin />}
			{queue.data?.paused === true && <PausedNotice mayResume={mayAct} />}
			{queue.data !== undefined && <Queue queue={queue.data} mayAct={mayAct} onChanged={queue.refetch} />}
		</section>
	);
}

type QueueProps = {
	readonly queue: UploadQueueView;
	readonly mayAct: boolean;
	readonly onChanged: () => unknown;
};
type Retrying = { readonly decision: Decision; readonly rows: readonly UploadView[] };

function Queue({ queue, mayAct, onChanged }: QueueProps): ReactNode {
	const { t } = useTranslation();
	const [filter, setFilter] = useState<StateFilter>('all');
	const [text, setText] = useState('');
	const [picked, setPicked] = useState<ReadonlySet<OutcomeId>>(new Set());
	const [retrying, setRetrying] = useState<Retrying>();
	const [refused, setRefused] = useState<readonly Refusal[]>([]);
	const { checks, check, checking } = useChecks();
	const rows = queue.items.filter((row) => (filter === 'all' || row.state === filter) && matches(row, text));
	const chosen = rows.filter((row) => picked.has(row.outcomeId));
	const pickAll = (): void => setPicked(new Set(chosen.length === rows.length ? [] : rows.map((row) => row.outcomeId)));
	const done = (batch: Batch | undefined): void => {
		setRetrying(undefined);
		if (batch !== undefined) setRefused(batch.refused);
		void onChanged();
		setTimeout(focusPickTable);
	};
	const show = (next: StateFilter): void => {
		setFilter(next);
		setPicked(new Set());
	};
	const filterKeys = Object.fromEntries(STATE_FILTERS.map((name, index) => [String(index + 1), () => show(name)]));
	const toSearch = (): void => document.getElementById('upload-search')?.focus();
	useKeys({ ...filterKeys, '/': toSearch, ArrowDown: focusPickTable });
	return (
		<>
			<UploadFilters filter={filter} queue={queue} onFilter={show} />
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
					<Acts
						rows={rows}
						chosen={chosen}
						checking={checking}
						onRetry={setRetrying}
						onCheck={check}
						onPickAll={pickAll}
					/>
				)}
			</div>
			{rows.length === 0 ? (
				<p className="empty">{t(queue.items.length === 0 ? 'screen.uploads.empty' : 'screen.uploads.noneMatch')}</p>
			) : (
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
		</>
	);
}

type ActsProps = {
	readonly rows: readonly UploadView[];
	readonly chosen: readonly UploadView[];
	readonly checking: boolean;
	readonly onRetry: (retrying: Retrying) => void;
	readonly onCheck: (ids: readonly OutcomeId[]) => void;
	readonly onPickAll: () => void;
};

/** What a registrar may do with what is picked. */
function Acts({ rows, chosen, checking, onRetry, onCheck, onPickAll }: ActsProps): ReactNode {
	const { t } = useTranslation();
	const failed = chosen.filter((row) => row.state === 'failed');
	const open = chosen.filter((row) => row.state !== 'stored');
	const retry = (decision: Decision): void => {
		if (failed.length > 0) onRetry({ decision, rows: failed });
	};
	const check = (): void => onCheck(open.map((row) => row.outcomeId));
	useKeys({ a: onPickAll, r: () => retry('ask'), s: () => retry('sendAgain'), k: check });
	const all = rows.length > 0 && chosen.length === rows.length;
	return (
		<>
			<Button type="primary" disabled={failed.length === 0} onClick={() => retry('ask')}>
				{t('screen.uploads.retry', { count: failed.length })} <kbd>R</kbd>
			</Button>
			<Button danger disabled={failed.length === 0} onClick={() => retry('sendAgain')}>
				{t('screen.uploads.sendAgain', { count: failed.length })} <kbd>S</kbd>
			</Button>
			<Button disabled={open.length === 0} loading={checking} onClick={check}>
				{t('screen.agency.check', { count: open.length })} <kbd>K</kbd>
			</Button>
			<Button disabled={rows.length === 0} onClick={onPickAll}>
				{all ? t('screen.sign.pickNone') : t('screen.sign.pickAllOf', { count: rows.length })} <kbd>A</kbd>
			</Button>
		</>
	);
}

/** Whether a row holds the typed text: without tones, anywhere in what it shows of the paper. */
function matches({ values, docCode }: UploadView, text: string): boolean {
	const wanted = fold(text.trim());
	if (wanted === '') return true;
	return [...Object.values(values), docCode].some((value) => fold(value ?? '').includes(wanted));
}
