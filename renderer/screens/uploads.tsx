import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_MAX, type UploadQueueView, type UploadView } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { EmptyNotice } from '../parts/empty-notice.tsx';
import { FaultNotice } from '../parts/fault-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { openPaper, paperName } from '../parts/signing/paper-columns.tsx';
import { focusPickTable, PickTable } from '../parts/signing/pick-table.tsx';
import type { Batch, Refusal } from '../parts/signing/use-batch.ts';
import { usePicks } from '../parts/signing/use-picks.ts';
import { PausedNotice } from '../parts/uploads/paused-notice.tsx';
import { type Decision, RetryDialog } from '../parts/uploads/retry-dialog.tsx';
import { uploadColumns } from '../parts/uploads/upload-columns.tsx';
import { countUploads, STATE_FILTERS, type StateFilter, UploadFilters } from '../parts/uploads/upload-filters.tsx';
import { useChecks } from '../parts/uploads/use-checks.ts';
import { useUploads } from '../parts/uploads/use-upload-queue.ts';
import { may } from '../state/may.ts';
import { useActor } from '../state/use-actor.ts';
import { useKeys } from '../state/use-keys.ts';
import { useLongList } from '../state/use-long-list.ts';
import { useSettled } from '../state/use-settled.ts';
import '../styles/sign.css';
import '../styles/uploads.css';

/** A pause in typing before the queue is looked through, ms. */
const SETTLE_MS = 200;

/** All that goes to the repository or went there: what failed comes first, with the reason and what to do. */
export function UploadsScreen(): ReactNode {
	const { t } = useTranslation();
	const actor = useActor();
	const mayAct = actor !== undefined && may(actor, 'settleUpload');
	const [filter, setFilter] = useState<StateFilter>('all');
	const [text, setText] = useState('');
	const queue = useUploads(filter === 'all' ? undefined : filter, useSettled(text.trim(), SETTLE_MS));
	const last = queue.data?.pages.at(-1);
	return (
		<section className="desk uploads" aria-labelledby="uploads-title">
			<h1 id="uploads-title">{t('screen.uploads.title')}</h1>
			<p className="facts">{t('screen.uploads.help')}</p>
			{queue.error !== null && <FaultNotice error={queue.error} onRetry={queue.refetch} />}
			{queue.isPending && <Loading />}
			{last?.paused === true && <PausedNotice mayResume={mayAct} />}
			{last !== undefined && (
				<Queue
					key={filter}
					queue={queue}
					counts={last.counts}
					mayAct={mayAct}
					filter={filter}
					onFilter={setFilter}
					text={text}
					onText={setText}
				/>
			)}
		</section>
	);
}

type QueueProps = {
	readonly queue: ReturnType<typeof useUploads>;
	readonly counts: UploadQueueView['counts'];
	readonly mayAct: boolean;
	readonly filter: StateFilter;
	readonly onFilter: (filter: StateFilter) => void;
	readonly text: string;
	readonly onText: (text: string) => void;
};
type Retrying = { readonly decision: Decision; readonly rows: readonly UploadView[] };

/** What is stored needs nobody: picking all ends before it. */
const isOpen = (row: UploadView): boolean => row.state !== 'stored';
const QUEUE_SHAPE = {
	rowsOf: (page: UploadQueueView): readonly UploadView[] => page.items,
	idOf: (row: UploadView): OutcomeId => row.outcomeId,
	enough: (page: UploadQueueView): boolean => !page.items.every(isOpen),
};

