import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeRow, WorkRow } from '../../../contract/index.ts';
import type { StackId } from '../../../domain/ids.ts';
import { faultWords } from '../../../i18n/index.ts';
import { api } from '../../client.ts';
import { useCaptureKeys } from '../../state/capture-keys.ts';
import { routeHash } from '../../state/route.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { outcomeName } from '../outcome-name.ts';
import { ReasonDialog } from './reason-dialog.tsx';

type Props = {
	readonly work: readonly WorkRow[];
	/** A paper has come back as a stack. */
	readonly onReopened: (id: StackId) => void;
};

/** A paper that a reason is asked for: one to be dropped, or one to be taken back. */
type Asked =
	| { readonly kind: 'drop'; readonly row: WorkRow }
	| { readonly kind: 'reopen'; readonly id: OutcomeRow['id'] };

/** Outcomes read last, which can be looked at or taken back. */
const READ_SHOWN = 8;

/** What the machine is reading, what it could not, and what it has read last. */
export function WorkList({ work, onReopened }: Props): ReactNode {
	const { t } = useTranslation();
	const [asked, setAsked] = useState<Asked>();
	const input = { states: ['recognized' as const], limit: READ_SHOWN };
	const read = useQuery(api.outcomes.list.queryOptions({ input, staleTime: 2_000 }));
	const retry = useMutation(api.capture.retry.mutationOptions());
	const failed = work.find((row) => row.state === 'failed');
	const newest = read.data?.items[0];
	const drop = (row: WorkRow): void => setAsked({ kind: 'drop', row });
	useCaptureKeys({
		t: () => failed !== undefined && retry.mutate({ jobId: failed.jobId }),
		d: () => failed !== undefined && drop(failed),
		k: () => newest !== undefined && setAsked({ kind: 'reopen', id: newest.id }),
	});
	return (
		<>
			{work.length > 0 && (
				<section aria-labelledby="work-title">
					<h2 id="work-title">{t('screen.capture.work')}</h2>
					<ul className="work-list">
						{work.map((row) => (
							<WorkItem
								key={row.jobId}
								row={row}
								first={row === failed}
								onRetry={() => retry.mutate({ jobId: row.jobId })}
								onDrop={() => drop(row)}
							/>
						))}
					</ul>
				</section>
			)}
			{retry.error !== null && <FaultNotice error={retry.error} />}
			{read.data !== undefined && read.data.items.length > 0 && (
				<section aria-labelledby="read-title">
					<h2 id="read-title">{t('screen.capture.read')}</h2>
					<ul className="read-list">
						{read.data.items.map((row) => (
							<li key={row.id}>
								<a href={routeHash({ kind: 'outcome', id: row.id, query: '', page: 0 })}>{outcomeName(row, t)}</a>
								<Button size="small" onClick={() => setAsked({ kind: 'reopen', id: row.id })}>
									{t('screen.capture.reopen')}
									{row === newest && <kbd>K</kbd>}
								</Button>
							</li>
						))}
					</ul>
				</section>
			)}
			<ReasonDialog asked={asked} onClose={() => setAsked(undefined)} onReopened={onReopened} />
		</>
	);
}

type ItemProps = {
	readonly row: WorkRow;
	/** Whether the keys act on it. */
	readonly first: boolean;
	readonly onRetry: () => void;
	readonly onDrop: () => void;
};

function WorkItem({ row, first, onRetry, onDrop }: ItemProps): ReactNode {
	const { t, i18n } = useTranslation();
	const { fault, pageCount, value } = row;
	const words = fault && faultWords(fault, i18n.language === 'en' ? 'en' : 'vi');
	return (
		<li className={row.state}>
			<span className="work-name">{row.name}</span>
			{words === undefined ? (
				<>
					<small>
						{row.state === 'waiting'
							? t('screen.capture.waiting')
							: t('screen.capture.readPages', { done: Math.round(value * pageCount), count: pageCount })}
					</small>
					<Progress percent={Math.floor(value * 100)} size="small" aria-label={row.name} />
				</>
			) : (
				<>
					<span role="alert">{words.text}</span>
					<small>{words.advice}</small>
					<span className="act">
						<Button size="small" onClick={onRetry}>
							{t('screen.common.tryAgain')}
							{first && <kbd>T</kbd>}
						</Button>
						<Button size="small" onClick={onDrop}>
							{t(row.step === 'import' && row.canReopen ? 'screen.capture.takeBack' : 'screen.capture.discard')}
							{first && <kbd>D</kbd>}
						</Button>
					</span>
				</>
			)}
		</li>
	);
}
