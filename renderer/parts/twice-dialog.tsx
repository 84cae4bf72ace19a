import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutcomeView } from '../../contract/index.ts';
import type { FieldName } from '../../domain/fields.ts';
import { api, client } from '../client.ts';
import { readValue, showValue } from '../state/field-text.ts';
import { FaultNotice } from './fault-notice.tsx';
import { FieldCrop } from './field-crop.tsx';

type Props = { readonly outcome: OutcomeView; readonly onClose: () => void };

/** Types the fields that the office wants typed twice, without sight of the first value: the mask hides what lies beneath. */
export function TwiceDialog({ outcome, onClose }: Props): ReactNode {
	const { t } = useTranslation();
	const left = useQuery(api.fields.twice.queryOptions({ input: { id: outcome.id }, staleTime: 0, gcTime: 0 }));
	const [field] = left.data ?? [];
	const done = async (): Promise<void> => {
		const { data } = await left.refetch();
		if (data?.length === 0) onClose();
	};
	return (
		<Modal
			open
			rootClassName="twice"
			title={t('screen.verify.twice.title')}
			footer={null}
			transitionName=""
			maskTransitionName=""
			afterOpenChange={(shown) => shown && document.getElementById('twice-box')?.focus()}
			onCancel={onClose}
		>
			<p>{t('screen.verify.twice.help')}</p>
			{left.error !== null && <FaultNotice error={left.error} onRetry={left.refetch} />}
			{field !== undefined && <TwiceField key={field} outcome={outcome} field={field} onDone={() => void done()} />}
		</Modal>
	);
}

type FieldProps = { readonly outcome: OutcomeView; readonly field: FieldName; readonly onDone: () => void };

function TwiceField({ outcome, field, onDone }: FieldProps): ReactNode {
	const { t } = useTranslation();
	const queries = useQueryClient();
	const [text, setText] = useState('');
	const indefinite = t('screen.verify.indefinite');
	const value = readValue(field, text, indefinite);
	const key = useMutation({
		mutationFn: (typed: string) => client.fields.keyAgain({ id: outcome.id, field, value: typed }),
		onSuccess: ({ agrees }) => {
			if (agrees) onDone();
		},
	});
	const queryKey = api.outcomes.get.queryKey({ input: { id: outcome.id } });
	const correct = useMutation({
		mutationFn: (typed: string) => {
			const seen: OutcomeView = queries.getQueryData(queryKey) ?? outcome;
			return client.workflow.correctField({ id: outcome.id, revision: seen.revision, field, value: typed });
		},
		onSuccess: async () => {
			await queries.invalidateQueries({ queryKey });
			onDone();
		},
	});
	const first = key.data?.first;
	const choose = {
		'1': () => first !== undefined && key.mutate(first),
		'2': () => correct.mutate(value ?? ''),
	} as const;
	const onKeyDown = (event: KeyboardEvent): void => {
		if (first === undefined || (event.key !== '1' && event.key !== '2')) return;
		event.preventDefault();
		choose[event.key]();
	};
	const reading = outcome.readings.find((one) => one.field === field);
	const say = (one: string): string => (one === '' ? t('screen.verify.absent') : showValue(field, one, indefinite));
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: 1 and 2 choose between the two values
		<div className="twice-field" onKeyDown={onKeyDown}>
			{reading !== undefined && (
				<FieldCrop outcomeId={outcome.id} page={outcome.pages[reading.page]} box={reading.box} />
			)}
			<label htmlFor="twice-box">{t(`field.${field}`)}</label>
			<Input
				id="twice-box"
				autoFocus
				autoComplete="off"
				spellCheck={false}
				value={text}
				readOnly={first !== undefined}
				status={value === undefined ? 'error' : ''}
				onChange={(event) => setText(event.target.value)}
				onPressEnter={() => value !== undefined && first === undefined && key.mutate(value)}
			/>
			{first !== undefined && (
				<div role="alert">
					<p>{t('screen.verify.twice.differ')}</p>
					<p className="act">
						<Button onClick={choose[1]}>
							{t('screen.verify.twice.first', { value: say(first) })}
							<kbd>1</kbd>
						</Button>
						<Button onClick={choose[2]}>
							{t('screen.verify.twice.second', { value: say(value ?? '') })}
							<kbd>2</kbd>
						</Button>
					</p>
				</div>
			)}
			{key.error !== null && <FaultNotice error={key.error} />}
			{correct.error !== null && <FaultNotice error={correct.error} />}
		</div>
	);
}
