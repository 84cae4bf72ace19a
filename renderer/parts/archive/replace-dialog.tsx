import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Input, Modal, Radio } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEARCH_MAX } from '../../../contract/index.ts';
import type { OutcomeId } from '../../../domain/ids.ts';
import { api } from '../../client.ts';
import { showDay } from '../../state/dates.ts';
import { NO_QUERY } from '../../state/last-search.ts';
import { useSettled } from '../../state/use-settled.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { outcomeName } from '../outcome-name.ts';
import type { RetireProps } from './retire-dialogs.tsx';

/** Candidates shown: who sees more has not typed enough. */
const SHOWN = 8;
const SETTLE_MS = 150;

/** Which outcome takes the place, found by search among those that are stored. */
export function ReplaceDialog({ open, outcome, onClose, onDone, onSettled }: RetireProps): ReactNode {
	const { t } = useTranslation();
	const [by, setBy] = useState<OutcomeId>();
	const replace = useMutation(api.archive.replace.mutationOptions({ onSuccess: onDone, onSettled }));
	const { id, revision } = outcome;
	const submit = (): void => {
		if (by !== undefined && !replace.isPending) replace.mutate({ id, revision, by });
	};
	return (
		<Modal
			open={open}
			title={t('screen.archive.replaceTitle')}
			okText={
				<>
					{t('screen.archive.replace')}
					<kbd>Ctrl+Enter</kbd>
				</>
			}
			cancelText={t('screen.common.cancel')}
			confirmLoading={replace.isPending}
			okButtonProps={{ danger: true, disabled: by === undefined }}
			destroyOnHidden
			onOk={submit}
			onCancel={onClose}
		>
			<p>{t('screen.archive.replaceHelp')}</p>
			<Candidates except={id} by={by} onBy={setBy} onSubmit={submit} />
			{replace.error !== null && <FaultNotice error={replace.error} />}
		</Modal>
	);
}

type Props = {
	readonly except: OutcomeId;
	readonly by: OutcomeId | undefined;
	readonly onBy: (id: OutcomeId | undefined) => void;
	readonly onSubmit: () => void;
};

function Candidates({ except, by, onBy, onSubmit }: Props): ReactNode {
	const { t } = useTranslation();
	const [text, setText] = useState('');
	const query = useSettled(text.trim(), SETTLE_MS);
	const found = useQuery(
		api.archive.find.queryOptions({
			input: { ...NO_QUERY, query, states: ['stored'], limit: SHOWN + 1 },
			placeholderData: keepPreviousData,
		}),
	);
	const rows = (found.data?.hits ?? []).map((hit) => hit.outcome).filter((row) => row.id !== except);
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.key === 'Enter' && event.ctrlKey) onSubmit();
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: a key for the whole form
		<div className="candidates" onKeyDown={onKeyDown}>
			<Input
				type="search"
				autoFocus
				allowClear
				maxLength={SEARCH_MAX}
				value={text}
				aria-label={t('screen.archive.replaceSearch')}
				placeholder={t('screen.archive.replaceSearch')}
				onChange={(event) => {
					setText(event.target.value);
					onBy(undefined);
				}}
			/>
			{found.error !== null && <FaultNotice error={found.error} onRetry={found.refetch} />}
			{found.data !== undefined && rows.length === 0 && <p role="status">{t('screen.archive.replaceNone')}</p>}
			<Radio.Group value={by} onChange={(event) => onBy(event.target.value as OutcomeId)}>
				{rows.slice(0, SHOWN).map((row) => (
					<Radio key={row.id} value={row.id}>
						<strong>{row.values.documentNumber ?? t('screen.common.none')}</strong>{' '}
						{row.values.issueDate !== undefined && showDay(row.values.issueDate)} · {outcomeName(row, t)} ·{' '}
						{row.values.ownerName ?? t('screen.common.none')}
					</Radio>
				))}
			</Radio.Group>
		</div>
	);
}
