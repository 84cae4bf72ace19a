import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewEntryView } from '../../contract/index.ts';
import type { OutcomeId } from '../../domain/ids.ts';
import { faultWords } from '../../i18n/index.ts';
import { api, type client } from '../client.ts';
import { FaultNotice } from './fault-notice.tsx';
import { outcomeName } from './outcome-name.ts';

type Props = {
	readonly open: boolean;
	/** What the supervisor has opened, as it is now, and did not submit. */
	readonly entries: readonly ReviewEntryView[];
	readonly onClose: () => void;
};

/** Approves together what was opened one by one, in one confirmed act; then says what became of each. */
export function ReviewBatch({ open, entries, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	return (
		<Modal
			open={open}
			width={640}
			title={t('screen.approve.batchTitle')}
			footer={null}
			destroyOnHidden
			onCancel={onClose}
		>
			<Batch entries={entries} onClose={onClose} />
		</Modal>
	);
}

function Batch({ entries, onClose }: Omit<Props, 'open'>): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const approve = useMutation(
		api.review.approveSeen.mutationOptions({
			onSettled: () =>
				Promise.all([
					queries.invalidateQueries({ queryKey: api.review.key() }),
					queries.invalidateQueries({ queryKey: api.outcomes.key() }),
				]),
		}),
	);
	/** As it was confirmed: the list behind it is asked anew meanwhile. */
	const [sent, setSent] = useState<readonly ReviewEntryView[]>();
	const confirm = (): void => {
		if (approve.isPending) return;
		setSent(entries);
		approve.mutate({ ids: entries.map(({ id }) => id) });
	};
	if (approve.data !== undefined) return <Results results={approve.data} entries={sent ?? []} onClose={onClose} />;
	return (
		<>
			<p>{t('screen.approve.batchHelp', { count: entries.length })}</p>
			<ul className="batch-list">
				{entries.map((entry) => (
					<li key={entry.id}>
						<strong>{entry.values.documentNumber ?? entry.sourceName}</strong> {outcomeName(entry, t)}
						{entry.values.ownerName !== undefined && <> · {entry.values.ownerName}</>}
					</li>
				))}
			</ul>
			{approve.error !== null && <FaultNotice error={approve.error} />}
			<div className="act">
				<Button type="primary" autoFocus loading={approve.isPending} onClick={confirm}>
					{t('screen.approve.batchConfirm', { count: entries.length })}
					<kbd>Enter</kbd>
				</Button>
				<Button onClick={onClose}>
					{t('screen.common.cancel')}
					<kbd>Esc</kbd>
				</Button>
			</div>
		</>
	);
}

type Results = Awaited<ReturnType<typeof client.review.approveSeen>>;
type ResultsProps = {
	readonly results: Results;
	readonly entries: readonly ReviewEntryView[];
	readonly onClose: () => void;
};

function Results({ results, entries, onClose }: ResultsProps): ReactNode {
	const { t, i18n } = useTranslation();
	const language = i18n.language === 'en' ? 'en' : 'vi';
	const refused = results.filter(({ fault }) => fault !== undefined);
	const nameOf = (id: OutcomeId): string => {
		const entry = entries.find((one) => one.id === id);
		return entry === undefined ? id : (entry.values.documentNumber ?? entry.sourceName);
	};
	return (
		<>
			<Alert
				type={refused.length === 0 ? 'success' : 'warning'}
				showIcon
				role="status"
				title={t('screen.approve.batchDone', { done: results.length - refused.length, count: results.length })}
			/>
			<ul className="batch-list">
				{[...refused, ...results.filter(({ fault }) => fault === undefined)].map(({ id, fault }) => (
					<li key={id} data-fault={fault?.code}>
						<span aria-hidden="true">{fault === undefined ? '✓' : '✗'}</span> <strong>{nameOf(id)}</strong>:{' '}
						{fault === undefined ? t('screen.approve.approved') : faultWords(fault, language).text}
					</li>
				))}
			</ul>
			<div className="act">
				<Button type="primary" autoFocus onClick={onClose}>
					{t('screen.common.close')}
					<kbd>Enter</kbd>
				</Button>
			</div>
		</>
	);
}