function Queue({ queue, counts, mayAct, filter, onFilter, text, onText }: QueueProps): ReactNode {
	const { t } = useTranslation();
	const [retrying, setRetrying] = useState<Retrying>();
	const [refused, setRefused] = useState<readonly Refusal[]>([]);
	const { checks, check, checking } = useChecks();
	const list = useLongList(queue, QUEUE_SHAPE);
	const total = countUploads(counts, filter);
	const picks = usePicks(list, { idOf: QUEUE_SHAPE.idOf, total, useful: isOpen });
	const pickable = filter === 'stored' ? 0 : total - (filter === 'all' ? counts.stored : 0);
	const done = (batch: Batch | undefined): void => {
		setRetrying(undefined);
		if (batch !== undefined) setRefused(batch.refused);
		void queue.refetch();
		setTimeout(focusPickTable);
	};
	const toSearch = (): void => document.getElementById('upload-search')?.focus();
	useKeys({
		...Object.fromEntries(
			STATE_FILTERS.map((name, index) => [
				String(index + 1),
				{ label: t(`screen.uploads.state.${name}`), act: () => onFilter(name) },
			]),
		),
		'/': { label: t('screen.uploads.search'), act: toSearch },
	});
	return (
		<>
			<UploadFilters filter={filter} counts={counts} onFilter={onFilter} />
			<div className="act">
				<Input
					id="upload-search"
					type="search"
					allowClear
					className="upload-search"
					maxLength={SEARCH_MAX}
					value={text}
					aria-label={t('screen.uploads.search')}
					placeholder={t('screen.uploads.searchHint')}
					onChange={(event) => onText(event.target.value)}
				/>
				{mayAct && <Acts pickable={pickable} picks={picks} checking={checking} onRetry={setRetrying} onCheck={check} />}
			</div>
			{list.rows.length === 0 ? (
				<Nothing sent={filter !== 'all' || text.trim() !== ''} />
			) : (
				<PickTable<UploadView>
					label={t('screen.uploads.title')}
					{...picks.table}
					nameOf={(row) => paperName(row, t)}
					columns={uploadColumns(t, { checks, refused })}
					onOpen={(row) => openPaper(row.outcomeId)}
				/>
			)}
			{retrying !== undefined && <RetryDialog {...retrying} onDone={done} />}
		</>
	);
}

/** Why no row is shown, and what to do. */
function Nothing({ sent }: { readonly sent: boolean }): ReactNode {
	const { t } = useTranslation();
	if (sent) return <EmptyNotice title={t('screen.uploads.noneMatch')} advice={t('screen.uploads.noneMatchNext')} />;
	return <EmptyNotice title={t('screen.uploads.empty')} advice={t('screen.uploads.emptyNext')} ways={['agency']} />;
}

type ActsProps = {
	/** How many can be picked together. */
	readonly pickable: number;
	readonly picks: ReturnType<typeof usePicks<UploadView>>;
	readonly checking: boolean;
	readonly onRetry: (retrying: Retrying) => void;
	readonly onCheck: (ids: readonly OutcomeId[]) => void;
};

/** What a registrar may do with what is picked. */
function Acts({ pickable, picks, checking, onRetry, onCheck }: ActsProps): ReactNode {
	const { t } = useTranslation();
	const { chosen, all, pickAll } = picks;
	const failed = chosen.filter((row) => row.state === 'failed');
	const open = chosen.filter(isOpen);
	const retry = (decision: Decision): void => onRetry({ decision, rows: failed });
	const check = (): void => onCheck(open.map((row) => row.outcomeId));
	const off = failed.length === 0;
	const pickLabel = all ? t('screen.sign.pickNone') : t('screen.uploads.pickOpen', { count: pickable });
	useKeys({
		r: { label: t('screen.uploads.retry', { count: failed.length }), act: () => retry('ask'), off },
		s: { label: t('screen.uploads.sendAgain', { count: failed.length }), act: () => retry('sendAgain'), off },
		k: { label: t('screen.agency.check', { count: open.length }), act: check, off: open.length === 0 },
		a: {
			label: pickLabel,
			act: pickAll,
			off: pickable === 0,
		},
	});
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
			<Button disabled={pickable === 0} onClick={pickAll}>
				{pickLabel} <kbd>A</kbd>
			</Button>
		</>
	);
}
